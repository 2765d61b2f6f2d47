internal import Casework
internal import GRDB

/// Pages of lists. Every page is a range of one index; nothing is counted or skipped on the way to it.
enum ListReading {
  static func rows(_ request: ListRequest, for reader: Actor, _ database: Database) throws -> [RecordRow] {
    guard let query = try searchable(request.query, database) else { return [] }
    let narrowed = QuerySQL(query, today: request.today, reader: reader)
    let rows = try cursor(narrowed, match: narrowed.match(), request, database)
    var page: [RecordRow] = []
    while page.count < request.limit, let row = try rows.next() { page.append(RecordRow(row)) }
    return page
  }

  /// The query as the index can be asked it; nil when it can find nothing.
  static func searchable(_ query: Query, _ database: Database) throws -> Query? {
    SearchableQuery(query, splitter: try WordSplitter(database)).query
  }

  static func row(id: Int64, _ database: Database) throws -> RecordRow? {
    let sql = "SELECT \(RecordRow.columns) FROM record WHERE id = ?"
    return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(RecordRow.init)
  }

  static func count(_ query: Query, today: Day, for reader: Actor, _ database: Database) throws -> Int {
    guard let query = try searchable(query, database) else { return 0 }
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
  static func cursor(
    _ narrowed: QuerySQL, match: String?, _ request: ListRequest, _ database: Database
  ) throws -> RowCursor {
    let (sql, arguments) = statement(narrowed, match: match, request)
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
    switch (request.order, request.after) {
    case (.newest, let after?):
      conditions.append("\(newest) < ?")
      arguments += [after.id]
    case (.due, let after?):
      conditions.append("(record.due, record.id) > (?, ?)")
      arguments += [after.due?.description ?? RecordTable.noDue, after.id]
    case (_, nil): break
    }
    let filter = " WHERE " + conditions.joined(separator: " AND ")
    let order = request.order == .newest ? "\(newest) DESC" : "record.due, record.id"
    return ("SELECT \(RecordRow.columns) FROM \(source)\(filter) ORDER BY \(order)", arguments)
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
