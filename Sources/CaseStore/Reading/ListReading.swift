internal import Casework
internal import GRDB

/// Pages of lists. Every page is a range of one index; nothing is counted or skipped on the way to it.
enum ListReading {
  static func rows(_ request: ListRequest, for reader: Actor, _ database: Database) throws -> [RecordRow] {
    guard let query = try SearchableQuery.of(request.query, today: request.today, for: reader, database)
    else { return [] }
    if request.order == .best {
      let search = RankedSearch(
        query: query, request: request, reader: reader, database: database,
        splitter: try WordSplitter(database))
      if let rows = try search.rows() { return rows }
    }
    let narrowed = QuerySQL(query, today: request.today, reader: reader)
    let most = request.limit + request.place.passedOver
    let rows = try cursor(narrowed, match: narrowed.match(), request, database, most: most)
    var page: [RecordRow] = []
    var passedOver = 0
    while page.count < request.limit, let row = try rows.next() {
      passedOver += 1
      if passedOver > request.place.passedOver { page.append(RecordRow(row)) }
    }
    return request.place.isBackwards ? page.reversed() : page
  }

  /// How many rows of a list stand before the place of a request.
  static func count(before request: ListRequest, for reader: Actor, _ database: Database) throws -> Int {
    guard let query = try SearchableQuery.of(request.query, today: request.today, for: reader, database)
    else { return 0 }
    let narrowed = QuerySQL(query, today: request.today, reader: reader)
    var found = FoundRows(narrowed, match: narrowed.match(), index: narrowed.index(for: request.order))
    guard case .from(let row) = request.place else { return 0 }
    if request.order == .best {
      var ranked = request
      (ranked.place, ranked.limit) = (.before(row), ListOrder.mostRanked)
      let search = RankedSearch(
        query: query, request: ranked, reader: reader, database: database,
        splitter: try WordSplitter(database))
      if let rows = try search.rows() { return rows.count }
    }
    narrow(&found, to: .before(row), of: request)
    let (sql, arguments) = found.statement("count(*)")
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: arguments) ?? 0
  }

  static func row(id: Int64, _ database: Database) throws -> RecordRow? {
    let sql = "SELECT \(RecordRow.columns) FROM record WHERE id = ?"
    return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(RecordRow.init)
  }

  static func count(_ query: Query, today: Day, for reader: Actor, _ database: Database) throws -> Int {
    guard let query = try SearchableQuery.whole(query, today: today, for: reader, database) else { return 0 }
    let narrowed = QuerySQL(query, today: today, reader: reader)
    if narrowed.conditions.isEmpty, narrowed.lead == nil, let match = narrowed.matchForCounting() {
      return try Int.fetchOne(
        database, sql: "SELECT count(*) FROM search WHERE search MATCH ?", arguments: [match]) ?? 0
    }
    return try CountReading.count(narrowed, database)
  }

  /// The rows of a request in its order, from its place on, or towards the beginning when that is its way. There are
  /// more of them than its limit: the reader stops.
  ///
  /// - Parameter most: so many are read at most: told it, SQLite sorts no more than those, and can be stopped sooner.
  static func cursor(
    _ narrowed: QuerySQL, match: String?, _ request: ListRequest, _ database: Database, most: Int? = nil
  ) throws -> RowsInTurn {
    var statements = statements(narrowed, match: match, request)
    if let most, match == nil ? !request.order.isIndexed : request.order != .newest {
      statements = statements.map { ($0.sql + " LIMIT ?", $0.arguments + [most]) }
    }
    return RowsInTurn(statements, database)
  }

  /// One statement after the other gives the rows. There are two where an index has the order: what is sorted by the
  /// same as the row at hand, and what comes after that. Asked for both at once, SQLite begins with the first of a
  /// value that a third of a register may have, and passes over all of them.
  static func statements(
    _ narrowed: QuerySQL, match: String?, _ request: ListRequest
  ) -> [(sql: String, arguments: StatementArguments)] {
    let index = narrowed.index(for: request.order)
    let direction = rises(request, request.place) ? "" : " DESC"
    func statement(
      ordered keys: [String], _ narrow: (inout FoundRows) -> Void
    ) -> (sql: String, arguments: StatementArguments) {
      var found = FoundRows(narrowed, match: match, index: index)
      narrow(&found)
      let order = keys.isEmpty ? [found.place] : keys
      return found.statement(
        RecordRow.columns, end: "ORDER BY " + order.map { $0 + direction }.joined(separator: ", "))
    }
    let key = request.order.key(of: "record.")
    let keys = key.map { [$0, "record.id"] } ?? []
    guard index != nil, match == nil, let key, let (row, isWithRow) = request.place.border else {
      return [statement(ordered: keys) { narrow(&$0, to: request.place, of: request) }]
    }
    let (last, beyond) = (request.order.key(of: row), rises(request, request.place) ? ">" : "<")
    return [
      statement(ordered: ["record.id"]) {
        $0.narrow(to: "\(key) = ?", [last])
        $0.narrow(to: "record.id \(beyond)\(isWithRow ? "=" : "") ?", [row.id])
      },
      statement(ordered: keys) { $0.narrow(to: "\(key) \(beyond) ?", [last]) },
    ]
  }

  /// The newest come first unless reversed, everything else rises.
  private static func rises(_ request: ListRequest, _ place: PagePlace) -> Bool {
    let newestFirst = request.order == .newest || request.order == .best
    return (newestFirst == request.isReversed) != place.isBackwards
  }

  /// To the rows that stand beyond a row.
  private static func narrow(_ found: inout FoundRows, to place: PagePlace, of request: ListRequest) {
    guard let (row, isWithRow) = place.border else { return }
    let beyond = rises(request, place) ? ">" : "<"
    let reached = isWithRow ? beyond + "=" : beyond
    guard let key = request.order.key(of: "record.") else {
      return found.narrow(to: "\(found.place) \(reached) ?", [row.id])
    }
    let last = request.order.key(of: row)
    // An index on an expression is entered by a condition on the expression alone.
    found.narrow(to: "\(key) \(beyond)= ?", [last])
    found.narrow(to: "(\(key), record.id) \(reached) (?, ?)", [last, row.id])
  }
}

