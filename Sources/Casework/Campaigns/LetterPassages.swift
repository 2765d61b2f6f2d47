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
    for line in text.byteLines {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        if let begun = start { paragraphs.append(text[begun..<line.startIndex]) }
        start = nil
      } else {
        let begun = start ?? line.startIndex
        start = begun
        if line.count > broken, paragraphs.count < most {
          let next = line.endIndex < text.endIndex ? text.utf8.index(after: line.endIndex) : line.endIndex
          paragraphs.append(text[begun..<next])
          start = nil
        }
      }
      if paragraphs.count >= most {
        paragraphs.append(text[(start ?? line.startIndex)...])
        return paragraphs
      }
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

  // How they begin, four letters in one number.
  private static let inte: UInt32 = 0x696E_7465
  private static let unsu: UInt32 = 0x756E_7375
  private static let disc: UInt32 = 0x6469_7363
  private static let sent: UInt32 = 0x7365_6E74
  private static let derb: UInt32 = 0x6465_7262

  private static func isNotice(_ paragraph: Substring) -> Bool {
    let found = paragraph.utf8.withContiguousStorageIfAvailable { bytes in
      // The first four letters of a sign are passed by at one look nearly everywhere.
      let raw = UnsafeRawBufferPointer(bytes)
      var place = 0
      while place + 4 <= raw.count {
        switch UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)) | 0x2020_2020 {
        case inte, unsu, disc, sent, derb:
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
