/// The raw bytes of a message that this transaction has just written to `blob`.
struct KeptMessage {
  let blob: Int64
  let raw: [UInt8]

  /// Reading a text out of larger bytes would cost more than keeping it twice.
  private static let largest = 1 << 18

  /// Where a text stands in the raw bytes, byte for byte; nil when it was encoded there, or is too short to matter.
  ///
  /// Only the beginning of the body is looked at, where the text of a plain message stands.
  func place(of text: String) -> Range<Int>? {
    guard raw.count <= Self.largest, text.utf8.count >= 64, let body = startOfBody else { return nil }
    let end = body + text.utf8.count
    guard end <= raw.count, raw[body..<end].elementsEqual(text.utf8) else { return nil }
    return body..<end
  }

  /// After the first empty line, and the empty lines that follow it.
  private var startOfBody: Int? {
    guard let blank = zip(raw, raw.dropFirst()).enumerated().first(where: { $1 == (0x0A, 0x0A) })?.offset
    else { return nil }
    return raw[blank...].firstIndex { $0 != 0x0A }
  }
}
