import MailWire

/// Line ends as the register keeps them: line feeds.
enum LineEnds {
  /// CRLF becomes LF; in a text that has no line feed at all, carriage returns are the line ends.
  static func normalised(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0x0D) else { return text }
    guard text.contains(0x0A) else { return text.map { $0 == 0x0D ? 0x0A : $0 } }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for index in text.indices {
      if text[index] == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A { continue }
      result.append(text[index])
    }
    return result
  }
}

/// The charset that an HTML text names itself, where the letter does not.
enum HTMLCharset {
  /// The value of `charset=` in the first kilobyte, as the HTML standard has it.
  static func declared(in html: [UInt8]) -> String? {
    let head = html.prefix(1024)
    let word = Array("charset=".utf8)
    for index in head.indices where head[index].lowercased == word[0] {
      guard head[index...].starts(withLowercase: "charset=") else { continue }
      let value = head[(index + word.count)...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      let name = value.prefix {
        $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
      return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }
    return nil
  }
}
