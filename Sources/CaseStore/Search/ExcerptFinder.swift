internal import Casework
internal import GRDB

/// Finds the line of a record's text in which a search matched.
struct ExcerptFinder {
  private let wanted: WantedWords
  private let texts: RecordTexts
  private let splitter: WordSplitter
  /// As many as are asked for: a word that is also asked for as a beginning counts twice.
  private let asked: Int

  /// In characters.
  private static let width = 100
  private static let before = 30

  /// Nil when there are no words to be found.
  init?(_ query: Query, splitter: WordSplitter, _ database: Database) {
    var (words, beginnings): (Set<Word>, [Word]) = ([], [])
    Self.add(query, to: &words, &beginnings, splitter)
    guard !words.isEmpty || !beginnings.isEmpty else { return nil }
    self.splitter = splitter
    asked = words.count + beginnings.count
    wanted = WantedWords(beginnings: beginnings, words: words)
    texts = RecordTexts(wanted: wanted, database: database)
  }

  private static func add(
    _ query: Query, to words: inout Set<Word>, _ beginnings: inout [Word], _ splitter: WordSplitter
  ) {
    switch query {
    case .word(let text), .phrase(let text), .field(.subject, .equals(let text)),
      .field(.from, .equals(let text)):
      words.formUnion(splitter.words(of: text))
    case .prefix(let text):
      let typed = splitter.words(of: text)
      words.formUnion(typed.dropLast())
      beginnings += typed.suffix(1)
    case .and(let parts), .or(let parts):
      for part in parts { add(part, to: &words, &beginnings, splitter) }
    case .all, .field, .not: return
    }
  }

  // MARK: - The best place

  /// A text with what was found in it, and how many different words that are which the title has not.
  private struct Candidate {
    let text: String
    let matches: [Match]
    let count: Int
  }

  /// Nil when the title has all that were found.
  func excerpt(of row: RecordRow) throws -> Excerpt? {
    // Of what is opened for a reason, no line is shown before that.
    guard !row.isRestricted else { return nil }
    let title = Set(matches(in: row.title).map(\.wanted))
    guard title.count < asked else { return nil }
    // More than this no text can have, so what comes later is no better.
    let most = wanted.count - title.count
    var (people, text): (Candidate?, Candidate?) = (nil, nil)
    try texts.each(of: row) { place, piece in
      if place == .people { people = better(of: people, piece, title) }
      if place == .text, text?.count ?? 0 < most { text = better(of: text, piece, title) }
      return people?.count ?? 0 < most
    }
    let best = text?.count ?? 0 > people?.count ?? 0 ? text : people
    return best.map { Self.excerpt($0.text, $0.matches) }
  }

  private func better(of best: Candidate?, _ text: String, _ title: Set<Int>) -> Candidate? {
    let found = matches(in: text)
    let count = found.isEmpty ? 0 : Set(found.map(\.wanted)).subtracting(title).count
    return count > best?.count ?? 0 ? Candidate(text: text, matches: found, count: count) : best
  }

  /// A word that was found: which of those asked for, and where in the UTF-8 of the text.
  private struct Match {
    let wanted: Int
    let place: Range<Int>
  }

  private func matches(in text: String) -> [Match] {
    var matches: [Match] = []
    var met: Set<Int> = []
    var end = Int.max
    splitter.eachWord(of: text) { bytes, place in
      guard place.lowerBound < end else { return false }
      guard let number = wanted.number(of: bytes) else { return true }
      matches.append(Match(wanted: number, place: place))
      // Once all are found, a line more is enough.
      if met.insert(number).inserted, met.count == wanted.count { end = place.upperBound + Self.width }
      return true
    }
    return matches
  }

  // MARK: - One line

  private static func excerpt(_ text: String, _ matches: [Match]) -> Excerpt {
    let places = matches.map { match in
      let utf8 = text.utf8
      let start = utf8.index(utf8.startIndex, offsetBy: match.place.lowerBound)
      return start..<utf8.index(utf8.startIndex, offsetBy: match.place.upperBound)
    }
    let start = start(in: text, places: places, matches)
    let end = text.index(start, offsetBy: width, limitedBy: text.endIndex) ?? text.endIndex
    let line = oneLine(text[start..<end])
    let visible = places.filter { $0.lowerBound >= start && $0.upperBound <= end }
    return Excerpt(
      text: line,
      matches: visible.map { place in
        let from = text.distance(from: start, to: place.lowerBound)
        return from..<from + max(1, text.distance(from: place.lowerBound, to: place.upperBound))
      })
  }

  /// The text with a space for each sign of white space; the end of a line that is two is one.
  private static func oneLine(_ text: Substring) -> String {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.map { $0.isWhitespace ? " " : String($0) }.joined()
    }
    var line: [UInt8] = []
    line.reserveCapacity(width)
    var last: UInt8 = 0
    for byte in text.utf8 {
      if last != 0x0D || byte != 0x0A { line.append(0x09...0x0D ~= byte ? 0x20 : byte) }
      last = byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// A little before the match after which the most different words follow closely, at the beginning of a word.
  private static func start(
    in text: String, places: [Range<String.Index>], _ matches: [Match]
  ) -> String.Index {
    var best = (count: 0, position: 0)
    let most = Set(matches.map(\.wanted)).count
    for position in matches.indices.prefix(200) where best.count < most {
      let end = matches[position].place.lowerBound + width - before
      let near = matches[position...].prefix { $0.place.upperBound <= end }
      let count = Set(near.map(\.wanted)).count
      if count > best.count { best = (count, position) }
    }
    let match = places[best.position].lowerBound
    guard let start = text.index(match, offsetBy: -before, limitedBy: text.startIndex) else {
      return text.startIndex
    }
    let space = text[start..<match].firstIndex(where: \.isWhitespace)
    return space.map { text.index(after: $0) } ?? start
  }
}
