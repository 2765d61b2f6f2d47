internal import Casework
internal import GRDB

/// Beginnings of words that a large part of all records has, for a question that reads all it finds: each is asked for as
/// several longer ones.
///
/// FTS5 puts the places of all words of a beginning together before its first row, in one piece that nobody can stop: at a
/// million records that takes seconds for one letter. Of a hundred longer beginnings each is soon put together, all of
/// them in half the time of the one.
struct WideBeginnings {
  let splitter: WordSplitter
  let database: Database
  /// Records in sum: so many are put together in two or three milliseconds.
  var most = 50_000

  /// More signs than these say less than they cost. Fewer would leave words whole that most records have, such as
  /// `police`: asked for by itself, a word is read as its rows are.
  private static let deepest = 12

  func split(_ query: Query) throws -> Query {
    switch query {
    case .prefix(let text):
      let words = splitter.words(of: text)
      guard words.count == 1, try records(of: words[0]) > most,
        let parts = try parts(of: words[0], depth: 0)
      else { return query }
      return .or(parts)
    case .and(let parts): return .and(try parts.map(split))
    case .or(let parts): return .or(try parts.map(split))
    case .not(let part): return .not(try split(part))
    case .all, .word, .phrase, .field: return query
    }
  }

  private func records(of beginning: Word) throws -> Int {
    try TermTable.statistics(of: beginning, limit: .max, database).records
  }

  /// Nil where a longer beginning would be another word to the index.
  private func parts(of beginning: Word, depth: Int) throws -> [Query]? {
    var parts: [Query] = []
    for (text, records) in try TermTable.longer(than: beginning, database) {
      let word = Word(text.utf8)
      guard splitter.words(of: text) == [word] else { return nil }
      if word == beginning {
        parts.append(.phrase(text))
      } else if records <= most || depth == Self.deepest {
        parts.append(.prefix(text))
      } else {
        guard let more = try self.parts(of: word, depth: depth + 1) else { return nil }
        parts += more
      }
    }
    return parts
  }
}
