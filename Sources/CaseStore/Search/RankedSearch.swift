internal import Casework
internal import GRDB

/// The rows of a query that fit it best, of its newest few thousand.
///
/// To weigh every record of a common word takes a second in a register of a million (performance.md, section 4), so only
/// the newest are weighed. Of equals the newer comes first.
struct RankedSearch {
  /// As the index is asked.
  let query: Query
  let request: ListRequest
  let reader: Actor
  let database: Database
  let splitter: WordSplitter
  /// Other ways to spell a word that is being typed.
  var others: [Spelling] = []
  /// Throws when the answer is wanted no more.
  var checkIsWanted: () throws -> Void = {}

  /// Of a beginning with more words the index would read the places of all, and each of them says little.
  private static let few = 256
  /// A beginning of so many words says nothing.
  private static let most = 3000

  /// Nil when nothing in the query can be weighed: then the newest are the best.
  ///
  /// - Parameter prefix: the word that is being typed.
  func rows(typing prefix: TypedPrefix? = nil) throws -> [RecordRow]? {
    guard let prefix else {
      let narrowed = narrowed(query)
      guard let match = narrowed.match() else { return nil }
      return try page(of: try ranked(narrowed, match, beginning: nil)) { _ in true }
    }
    let narrowed = QuerySQL(prefix.rest, today: request.today, reader: reader, isBesideWords: true)
    let (words, _) = try TermTable.statistics(of: prefix.beginning, limit: Self.most + 1, database)
    guard words + others.count > 0 else { return [] }
    if words <= Self.few {
      let terms = try TermTable.newest(prefix.beginning, limit: Self.few, database)
      return try rows(narrowed, words == 0 ? [] : [prefix.expression(terms.map(\.term))], prefix)
    }
    guard let match = narrowed.match() else {
      return words > Self.most ? nil : try rows(narrowed, [prefix.ownExpression], prefix)
    }
    // The words before it say which are best; those of them that have the beginning are shown.
    return try page(of: try ranked(narrowed, match, beginning: nil)) { id in
      guard let text = try SearchText(id: id, database) else { return false }
      return prefix.isFound(in: text, splitter: splitter)
        || others.contains { $0.isFound(in: text, splitter: splitter) }
    }
  }

  private func narrowed(_ query: Query) -> QuerySQL { QuerySQL(query, today: request.today, reader: reader) }

  private func rows(_ narrowed: QuerySQL, _ own: [String], _ prefix: TypedPrefix) throws -> [RecordRow]? {
    let words = (own + others.map(\.expression)).joined(separator: " OR ")
    guard let match = narrowed.match(words) else { return nil }
    return try page(of: try ranked(narrowed, match, beginning: prefix.beginning)) { _ in true }
  }

  /// The places of the newest records that fit, the best first.
  private func ranked(_ narrowed: QuerySQL, _ match: String, beginning: Word?) throws -> [Int64] {
    try Closeness.prepare(database)
    let weights = try PhraseWeights(splitter: splitter, beginning: beginning, database).of(match)
    let found = FoundRows(narrowed, match: match)
    let (newest, arguments) = found.statement(
      "search.rowid AS id, closeness(search, ?) AS closeness", [Closeness.argument(weights)],
      end: "ORDER BY search.rowid DESC LIMIT \(ListOrder.mostRanked)")
    let sql = "SELECT id FROM (\(newest)) ORDER BY closeness DESC, id DESC"
    let places = try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    return request.isReversed ? places.reversed() : places
  }

  private func page(of places: [Int64], _ fits: (Int64) throws -> Bool) throws -> [RecordRow] {
    var left = (request.place.isBackwards ? places.reversed() : places)[...]
    switch request.place {
    case .first, .last: break
    case .after(let row), .before(let row): left = left.drop { $0 != row.id }.dropFirst()
    case .from(let row): left = left.drop { $0 != row.id }
    case .number(let count, _): left = left.dropFirst(count)
    }
    var page: [RecordRow] = []
    for id in left where page.count < request.limit {
      try checkIsWanted()
      guard try fits(id), let row = try ListReading.row(id: id, database) else { continue }
      page.append(row)
    }
    return request.place.isBackwards ? page.reversed() : page
  }
}
