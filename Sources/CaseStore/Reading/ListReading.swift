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
      if passedOver > request.place.passedOver { page.append(try RecordRow(row)) }
    }
    return request.place.isBackwards ? page.reversed() : page
  }

  /// How many rows of a list stand before the place of a request.
  static func count(before request: ListRequest, for reader: Actor, _ database: Database) throws -> Int {
    guard let query = try SearchableQuery.of(request.query, today: request.today, for: reader, database)
    else { return 0 }
    let narrowed = QuerySQL(query, today: request.today, reader: reader)
    guard case .from(let row) = request.place else { return 0 }
    if request.order == .best {
      var ranked = request
      (ranked.place, ranked.limit) = (.before(row), ListOrder.mostRanked)
      let search = RankedSearch(
        query: query, request: ranked, reader: reader, database: database,
        splitter: try WordSplitter(database))
      if let rows = try search.rows() { return rows.count }
    }
    return try found(narrowed, match: narrowed.match(), request).reduce(0) { sum, part in
      var part = part
      narrow(&part, to: .before(row), of: request)
      let (sql, arguments) = part.statement("count(*)")
      return try sum + (Int.fetchOne(database.cachedStatement(sql: sql), arguments: arguments) ?? 0)
    }
  }

  /// The rows of a request, in parts where no one index has all of them in its order.
  private static func found(_ narrowed: QuerySQL, match: String?, _ request: ListRequest) -> [FoundRows] {
    let indexes = match == nil ? narrowed.indexes(for: request.order) : []
    guard !indexes.isEmpty else { return [FoundRows(narrowed, match: match)] }
    return indexes.map { index in
      var part = FoundRows(narrowed, match: nil, index: index.name)
      // In the words of the index, or SQLite does not see that it has them all.
      if let isOpen = index.isOpen { part.narrow(to: "record.isOpen = \(isOpen ? 1 : 0)", []) }
      return part
    }
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
    return try CountReading.count(query, today: today, for: reader, database)
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
      statements = statements.map { group in
        group.map { ($0.sql + " LIMIT ?", $0.arguments + [most]) }
      }
    }
    return RowsInTurn(statements, by: request.order, rises: rises(request, request.place), database)
  }

  /// One group of statements after the other gives the rows. There are two where an index has the order: what is sorted
  /// by the same as the row at hand, and what comes after that. Asked for both at once, SQLite begins with the first of a
  /// value that a third of a register may have, and passes over all of them. In a group is a statement for each index.
  static func statements(
    _ narrowed: QuerySQL, match: String?, _ request: ListRequest
  ) -> [[RowsInTurn.Statement]] {
    let parts = found(narrowed, match: match, request)
    let direction = rises(request, request.place) ? "" : " DESC"
    func group(ordered keys: [String], _ narrow: (inout FoundRows) -> Void) -> [RowsInTurn.Statement] {
      parts.map { part in
        var part = part
        narrow(&part)
        let order = keys.isEmpty ? [part.place] : keys
        return part.statement(
          RecordRow.columns, end: "ORDER BY " + order.map { $0 + direction }.joined(separator: ", "))
      }
    }
    let key = request.order.key(of: "record.")
    let keys = key.map { [$0, "record.id"] } ?? []
    guard match == nil, !narrowed.indexes(for: request.order).isEmpty, let key,
      let (row, isWithRow) = request.place.border
    else {
      return [group(ordered: keys) { narrow(&$0, to: request.place, of: request) }]
    }
    let (last, beyond) = (request.order.key(of: row), rises(request, request.place) ? ">" : "<")
    return [
      group(ordered: ["record.id"]) {
        $0.narrow(to: "\(key) = ?", [last])
        $0.narrow(to: "record.id \(beyond)\(isWithRow ? "=" : "") ?", [row.id])
      },
      group(ordered: keys) { $0.narrow(to: "\(key) \(beyond) ?", [last]) },
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

/// An index that has rows in the order of a list.
struct ServingIndex {
  let name: String
  /// Whether it has what is open alone, or what is closed; nil for both.
  var isOpen: Bool?
}

extension QuerySQL {
  /// The indexes in whose order the rows stand already, each with a part of them; none when the rows must be sorted, or
  /// when SQLite's own choice serves as well.
  func indexes(for order: ListOrder) -> [ServingIndex] {
    if let closed = order.closedIndex, let open = order.openIndex {
      guard isServed else { return [] }
      let parts = [ServingIndex(name: open, isOpen: true), ServingIndex(name: closed, isOpen: false)]
      return parts.filter { !equals.contains($0.isOpen == true ? "closed" : "open") }
    }
    return index(for: order).map { [ServingIndex(name: $0)] } ?? []
  }

  private func index(for order: ListOrder) -> String? {
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
