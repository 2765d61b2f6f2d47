internal import Casework
internal import GRDB
internal import Synchronization

/// What seldom changes and is asked for beside words, such as a ward or a theme: it stands in the index itself, so that
/// the index alone finds what has both.
///
/// Two sets that hardly meet take the index a thirtieth of the time that passing over rows takes (performance.md,
/// section 4). A place and a theme cover everything below them; which names these are is asked with each question, so a
/// changed order of places needs no new index. Of a place with many below it, ``PlaceOrderTable`` says how few words do.
enum Facets {
  static let fields: Set<QueryField> = [.kind, .channel, .place, .theme, .area, .track, .received]

  /// For more names the index would open more lists than it saves rows: then each row that is found is looked at.
  static let mostNames = 1000

  /// What stands in the index for each facet of a record.
  ///
  /// - Parameter above: what lies above its places, as ``PlaceOrderTable`` has it.
  static func tokens(of record: Record, above: [String]) -> [String] {
    let row = RecordRow(id: 0, record)
    var tokens = [token(of: .kind, record.kind.rawValue)]
    tokens += record.allPlaces.map { token(of: .place, $0) }
    tokens += above.map(token(ofAllIn:))
    tokens += Set(record[Head.themes] ?? []).sorted().map { token(of: .theme, $0) }
    if let channel = row.channel { tokens.append(token(of: .channel, channel)) }
    for field in [QueryField.area, .track] {
      if let value = record.values[field.rawValue]?.string { tokens.append(token(of: field, value)) }
    }
    return tokens + names(of: row.received).map { token(of: .received, $0) }
  }

  /// For all that lies in a place or below it.
  private static func token(ofAllIn place: String) -> String {
    "\u{E000}in\(Identity.hexadecimal(Array(place.utf8)))"
  }

  /// Begins with a character of private use, which is a letter to the index, and which nobody types.
  private static func token(of field: QueryField, _ value: String) -> String {
    "\u{E000}\(field.rawValue)\(Identity.hexadecimal(Array(value.utf8)))"
  }

  /// Whether a folded word is such a token.
  static func isToken(_ word: String) -> Bool { word.unicodeScalars.first == "\u{E000}" }

