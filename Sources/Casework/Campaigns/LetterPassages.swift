/// One paragraph of a letter.
package struct LetterPassage: Sendable, Equatable {
  /// As it was written, with its line ends.
  package let text: Substring
  /// Its words as one number: the same whatever the case of letters, the punctuation and the length of lines.
  package let key: UInt64
  /// How many words it has; never 0.
  package let wordCount: Int
}

/// A letter's own paragraphs: without earlier letters, without the signature below `-- ` and without the notices that
/// programs hang on every message. Takes time in proportion to the text.
///
/// Every program breaks paragraphs in its own way: at an empty line, or at each line when a line holds a paragraph.
package struct LetterPassages: Sendable, Equatable {
  package private(set) var passages: [LetterPassage] = []

  /// Of a longer letter the beginning, in bytes. No campaign's text is that long.
  package static let longest = 100_000
  /// More paragraphs are the last one together.
  private static let most = 500
  /// In bytes: a line that is longer was not broken by hand, so its end is that of the paragraph.
  private static let broken = 140

  /// - Parameter text: the whole letter, as ``Contact/text`` has it.
  package init(_ text: String) {
    Self.each(of: text) { add($0, $1) }
  }

  /// The paragraphs of a part of a letter.
  package init(of part: Substring) {
    Self.each(ofPart: part) { add($0, $1) }
  }

  private mutating func add(_ paragraph: Substring, _ words: LetterWords) {
    passages.append(LetterPassage(text: paragraph, key: words.key, wordCount: words.count))
  }

  /// Each paragraph of the whole letter with its words, of which there is at least one.
  static func each(of text: String, _ body: (Substring, LetterWords) -> Void) {
    let history = QuotedHistory(text.utf8.count > Self.longest ? String(text.prefix(Self.longest)) : text)
    for run in history.runs where run.kind == .ownWords {
      guard each(ofPart: run.text, body) else { return }
    }
  }

  /// - Returns: false when what follows is a notice of a program.
  @discardableResult
  private static func each(ofPart text: Substring, _ body: (Substring, LetterWords) -> Void) -> Bool {
    for paragraph in paragraphs(of: text) {
      guard !isNotice(paragraph) else { return false }
      let words = LetterWords(paragraph)
      if words.count > 0 { body(paragraph, words) }
    }
    return true
  }

  private static func paragraphs(of text: Substring) -> [Substring] {
    var paragraphs: [Substring] = []
    var start: Substring.Index?
    var line = text.utf8.startIndex
    while line < text.utf8.endIndex {
      let end = text.utf8[line...].firstIndex(of: 0x0A) ?? text.utf8.endIndex
      let isBlank = text.utf8[line..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      let next = end < text.utf8.endIndex ? text.utf8.index(after: end) : end
      if isBlank {
        if let begun = start { paragraphs.append(text[begun..<line]) }
        start = nil
      } else {
        let begun = start ?? line
        start = begun
        if text.utf8.distance(from: line, to: end) > broken, paragraphs.count < most {
          paragraphs.append(text[begun..<next])
          start = nil
        }
      }
      if paragraphs.count >= most {
        paragraphs.append(text[(start ?? line)...])
        return paragraphs
      }
      line = next
    }
    if let begun = start { paragraphs.append(text[begun...]) }
    return paragraphs
  }

  // MARK: - Notices

  /// Words of the notices below messages: two strangers who write from one firm have them in common.
  private static let signs = [
    "intended recipient", "intended solely", "intended for the addressee", "unsubscribe", "disclaimer:",
    "sent from my ", "derbynnydd bwriadedig",
  ].map { Array($0.utf8) }

  private static func isNotice(_ paragraph: Substring) -> Bool {
    let found = paragraph.utf8.withContiguousStorageIfAvailable { bytes in
      // The first two letters of a sign are passed by at one look nearly everywhere.
      var place = 0
      while place < bytes.count - 1 {
        switch (bytes[place] | 0x20, bytes[place + 1] | 0x20) {
        case (UInt8(ascii: "i"), UInt8(ascii: "n")), (UInt8(ascii: "u"), UInt8(ascii: "n")),
          (UInt8(ascii: "d"), UInt8(ascii: "i")), (UInt8(ascii: "d"), UInt8(ascii: "e")),
          (UInt8(ascii: "s"), UInt8(ascii: "e")):
          if signs.contains(where: { stands($0, at: place, bytes) }) { return true }
        default: break
        }
        place += 1
      }
      return false
    }
    return found ?? false
  }

  /// Whether small letters stand there, whatever their case.
  private static func stands(_ sign: [UInt8], at start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count - start >= sign.count else { return false }
    return sign.indices.allSatisfy { lower(bytes[start + $0]) == sign[$0] }
  }

  /// A line's end is a blank here.
  private static func lower(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x0A, 0x0D: 0x20
    default: byte
    }
  }
}
