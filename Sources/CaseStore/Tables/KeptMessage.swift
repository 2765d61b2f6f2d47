/// The raw bytes of a message that this transaction has just written to `blob`.
struct KeptMessage {
  let blob: Int64
  let raw: [UInt8]

  /// Reading a text out of larger bytes would cost more than keeping it twice.
  private static let largest = 1 << 18

  /// Where a text stands in the raw bytes, byte for byte; nil when it was encoded there, or is too short to matter.
  ///
  /// Only the beginning of the body is looked at, where the text of a plain message stands.
  func place(of text: String) -> Range<Int>? { Self.place(of: text, in: raw) }

  /// The same for bytes that are not kept yet.
  static func place(of text: String, in raw: [UInt8]) -> Range<Int>? {
    guard raw.count <= largest, text.utf8.count >= 64 else { return nil }
    var text = text
    return raw.withUnsafeBytes { raw in
      text.withUTF8 { text in
        guard let body = startOfBody(raw), raw.count - body >= text.count,
          raw[body..<(body + text.count)].elementsEqual(text)
        else { return nil }
        return body..<(body + text.count)
      }
    }
  }

  /// After the first empty line, and the empty lines that follow it.
  private static func startOfBody(_ raw: UnsafeRawBufferPointer) -> Int? {
    var place = 1
    while place < raw.count, raw[place] != 0x0A || raw[place - 1] != 0x0A { place += 1 }
    while place < raw.count, raw[place] == 0x0A { place += 1 }
    return place < raw.count ? place : nil
  }
}
