/// Collects a bracketed paste up to its end mark `ESC [ 201 ~`.
struct PasteCollector: Sendable {
  /// The longest paste that is kept, in bytes; the rest is dropped up to the end mark.
  static let limit = 1 << 20

  private static let endMark = Array("\u{1B}[201~".utf8)
  private var bytes: [UInt8] = []
  /// How much of the end mark has been seen.
  private var matched = 0

  /// Takes one byte.
  /// - Returns: whether it completes the end mark.
  mutating func take(_ byte: UInt8) -> Bool {
    if byte == Self.endMark[matched] {
      matched += 1
      return matched == Self.endMark.count
    }
    keepMatched()
    if byte == Self.endMark[0] {
      matched = 1
    } else {
      keep(byte)
    }
    return false
  }

  /// What was pasted as text: CR LF and CR are line feeds; other control characters and what is not UTF-8
  /// are dropped.
  mutating func text() -> String {
    if matched < Self.endMark.count { keepMatched() }
    var assembler = UTF8Assembler()
    var scalars = String.UnicodeScalarView()
    var previous: UInt8 = 0
    for byte in bytes {
      if let scalar = Self.scalar(byte, after: previous, &assembler) { scalars.append(scalar) }
      previous = byte
    }
    return String(scalars)
  }

  private static func scalar(
    _ byte: UInt8, after previous: UInt8, _ assembler: inout UTF8Assembler
  ) -> Unicode.Scalar? {
    if byte >= 0x80 { return assembler.take(byte).flatMap { $0.value < 0xA0 ? nil : $0 } }
    assembler.reset()
    switch byte {
    case 0x0A: return previous == 0x0D ? nil : "\n"
    case 0x0D: return "\n"
    case 0x09, 0x20...0x7E: return Unicode.Scalar(byte)
    default: return nil
    }
  }

  /// What looked like the end mark was part of the text after all; its escape is dropped in ``text()``.
  private mutating func keepMatched() {
    for byte in Self.endMark.prefix(matched) { keep(byte) }
    matched = 0
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < Self.limit { bytes.append(byte) }
  }
}
