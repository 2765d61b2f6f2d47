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
    let digits = Array(hexadecimal(bytes))
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
  }

  /// The 16 bytes of a text form; empty for anything else.
  static func bytes(of text: String) -> [UInt8] {
    bytes(ofHexadecimal: text.filter { $0 != "-" }) ?? []
  }

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func bytes(ofHexadecimal text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for position in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Character(Unicode.Scalar(digits[position])).hexDigitValue,
        let low = Character(Unicode.Scalar(digits[position + 1])).hexDigitValue
      else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
