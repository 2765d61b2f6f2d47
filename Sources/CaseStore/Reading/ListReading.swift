internal import Casework
internal import GRDB

/// Pages of lists. Every page is a range of one index; nothing is counted or skipped on the way to it.
enum ListReading {
  static func rows(_ request: ListRequest, for reader: Actor, _ database: Database) throws -> [RecordRow] {
    guard let query = try searchable(request.query, today: request.today, database) else { return [] }
    let narrowed = QuerySQL(query, today: request.today, reader: reader)
    let rows = try cursor(narrowed, match: narrowed.match(), request, database, isWhole: true)
    var page: [RecordRow] = []
    while page.count < request.limit, let row = try rows.next() { page.append(RecordRow(row)) }
    return page
  }

  /// The query as the index can be asked it; nil when it can find nothing.
  static func searchable(_ query: Query, today: Day, _ database: Database) throws -> Query? {
    let query = try RetentionReading.applied(query, today: today, database)
    return SearchableQuery(query, splitter: try WordSplitter(database)).query
  }

  static func row(id: Int64, _ database: Database) throws -> RecordRow? {
    let sql = "SELECT \(RecordRow.columns) FROM record WHERE id = ?"
    return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(RecordRow.init)
  }

  static func count(_ query: Query, today: Day, for reader: Actor, _ database: Database) throws -> Int {
    guard let query = try searchable(query, today: today, database) else { return 0 }
    let narrowed = QuerySQL(query, today: today, reader: reader)
    var sql = "SELECT count(*) FROM record"
    var arguments = narrowed.arguments
    var conditions = narrowed.conditions
    if let match = narrowed.match() {
      if conditions.isEmpty {
        return try Int.fetchOne(
          database, sql: "SELECT count(*) FROM search WHERE search MATCH ?",
          arguments: [narrowed.matchForCounting()]) ?? 0
      }
      sql = "SELECT count(*) FROM search JOIN record ON record.id = search.rowid"
      conditions.insert("search MATCH ?", at: 0)
      arguments = [match] + arguments
    }
    conditions.append(narrowed.access)
    sql += " WHERE " + conditions.joined(separator: " AND ")
    return try Int.fetchOne(
      database.cachedStatement(sql: sql), arguments: arguments + narrowed.accessArguments) ?? 0
  }

  /// The rows of a request in its order, from its place on. There are more of them than its limit: the reader stops.
  ///
  /// - Parameter isWhole: whether the reader wants the first rows as they come, and leaves none out.
  static func cursor(
    _ narrowed: QuerySQL, match: String?, _ request: ListRequest, _ database: Database, isWhole: Bool = false
  ) throws -> RowCursor {
    var (sql, arguments) = statement(narrowed, match: match, request)
    if isWhole, !request.order.isIndexed {
      // Told how many are wanted, SQLite sorts no more than those.
      sql += " LIMIT ?"
      arguments += [request.limit]
    }
    return try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
  }

  private static func statement(
    _ narrowed: QuerySQL, match: String?, _ request: ListRequest
  ) -> (sql: String, arguments: StatementArguments) {
    var conditions = narrowed.conditions
    var arguments = narrowed.arguments
    var source = "record"
    var newest = "record.id"
    if let match {
      source = "search CROSS JOIN record ON record.id = search.rowid"
      conditions.insert("search MATCH ?", at: 0)
      arguments = [match] + arguments
      // The index hands out its rows by rowid, so this order costs it nothing.
      newest = "search.rowid"
    } else if let index = narrowed.index(for: request.order) {
      source += " INDEXED BY \(index)"
    }
    conditions.append(narrowed.access)
    arguments += narrowed.accessArguments
    // The newest come first unless reversed, everything else rises.
    let rises = (request.order == .newest) == request.isReversed
    let (beyond, direction) = rises ? (">", "") : ("<", " DESC")
    let key = request.order.key
    if let after = request.after {
      conditions.append(key.map { "(\($0), record.id) \(beyond) (?, ?)" } ?? "\(newest) \(beyond) ?")
      if key != nil { arguments += [request.order.key(of: after)] }
      arguments += [after.id]
    }
    let filter = " WHERE " + conditions.joined(separator: " AND ")
    let order = key.map { "\($0)\(direction), record.id\(direction)" } ?? newest + direction
    return ("SELECT \(RecordRow.columns) FROM \(source)\(filter) ORDER BY \(order)", arguments)
  }
}

extension ListOrder {
  /// The expression by which rows are sorted, before their place in the store; nil for that place alone. What has
  /// nothing there comes last.
  fileprivate var key: String? {
    switch self {
    case .newest: nil
    case .due: "record.due"
    case .received: Self.filled("record.received")
    case .title: Self.filled("record.title") + " COLLATE NOCASE"
    case .party: Self.filled("record.party") + " COLLATE NOCASE"
    case .owner: Self.filled("record.owner")
    case .stage: Self.filled("record.stage")
    case .place: Self.filled("record.place")
    case .reference: "record.reference"
    }
  }

  private static func filled(_ column: String) -> String { "coalesce(nullif(\(column), ''), char(1114111))" }

  /// The same of a row that is at hand.
  fileprivate func key(of row: RecordRow) -> String {
    let value =
      switch self {
      case .newest: ""
      case .due: row.due?.description ?? RecordTable.noDue
      case .received: row.received?.description
      case .title: row.title
      case .party: row.party
      case .owner: row.owner
      case .stage: row.stage
      case .place: row.place
      case .reference: row.reference
      }
    guard let value, !value.isEmpty else { return "\u{10FFFF}" }
    return value
  }
}

extension QuerySQL {
  /// The index in whose order the rows stand already; nil when the rows must be sorted, or none serves better than
  /// SQLite's own choice.
  func index(for order: ListOrder) -> String? {
    guard order == .due else { return nil }
    // Few records wait for somebody: they are sorted quicker than all others are passed over.
    if !equals.isDisjoint(with: ["awaited", "chase"]) { return "record_awaited" }
    if equals.isSuperset(of: ["owner", "open"]) { return "record_owner_due" }
    guard equals.contains("kind") else { return nil }
    if equals.contains("stage") { return "record_stage_due" }
    return equals.contains("open") ? "record_open_due" : "record_due"
  }
}
