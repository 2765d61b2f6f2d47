/// References of records as they stand in running text: `COR-26-0042`.
package enum CaseReference {
  /// All references in a text, in order, in capital letters. Reads each byte once.
  package static func all(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.indices.compactMap { start in
      guard start == 0 || !isWordByte(bytes[start - 1]),
        bytes.count - start >= shortest, prefixes.contains(where: { matches($0, bytes, at: start) })
      else { return nil }
      return reference(in: bytes, at: start)
    }
  }

  private static let prefixes = RecordKind.all.map { Array($0.prefix.utf8) }
  /// In bytes.
  private static let shortest = 11

  /// Three letters, a hyphen, two digits, a hyphen, four digits or more.
  private static func reference(in bytes: [UInt8], at start: Int) -> String? {
    guard start + shortest <= bytes.count, bytes[start + 3] == UInt8(ascii: "-"), isDigit(bytes[start + 4]),
      isDigit(bytes[start + 5]), bytes[start + 6] == UInt8(ascii: "-")
    else { return nil }
    var end = start + 7
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    guard (4...9).contains(end - start - 7), end == bytes.count || !isWordByte(bytes[end]) else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self).uppercased()
  }

  private static func matches(_ prefix: [UInt8], _ bytes: [UInt8], at start: Int) -> Bool {
    start + prefix.count <= bytes.count
      && zip(prefix, bytes[start...]).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
  }
}
