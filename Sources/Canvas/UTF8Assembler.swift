/// Puts the bytes of UTF-8 together as they come, also when a letter is split over two reads. Bytes that do
/// not belong to a valid scalar (RFC 3629: stray, cut off, over-long, surrogate) are dropped.
struct UTF8Assembler: Sendable {
  private var value: UInt32 = 0
  private var missing = 0
  private var smallest: UInt32 = 0

  /// Whether a letter has begun and not ended.
  var isInside: Bool { missing > 0 }

  mutating func reset() {
    missing = 0
  }

  /// Takes one byte of 0x80 or more.
  /// - Returns: the scalar that the byte completes.
  mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
    guard byte & 0xC0 == 0x80 else {
      begin(byte)
      return nil
    }
    guard missing > 0 else { return nil }
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    guard missing == 0, value >= smallest else { return nil }
    return Unicode.Scalar(value)
  }

  private mutating func begin(_ byte: UInt8) {
    switch byte {
    case 0xC2...0xDF: start(byte & 0x1F, missing: 1, smallest: 0x80)
    case 0xE0...0xEF: start(byte & 0x0F, missing: 2, smallest: 0x800)
    case 0xF0...0xF4: start(byte & 0x07, missing: 3, smallest: 0x10000)
    default: missing = 0
    }
  }

  private mutating func start(_ bits: UInt8, missing: Int, smallest: UInt32) {
    value = UInt32(bits)
    self.missing = missing
    self.smallest = smallest
  }
}
