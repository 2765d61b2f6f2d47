/// Identifiers that rise with time.
enum Identity {
  /// A UUID of version 7 in its usual text form. Source: RFC 9562 section 5.7.
  static func uid(at milliseconds: Int) -> String {
    var bytes = withUnsafeBytes(of: UInt64(clamping: milliseconds).bigEndian) { Array($0.dropFirst(2)) }
    bytes += random(count: 10)
    bytes[6] = 0x70 | bytes[6] & 0x0F
    bytes[8] = 0x80 | bytes[8] & 0x3F
    return text(of: bytes)
  }

  static func random(count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    while bytes.count < count {
      withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    return Array(bytes.prefix(count))
  }

  /// The text form of 16 bytes; empty for anything else.
  static func text(of bytes: [UInt8]) -> String {
    guard bytes.count == 16 else { return "" }
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (position, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(position) { text.append(UInt8(ascii: "-")) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The 16 bytes of a text form; empty for anything else.
  static func bytes(of text: String) -> [UInt8] {
    bytes(ofHexadecimal: text.utf8.filter { $0 != UInt8(ascii: "-") }) ?? []
  }

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func bytes(ofHexadecimal text: String) -> [UInt8]? {
    bytes(ofHexadecimal: Array(text.utf8))
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46, 0x61...0x66: (digit | 0x20) - 0x57
    default: nil
    }
  }

  private static func bytes(ofHexadecimal digits: [UInt8]) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for position in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(ofDigit: digits[position]), let low = value(ofDigit: digits[position + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
