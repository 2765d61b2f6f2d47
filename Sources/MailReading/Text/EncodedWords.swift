import MailWire

/// Makes text of a header: unfolded, encoded words decoded.
///
/// Source: RFC 2047. Beyond it, as real mail needs: words inside quotes, words that end with a space missing,
/// characters split over two words, bytes beyond ASCII that nobody declared, and charsets that lie.
package enum EncodedWords {
  /// The text of a raw header value, folded lines joined, white space at both ends removed.
  package static func decode(_ raw: [UInt8]) -> DecodedText {
    let bytes = unfolded(raw)
    guard bytes.contains(UInt8(ascii: "=")) else {
      return CharsetDecoder.decode(bytes, charset: nil)
    }
    var reader = EncodedWordReader(bytes)
    return reader.read()
  }

  /// The text alone.
  package static func text(_ raw: [UInt8]) -> String {
    decode(raw).text
  }

  /// Folding is a line end before white space (RFC 5322, 2.2.3); stray line ends become spaces too.
  static func unfolded(_ raw: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      let byte = raw[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else {
        result.append(byte)
        continue
      }
      while index < raw.endIndex, [0x0A, 0x0D, 0x09, 0x20].contains(raw[index]) { index += 1 }
      result.append(0x20)
    }
    return Array(result.trimmed)
  }
}

/// Reads one header value from left to right, each byte once.
private struct EncodedWordReader {
  private let bytes: [UInt8]
  /// Where the last `?=` is: no word starts after it, so that a header full of openings is searched only
  /// once.
  private let lastClosing: Int
  private var result = DecodedText(utf8: [], replaced: false)
  /// Decoded bytes of neighbouring words in one charset, not yet text: a character may be split between them.
  private var pending: [UInt8] = []
  private var pendingCharset = ""
  /// Plain bytes since the last word.
  private var plain: [UInt8] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var closing = bytes.count - 2
    while closing >= 0, bytes[closing] != UInt8(ascii: "?") || bytes[closing + 1] != UInt8(ascii: "=") {
      closing -= 1
    }
    lastClosing = closing
  }

  mutating func read() -> DecodedText {
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "="), index < lastClosing,
        let word = EncodedWord(in: bytes, at: index)
      {
        take(word)
        index = word.end
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    flushWords()
    flushPlain()
    return result
  }

  private mutating func take(_ word: EncodedWord) {
    let isNeighbour = !pendingCharset.isEmpty && plain.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    if isNeighbour {
      plain.removeAll()
      if word.charset != pendingCharset { flushWords() }
    } else {
      flushWords()
      flushPlain()
    }
    pendingCharset = word.charset
    pending += word.payload
  }

  private mutating func flushWords() {
    guard !pendingCharset.isEmpty else { return }
    append(CharsetDecoder.decode(pending, charset: pendingCharset))
    pending = []
    pendingCharset = ""
  }

  private mutating func flushPlain() {
    append(CharsetDecoder.decode(plain, charset: nil))
    plain = []
  }

  private mutating func append(_ text: DecodedText) {
    result.utf8 += text.utf8
    result.replaced = result.replaced || text.replaced
  }
}

/// `=?charset?B?…?=` or `=?charset?Q?…?=`.
private struct EncodedWord {
  let charset: String
  let payload: [UInt8]
  let end: Int

  /// The word that starts at `start`; nil if there is none.
  init?(in bytes: [UInt8], at start: Int) {
    // The encoding is looked at before the end is searched, so each search ends in a word that is used up.
    guard start + 6 < bytes.count, bytes[start + 1] == UInt8(ascii: "?"),
      let first = Self.question(in: bytes, from: start + 2, to: min(bytes.count, start + 80)),
      first > start + 2,
      first + 2 < bytes.count, bytes[first + 2] == UInt8(ascii: "?"),
      [UInt8(ascii: "b"), UInt8(ascii: "q")].contains(bytes[first + 1] | 0x20),
      let end = Self.closing(in: bytes, from: first + 3, to: bytes.count)
    else { return nil }
    let text = bytes[(first + 3)..<end]
    payload = bytes[first + 1] | 0x20 == UInt8(ascii: "b") ? Self.base64(text) : Self.quoted(text)
    // RFC 2231, 5: a language may follow the charset after an asterisk.
    let name = bytes[(start + 2)..<first].prefix { $0 != UInt8(ascii: "*") }
    charset = String(decoding: name, as: UTF8.self).lowercased()
    self.end = end + 2
  }

  private static func question(in bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
    var index = start
    while index < limit {
      if bytes[index] == UInt8(ascii: "?") { return index }
      if bytes[index] <= 0x20 { return nil }
      index += 1
    }
    return nil
  }

  private static func closing(in bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
    var index = start
    while index + 1 < limit {
      if bytes[index] == UInt8(ascii: "?"), bytes[index + 1] == UInt8(ascii: "=") { return index }
      index += 1
    }
    return nil
  }

  private static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "="), index + 2 < text.endIndex,
        let high = text[index + 1].hexValue, let low = text[index + 2].hexValue
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(text[index] == UInt8(ascii: "_") ? 0x20 : text[index])
        index += 1
      }
    }
    return result
  }

  private static func base64(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in text {
      guard let value = byte.base64Value else { continue }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return result
  }
}
