/// A small file that comes with a letter.
struct DemoAttachment: Sendable {
  /// As it stands in the header: the sender's word, not a safe name.
  let name: String
  let type: String
  let bytes: [UInt8]

  /// One or two of the things that people send: a diary of dates, notes, a picture, a scanned letter.
  static func some(_ values: [String: String], random: inout DemoRandom) -> [DemoAttachment] {
    let street = values["street"] ?? ""
    let all = [
      dates(street, &random), notes(street, values),
      DemoAttachment(name: "IMG_\(random.number(in: 1000...9999)).png", type: "image/png", bytes: picture),
      letter(street),
    ]
    let first = random.below(all.count)
    return random.chance(65) ? [all[first]] : [all[first], all[(first + 1) % all.count]]
  }

  private static func dates(_ street: String, _ random: inout DemoRandom) -> DemoAttachment {
    var text = "number,street,time\r\n"
    for row in 1...random.number(in: 3...9) {
      text += "\(row),\(street),\(random.number(in: 18...23)):\(random.number(in: 10...59))\r\n"
    }
    return DemoAttachment(name: "dates.csv", type: "text/csv", bytes: Array(text.utf8))
  }

  private static func notes(_ street: String, _ values: [String: String]) -> DemoAttachment {
    let when = "\(values["weekday"] ?? "") at \(values["hour"] ?? "")"
    let text = "Notes on \(street)\n\nSeen from the front window, \(when).\n"
    return DemoAttachment(name: "notes.txt", type: "text/plain", bytes: Array(text.utf8))
  }

  private static func letter(_ street: String) -> DemoAttachment {
    let text = """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Title(\(street))>>endobj
      trailer<</Root 1 0 R>>
      %%EOF

      """
    return DemoAttachment(name: "Letter \(street).pdf", type: "application/pdf", bytes: Array(text.utf8))
  }

  /// One grey point.
  private static let picture: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00,
    0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81,
    0x77, 0xCD, 0x72, 0xB6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ]
}
