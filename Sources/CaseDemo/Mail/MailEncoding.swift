/// Text as bytes in the ways that mail knows.
enum MailEncoding {
  private static let hexDigits = Array("0123456789ABCDEF".utf8)
  private static let base64Digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Base64 without line breaks. Source: RFC 4648 section 4.
  static func base64(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let group = Array(rest.prefix(3))
      rest = rest.dropFirst(3)
      let word = group.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
      for position in 0..<4 {
        let isFilled = position <= group.count
        result.append(isFilled ? base64Digits[word >> (18 - 6 * position) & 63] : UInt8(ascii: "="))
      }
    }
    return result
  }

  /// Base64 in lines of 76. Source: RFC 2045 section 6.8.
  static func base64Lines(_ bytes: [UInt8]) -> [UInt8] {
    let text = base64(bytes)
    var result: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: 76) {
      result += text[start..<min(start + 76, text.count)]
      result += [13, 10]
    }
    return result
  }

  /// Quoted-printable of text whose lines end with CRLF. Source: RFC 2045 section 6.7.
  static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var width = 0
    for (position, byte) in bytes.enumerated() {
      guard byte != 13, byte != 10 else {
        result.append(byte)
        width = 0
        continue
      }
      let isBeforeBreak = position + 1 == bytes.count || bytes[position + 1] == 13
      let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=") || byte == 32 && !isBeforeBreak
      if width + (isPlain ? 1 : 3) > 75 {
        result += [UInt8(ascii: "="), 13, 10]
        width = 0
      }
      result += isPlain ? [byte] : escaped(byte)
      width += isPlain ? 1 : 3
    }
    return result
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    [UInt8(ascii: "="), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
  }

  /// A header's text as it is when it is ASCII, else in encoded words. Source: RFC 2047.
  static func header(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (32...126).contains($0) }) else { return text }
    var words: [String] = []
    var piece: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if piece.count + bytes.count > 42 {
        words.append(encodedWord(piece))
        piece = []
      }
      piece += bytes
    }
    return (words + [encodedWord(piece)]).joined(separator: "\r\n ")
  }

  private static func encodedWord(_ bytes: [UInt8]) -> String {
    "=?UTF-8?B?\(String(decoding: base64(bytes), as: UTF8.self))?="
  }

  /// Nil when the text has letters that are not in ISO 8859-1.
  static func latin1(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard scalar.value < 0x100 else { return nil }
      bytes.append(UInt8(scalar.value))
    }
    return bytes
  }

  /// Nil when the text has letters that are not in windows-1252. Source: the WHATWG index of that encoding.
  static func windows1252(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x80, 0xA0..<0x100: bytes.append(UInt8(scalar.value))
      case 0x20AC: bytes.append(0x80)
      case 0x2018: bytes.append(0x91)
      case 0x2019: bytes.append(0x92)
      case 0x201C: bytes.append(0x93)
      case 0x201D: bytes.append(0x94)
      case 0x2013: bytes.append(0x96)
      default: return nil
      }
    }
    return bytes
  }
}
