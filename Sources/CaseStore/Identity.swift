/// Identifiers that rise with time.
enum Identity {
  /// A UUID of version 7 in its usual text form. Source: RFC 9562 section 5.7.
  static func uid(at milliseconds: Int, _ random: RandomBytes = RandomBytes()) -> String {
    var bytes = withUnsafeBytes(of: UInt64(clamping: milliseconds).bigEndian) { Array($0.dropFirst(2)) }
    bytes += random.next(10)
    bytes[6] = 0x70 | bytes[6] & 0x0F
    bytes[8] = 0x80 | bytes[8] & 0x3F
    return text(of: bytes)
  }

  static func random(count: Int) -> [UInt8] {
    RandomBytes().next(count)
  }

  /// The text form of 16 bytes; empty for anything else.
  static func text(of bytes: [UInt8]) -> String {
    guard bytes.count == 16 else { return "" }
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (position, byte) in bytes.enumerated() {
      if position >= 4, position <= 10, position.isMultiple(of: 2) { text.append(UInt8(ascii: "-")) }
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The 16 bytes of a text form; empty for anything else.
  static func bytes(of text: String) -> [UInt8] {
    text.utf8.filter { $0 != UInt8(ascii: "-") }.withUnsafeBufferPointer { bytes(ofDigits: $0) } ?? []
  }

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    guard let text = bytes.withContiguousStorageIfAvailable(hexadecimal(ofStorage:)) else {
      return hexadecimal(Array(bytes))
    }
    return text
  }

  private static func hexadecimal(ofStorage bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (position, byte) in bytes.enumerated() {
        text[2 * position] = digit(byte >> 4)
        text[2 * position + 1] = digit(byte & 15)
      }
      return 2 * bytes.count
    }
  }

  @inline(__always) private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x57 + value
  }

  static func bytes(ofHexadecimal text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { bytes(ofDigits: $0) }
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46, 0x61...0x66: (digit | 0x20) - 0x57
    default: nil
    }
  }

  private static func bytes(ofDigits digits: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for position in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(ofDigit: digits[position]), let low = value(ofDigit: digits[position + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
