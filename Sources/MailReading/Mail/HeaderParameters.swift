import MailWire

/// A header with parameters, such as `Content-Type: text/plain; charset=utf-8`.
///
/// Source: RFC 2045 (5.1), RFC 2183, RFC 2231 for values in pieces and in other charsets. Encoded words
/// inside quotes are against RFC 2047 and usual.
package struct HeaderParameters: Sendable {
  /// The value before the first semicolon, lower case: `text/plain`, `attachment`.
  package private(set) var value: String
  private var plain: [String: [UInt8]] = [:]
  private var pieces: [String: [Piece]] = [:]

  private struct Piece {
    let number: Int
    let isExtended: Bool
    let bytes: [UInt8]
  }

  /// Pieces above this number are not read.
  private static let mostPieces = 1000

  /// Reads a raw header value, folded or not; what cannot be read is left out.
  package init(_ raw: [UInt8]) {
    var reader = ParameterReader(raw)
    value = reader.firstValue()
    while let (name, bytes) = reader.next() { take(name, bytes) }
  }

  /// The text of a parameter, its name given in lower case; nil when there is none.
  package subscript(_ name: String) -> String? {
    if let text = joined(name) { return text }
    return plain[name].map(EncodedWords.text)
  }

  private mutating func take(_ name: ArraySlice<UInt8>, _ bytes: [UInt8]) {
    let parts = name.split(separator: UInt8(ascii: "*"), maxSplits: 2, omittingEmptySubsequences: false)
    let base = String(decoding: parts[0], as: UTF8.self).asciiLowercased
    guard parts.count > 1 else {
      if plain[base] == nil { plain[base] = bytes }
      return
    }
    // `name*`, `name*0` and `name*0*`.
    let number = parts[1].isEmpty ? 0 : Int(String(decoding: parts[1], as: UTF8.self))
    guard let number, (0..<Self.mostPieces).contains(number) else { return }
    let isExtended = parts[1].isEmpty || parts.count == 3
    pieces[base, default: []].append(Piece(number: number, isExtended: isExtended, bytes: bytes))
  }

  private func joined(_ name: String) -> String? {
    guard let pieces = pieces[name]?.sorted(by: { $0.number < $1.number }), let first = pieces.first
    else { return nil }
    var charset: String?
    var bytes: [UInt8] = []
    var lastNumber = -1
    for piece in pieces where piece.number > lastNumber {
      lastNumber = piece.number
      var content = piece.bytes[...]
      if piece.isExtended, piece.number == first.number { charset = Self.takeCharset(&content) }
      bytes += piece.isExtended ? Self.percentDecoded(content) : Array(content)
    }
    return CharsetDecoder.decode(bytes, charset: charset).text
  }

  /// `utf-8'en'text` gives the charset and leaves the text.
  private static func takeCharset(_ content: inout ArraySlice<UInt8>) -> String? {
    let parts = content.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    content = parts[2]
    return String(decoding: parts[0], as: UTF8.self)
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}

/// Cuts a header value at its semicolons, quotes and comments observed.
private struct ParameterReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ raw: [UInt8]) {
    bytes = EncodedWords.unfolded(raw)
  }

  mutating func firstValue() -> String {
    let end = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
    index = end
    let value = bytes[..<end].prefix { $0 != UInt8(ascii: "(") }.filter { !$0.isWhitespace }
    return String(decoding: value.map(\.lowercased), as: UTF8.self)
  }

  mutating func next() -> (ArraySlice<UInt8>, [UInt8])? {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: ";") || bytes[index].isWhitespace {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "="), bytes[index] != UInt8(ascii: ";") {
        index += 1
      }
      let name = bytes[start..<index].trimmed
      guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
      index += 1
      return (name, value())
    }
    return nil
  }

  private mutating func value() -> [UInt8] {
    while index < bytes.count, bytes[index].isWhitespace { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return quoted() }
    let start = index
    // Spaces belong to the value: `filename=Annual report.pdf` is wrong and usual.
    while index < bytes.count, bytes[index] != UInt8(ascii: ";") { index += 1 }
    return Array(bytes[start..<index].trimmed)
  }

  private mutating func quoted() -> [UInt8] {
    var result: [UInt8] = []
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      // A backslash escapes a quote or itself only: names of Windows files come with plain backslashes.
      let escapes = bytes[index] == 0x5C && index + 1 < bytes.count
      if escapes, bytes[index + 1] == 0x5C || bytes[index + 1] == UInt8(ascii: "\"") { index += 1 }
      result.append(bytes[index])
      index += 1
    }
    index += 1
    return result
  }
}