extension PagePlace {
  /// The row beyond which the page lies, and whether the row is on it; nil at either end of the list.
  fileprivate var border: (row: RecordRow, isWithRow: Bool)? {
    switch self {
    case .first, .last, .number: nil
    case .after(let last), .before(let last): (last, false)
    case .from(let first): (first, true)
    }
  }
}

extension ListOrder {
  /// What a row that is at hand is sorted by.
  fileprivate func key(of row: RecordRow) -> String {
    let value =
      switch self {
      case .newest, .best: ""
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
    if let own = order.ownIndex, order != .newest {
      return isServed ? equals.contains("open") ? order.openIndex : own : nil
    }
    if equals.contains("issue"), order == .due || order == .newest { return "record_issue" }
    if order == .newest { return isServed ? equals.contains("open") ? order.openIndex : "record_kind" : nil }
    guard order == .due else { return nil }
    // Few records wait for somebody: they are sorted quicker than all others are passed over.
    if !equals.isDisjoint(with: ["awaited", "chase"]) { return "record_awaited" }
    if equals.isSuperset(of: ["owner", "open"]) { return "record_owner_due" }
    guard equals.contains("kind") else { return nil }
    if equals.contains("stage") { return "record_stage_due" }
    return equals.contains("open") ? "record_open_due" : "record_due"
  }

  /// Whether most rows of a kind fit, so that going through them in order meets a page of them soon.
  private var isServed: Bool {
    equals.contains("kind") && equals.isSubset(of: ["kind", "open", "closed"])
      && conditions.count == equals.count && lead == nil
  }
}
