internal import Casework
internal import GRDB

/// Finds how the words of a search are written in one record, as its text has them: folding, other spellings and
/// mutations are the index's, so whoever shows the text need only look for these letters.
struct MatchFinder {
  private var wanted: [Spelling] = []
  private let splitter: WordSplitter
  private var longestPhrase = 1

  /// A text has a word in few ways; a beginning may have many.
  private static let most = 400

  /// - Parameter query: as the index is asked.
  init(_ query: Query, splitter: WordSplitter) {
    self.splitter = splitter
    add(query)
    longestPhrase = wanted.map(\.words.count).max() ?? 1
  }

  private mutating func add(_ query: Query) {
    switch query {
    case .word(let text), .phrase(let text), .field(.subject, .equals(let text)),
      .field(.from, .equals(let text)):
      add(Spelling(words: splitter.words(of: text).map(\.text)))
    case .prefix(let text): add(Spelling(words: splitter.words(of: text).map(\.text), isOpen: true))
    case .and(let parts), .or(let parts):
      for part in parts { add(part) }
    case .all, .field, .not: return
    }
  }

  private mutating func add(_ spelling: Spelling) {
    if !spelling.words.isEmpty, !wanted.contains(spelling) { wanted.append(spelling) }
  }

  /// Each way of writing that stands in the text, word by word.
  func matches(in text: SearchText) -> [[String]] {
    guard !wanted.isEmpty else { return [] }
    var found: Set<[String]> = []
    for piece in text.pieces where found.count < Self.most {
      add(piece, to: &found)
    }
    return found.sorted { $0.joined(separator: " ") < $1.joined(separator: " ") }
  }

  private func add(_ piece: String, to found: inout Set<[String]>) {
    var recent: [(word: Word, place: Range<Int>)] = []
    let utf8 = Array(piece.utf8)
    splitter.eachWord(of: piece) { bytes, place in
      recent.append((Word(bytes), place))
      if recent.count > longestPhrase { recent.removeFirst() }
      for spelling in wanted where Self.fits(spelling, recent) {
        found.insert(
          recent.suffix(spelling.words.count).map { String(decoding: utf8[$0.place], as: UTF8.self) })
      }
      return found.count < Self.most
    }
  }

  private static func fits(_ spelling: Spelling, _ recent: [(word: Word, place: Range<Int>)]) -> Bool {
    guard recent.count >= spelling.words.count else { return false }
    return zip(recent.suffix(spelling.words.count), spelling.words).enumerated().allSatisfy {
      position, pair in
      spelling.isOpen && position == spelling.words.count - 1
        ? pair.0.word.text.utf8.starts(with: pair.1.utf8) : pair.0.word.text.isSpelledLike(pair.1)
    }
  }
}
