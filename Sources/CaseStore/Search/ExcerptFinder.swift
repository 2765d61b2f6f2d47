internal import Casework
internal import GRDB

/// Finds the line of a record's text in which a search matched.
struct ExcerptFinder {
  /// Folded words that were asked for, and beginnings of words.
  private var words: Set<Word> = []
  private var beginnings: [Word] = []
  private let splitter: WordSplitter

  /// In characters.
  private static let width = 100
  private static let before = 30

  init(_ query: Query, splitter: WordSplitter) {
    self.splitter = splitter
    add(query)
  }

  private mutating func add(_ query: Query) {
    switch query {
    case .word(let text), .phrase(let text), .field(.subject, .equals(let text)),
      .field(.from, .equals(let text)):
      words.formUnion(splitter.words(of: text))
    case .prefix(let text):
      let typed = splitter.words(of: text)
      words.formUnion(typed.dropLast())
      beginnings += typed.suffix(1)
    case .and(let parts), .or(let parts):
      for part in parts { add(part) }
    case .all, .field, .not: return
    }
  }

  private var isEmpty: Bool { words.isEmpty && beginnings.isEmpty }

  // MARK: - The best place

  /// Nil when there were no words, or the title has all that were found.
  func excerpt(of row: RecordRow, _ database: Database) throws -> Excerpt? {
    // Of what is opened for a reason, no line is shown before that.
    guard !isEmpty, !row.isRestricted else { return nil }
    let title = Set(matches(in: row.title).map(\.wanted))
    guard title.count < words.count + beginnings.count, let text = try SearchText(id: row.id, database) else {
      return nil
    }
    var best: (text: String, matches: [Match], count: Int)?
    for piece in text.people.dropFirst() + text.parts {
      let found = matches(in: piece)
      let count = Set(found.map(\.wanted)).subtracting(title).count
      if count > best?.count ?? 0 { best = (piece, found, count) }
    }
    return best.map { Self.excerpt($0.text, $0.matches) }
  }

  /// A word that was found: which of those asked for, and where in the UTF-8 of the text.
  private struct Match {
    let wanted: Word
    let place: Range<Int>
  }

  private func matches(in text: String) -> [Match] {
    var matches: [Match] = []
    var missing = words.union(beginnings)
    var end = Int.max
    splitter.eachWord(of: text) { bytes, place in
      guard place.lowerBound < end else { return false }
      guard let wanted = wanted(bytes) else { return true }
      matches.append(Match(wanted: wanted, place: place))
      // Once all are found, a line more is enough.
      if missing.remove(wanted) != nil, missing.isEmpty { end = place.upperBound + Self.width }
      return true
    }
    return matches
  }

  private func wanted(_ bytes: UnsafeBufferPointer<UInt8>) -> Word? {
    if let beginning = beginnings.first(where: { bytes.starts(with: $0.text.utf8) }) { return beginning }
    guard !words.isEmpty else { return nil }
    let word = Word(bytes)
    return words.contains(word) ? word : nil
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
    let line = text[start..<end].map { $0.isWhitespace ? " " : String($0) }.joined()
    let visible = places.filter { $0.lowerBound >= start && $0.upperBound <= end }
    return Excerpt(
      text: line,
      matches: visible.map { place in
        let from = text.distance(from: start, to: place.lowerBound)
        return from..<from + max(1, text.distance(from: place.lowerBound, to: place.upperBound))
      })
  }

  /// A little before the match after which the most different words follow closely, at the beginning of a word.
  private static func start(
    in text: String, places: [Range<String.Index>], _ matches: [Match]
  ) -> String.Index {
    var best = (count: 0, position: 0)
    for position in matches.indices.prefix(200) {
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
