internal import Casework
internal import GRDB

/// Finds words of the index that are written nearly as a word that nothing has.
///
/// A word that stands only in records that the reader may not see is nothing to that reader, neither as the missing word
/// nor as the one that is offered.
struct NearWords {
  let reader: Actor
  let database: Database
  let splitter: WordSplitter
  /// Throws when the answer is wanted no more.
  let checkIsWanted: () throws -> Void

  /// Shorter words are near to too many.
  private static let shortest = 3
  private static let longest = 40
  /// So many words of the vocabulary are compared for each beginning.
  private static let most = 50_000
  /// So many of the nearest are looked for in records that the reader may see.
  private static let tried = 12
  /// More are no help.
  private static let offered = 3
  /// A query of more words is a text that somebody pasted.
  private static let mostWords = 12

  /// What is near to each word that nothing has, when something is.
  func suggestions(for query: Query) throws -> [DidYouMean] {
    var offers: [DidYouMean] = []
    var seen: Set<String> = []
    for (typed, isOpen) in Self.words(of: query).prefix(Self.mostWords) where seen.insert(typed).inserted {
      let folded = splitter.words(of: typed)
      // Numbers have no spelling, and of what is several words to the index it is not known which is wrong.
      guard folded.count == 1, let word = folded.first.map({ Array($0.text.unicodeScalars) }),
        (Self.shortest...Self.longest).contains(word.count),
        !word.contains(where: { $0.properties.numericType != nil }),
        try !isSeen(isOpen ? .prefix(typed) : .word(typed)),
        let offer = DidYouMean(missing: typed, near: try nearest(to: word))
      else { continue }
      offers.append(offer)
    }
    return offers
  }

  /// The words that were asked for, with whether each may be only begun.
  private static func words(of query: Query) -> [(String, isOpen: Bool)] {
    switch query {
    case .word(let text), .field(.subject, .equals(let text)), .field(.from, .equals(let text)):
      [(text, false)]
    case .phrase(let text): text.split(separator: " ").map { (String($0), false) }
    case .prefix(let text): [(text, true)]
    case .and(let parts), .or(let parts): parts.flatMap(words)
    case .all, .field, .not: []
    }
  }

  /// Whether a record that the reader may see has it.
  private func isSeen(_ query: Query) throws -> Bool {
    // The day is of no account to words.
    try !ListReading.rows(ListRequest(query, limit: 1, today: Day(number: 0)), for: reader, database).isEmpty
  }

  /// Those that differ least, the most usual first: of a word that differs more it is not likely that it was meant.
  private func nearest(to word: [Unicode.Scalar]) throws -> [String] {
    let most = word.count < 6 ? 1 : 2
    var found: [String: (distance: Int, count: Int)] = [:]
    for beginning in Self.beginnings(for: word) {
      try compare(word, beginning: beginning, most: most, &found)
    }
    let nearest = found.sorted { one, other in
      (one.value.distance, -one.value.count, one.key) < (other.value.distance, -other.value.count, other.key)
    }
    var offers: [String] = []
    var least: Int?
    for (term, (distance, _)) in nearest.prefix(Self.tried) {
      guard offers.count < Self.offered, distance <= least ?? distance else { break }
      guard try isSeen(.phrase(term)) else { continue }
      least = distance
      offers.append(term)
    }
    return offers
  }

  /// With what the word may begin that was meant: its own letter, or, where the first letters are the wrong ones, the
  /// rest of it.
  private static func beginnings(for word: [Unicode.Scalar]) -> [String] {
    func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
      String(String.UnicodeScalarView(scalars))
    }
    var beginnings = [text(word.prefix(1)), text([word[1], word[0]]), text(word[1...].prefix(3))]
    for letter in "abcdefghijklmnopqrstuvwxyz".unicodeScalars where letter != word[0] {
      beginnings.append(text([letter] + word.prefix(3)))
      beginnings.append(text([letter] + word[1...].prefix(3)))
    }
    return beginnings
  }

  private func compare(
    _ word: [Unicode.Scalar], beginning: String, most: Int,
    _ found: inout [String: (distance: Int, count: Int)]
  ) throws {
    let sql = """
      SELECT t, df FROM term WHERE t >= ? AND t < ? || char(1114111) AND length(t) BETWEEN ? AND ? LIMIT ?
      """
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: sql),
      arguments: [beginning, beginning, word.count - most, word.count + most, Self.most])
    while let row = try rows.next() {
      try checkIsWanted()
      let term: String = try row.value(0)
      guard let distance = DidYouMean.distance(word, Array(term.unicodeScalars), most: most), distance > 0
      else { continue }
      found[term] = (distance, try row.value(1))
    }
  }
}