  /// How the index is asked for any of these values; nil when it is not to be asked. The column is named: a letter may
  /// hold anything.
  static func expression(_ field: QueryField, _ names: [String]) -> String? {
    let ready = names.filter(isToken)
    let tokens = ready.isEmpty ? names.map { token(of: field, $0) } : ready
    guard fields.contains(field), !tokens.isEmpty, tokens.count <= mostNames else { return nil }
    return "circle : (\(tokens.map { "\"\($0)\"" }.joined(separator: " OR ")))"
  }

  // MARK: - A query

  /// The query with the names of what lies under each facet that stands beside words. Without words the tables' own
  /// indexes lead.
  ///
  /// - Parameter known: the names that were asked for before on this connection.
  static func named(_ query: Query, _ database: Database, known: FacetNames? = nil) throws -> Query {
    guard case .and(let parts) = query, parts.contains(where: QuerySQL.isOfWords) else { return query }
    return .and(try parts.map { try part($0, database, known) })
  }

  private static func part(
    _ query: Query, _ database: Database, _ known: FacetNames?
  ) throws -> Query {
    switch query {
    // What has no channel is not found by one that is left out: that is no question for the index.
    case .not(.field(.channel, _)): return query
    case .not(.field(let field, .days(let first, let last))) where isOfReceived(field):
      let days = try stretch(from: first, to: last, database, known)
      // What is left out with whole months may be more than what is to be left out.
      return days.isWhole && !days.names.isEmpty ? .not(.field(.received, .names(days.names))) : query
    case .not(let part): return .not(try self.part(part, database, known))
    case .field(let field, .days(let first, let last)) where isOfReceived(field):
      let days = try stretch(from: first, to: last, database, known)
      guard !days.names.isEmpty else { return query }
      let months = Query.field(.received, .names(days.names))
      return days.isWhole ? months : .and([months, query])
    case .field(let field, .equals(let name)) where fields.contains(field):
      let names = try known?.names(of: query, database) { try Self.names(field, name, database) }
      return .field(field, .names(try names ?? Self.names(field, name, database)))
    default: return query
    }
  }

  private static func names(_ field: QueryField, _ name: String, _ database: Database) throws -> [String] {
    switch field {
    case .place: try places(in: name, database)
    case .theme: try String.fetchAll(database.cachedStatement(sql: themesBelow), arguments: [name, name])
    default: [name]
    }
  }

  /// A name that the office does not know stands for itself: the index says at once that no record has it.
  private static func places(in name: String, _ database: Database) throws -> [String] {
    let names = try String.fetchAll(database.cachedStatement(sql: QuerySQL.placesBelow), arguments: [name])
    return names.isEmpty ? [name] : try withCover(names, database)
  }

  /// Beside the names of many places the words for all of them together: the names are for where rows are looked at.
  private static func withCover(_ names: [String], _ database: Database) throws -> [String] {
    guard names.count > fewNames else { return names }
    let cover = try PlaceOrderTable.cover(names, database)
    let tokens = cover.above.map(token(ofAllIn:)) + cover.places.map { token(of: .place, $0) }
    // Nothing lies there: any word says so.
    return names + (tokens.isEmpty ? [token(of: .place, names[0])] : tokens)
  }

  /// So many places are asked for one by one.
  private static let fewNames = 8

  /// The themes that records have, from one to the next of those below.
  private static let themesBelow = """
    WITH RECURSIVE named(name) AS (
      SELECT ? UNION
      SELECT name FROM setting WHERE kind = 'theme' AND ? COLLATE NOCASE IN (name, value ->> '$.title')
    ), below(name, above) AS (
      SELECT (SELECT min(theme) FROM record_theme
        WHERE theme > named.name || '/' AND theme < named.name || '0'), named.name FROM named
      UNION
      SELECT (SELECT min(theme) FROM record_theme WHERE theme > below.name AND theme < below.above || '0'), above
      FROM below WHERE below.name IS NOT NULL
    ) SELECT name FROM named UNION SELECT name FROM below WHERE name IS NOT NULL
    """

  // MARK: - Becoming up to date

  /// Its place among the changes of the tables: the index is made anew, with what it did not hold before. It takes as
  /// long as an import's last half.
  static func register(in migrator: inout DatabaseMigrator) {
    // The months came after the other facets, and one filling serves both.
    migrator.registerMigration("facets") { _ in }
    // It changes no table with keys: to check those of all records would take half as long again.
    migrator.registerMigration("months", foreignKeyChecks: .immediate) { database in
      try PlaceOrderTable.create(database)
      try database.execute(sql: "INSERT INTO search(search) VALUES ('delete-all')")
      let insert = try database.makeStatement(
        sql: "INSERT INTO search(rowid, title, people, text, circle) VALUES (?, ?, ?, ?, ?)")
      let ids = try Int64.fetchCursor(database, sql: "SELECT id FROM record ORDER BY id")
      while let id = try ids.next() {
        guard let text = try SearchText(id: id, database), text.isIndexed else { continue }
        let columns = text.columns
        try insert.execute(arguments: [id, columns[0], columns[1], columns[2], columns[3]])
      }
      try database.execute(sql: "INSERT INTO search(search) VALUES ('optimize')")
    }
  }
}

/// What lies under places and themes, kept until somebody changes the store: from one key to the next it is the same,
/// and reading it takes as long as the search.
final class FacetNames: Sendable {
  private struct Known {
    var version = -1
    var names: [Query: [String]] = [:]
  }

  private let known = Mutex(Known())

  /// - Parameter database: always of the same connection.
  func names(of part: Query, _ database: Database, _ read: () throws -> [String]) throws -> [String] {
    let version = try Int.fetchOne(database.cachedStatement(sql: "PRAGMA data_version")) ?? -1
    let names = known.withLock { known -> [String]? in
      if known.version != version { known = Known(version: version) }
      return known.names[part]
    }
    if let names { return names }
    let new = try read()
    known.withLock { if $0.version == version { $0.names[part] = new } }
    return new
  }
}
