/// The bytes of a table as UTF-8 without a byte order mark.
enum TableText {
  /// What the bytes are when they are no UTF-8. Spreadsheets of Western Europe write Windows-1252, and a file is
  /// in one encoding from end to end. Nil for UTF-16, which has its own mark.
  static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    return isUTF8(body) ? body : decodedFromWindows1252(body)
  }

  static func isUTF8(_ bytes: [UInt8]) -> Bool {
    // By hand for plain letters, which most of a table is; the decoder of the standard library for the rest.
    guard let start = bytes.firstIndex(where: { $0 >= 0x80 }) else { return true }
    var decoder = UTF8()
    var rest = bytes[start...].makeIterator()
    while true {
      switch decoder.decode(&rest) {
      case .scalarValue: continue
      case .emptyInput: return true
      case .error: return false
      }
    }
  }

  private static func decodedFromWindows1252(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard byte >= 0x80 else {
        result.append(byte)
        continue
      }
      result.append(contentsOf: UTF8.encode(scalar(windows1252: byte)) ?? UTF8.encodedReplacementCharacter)
    }
    return result
  }

  private static func scalar(windows1252 byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }

  /// The byte of Windows-1252 that stands for `scalar`; nil when there is none.
  static func windows1252(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) { return UInt8(scalar.value) }
    return upper.firstIndex(of: UInt16(truncatingIfNeeded: scalar.value))
      .flatMap { scalar.value < 0x10000 ? UInt8(0x80 + $0) : nil }
  }

  /// What 0x80 to 0x9F mean; all other bytes are the scalar of their own value.
  /// Source: the table of the WHATWG Encoding Standard.
  private static let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8D,
    0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A,
    0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
