internal import Casework
internal import GRDB

/// A query without what the index has no words for.
///
/// A sign such as `&` or a lone `-` stands in no index. Beside other words it is passed over, as it narrows
/// nothing; a search for signs alone finds nothing.
struct SearchableQuery {
  /// Nil when nothing can be found.
  let query: Query?

  init(_ query: Query, splitter: WordSplitter) {
    self.query = Self.reduced(query, splitter) ?? (query == .all ? .all : nil)
  }

  /// The query as the index can be asked it for a reader; nil when it can find nothing.
  static func of(_ query: Query, today: Day, for reader: Actor, _ database: Database) throws -> Query? {
    let applied = try RetentionReading.applied(query, today: today, database)
    let query = try CampaignReading.applied(applied, for: reader, database)
    let splitter = try WordSplitter(database)
    guard let query = SearchableQuery(query, splitter: splitter).query else { return nil }
    let spelled = try Spellings(splitter: splitter, reader: reader, database: database).spelledOut(query)
    let addressed = try Recipients(splitter: splitter, database: database).named(spelled)
    return try Facets.named(addressed, database)
  }

  /// The same for a question that reads all it finds.
  static func whole(_ query: Query, today: Day, for reader: Actor, _ database: Database) throws -> Query? {
    guard let query = try of(query, today: today, for: reader, database) else { return nil }
    return try WideBeginnings(splitter: WordSplitter(database), database: database).split(query)
  }

  /// Nil for what narrows nothing.
  private static func reduced(_ query: Query, _ splitter: WordSplitter) -> Query? {
    switch query {
    case .all: return nil
    case .word(let text), .prefix(let text), .phrase(let text), .field(.subject, .equals(let text)),
      .field(.from, .equals(let text)):
      return splitter.words(of: text).isEmpty ? nil : query
    case .field: return query
    case .not(let part): return reduced(part, splitter).map(Query.not)
    case .and(let parts): return joined(parts.compactMap { reduced($0, splitter) }, by: Query.and)
    case .or(let parts): return joined(parts.compactMap { reduced($0, splitter) }, by: Query.or)
    }
  }

  private static func joined(_ parts: [Query], by join: ([Query]) -> Query) -> Query? {
    parts.count > 1 ? join(parts) : parts.first
  }
}
