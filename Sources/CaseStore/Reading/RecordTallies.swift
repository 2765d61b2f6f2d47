internal import Casework
internal import GRDB

/// What a query finds, as groups of records, each with `n`, how many of them the reader may see, and for counts by theme
/// or place a `name`. Nil where the groups do not say it.
///
/// Whether a record may be seen stands in its group, save what `record_reader` says of the reader: those few records are
/// read one by one, and correct the sum.
struct RecordTallies {
  private var parts: [String] = []
  private var arguments = StatementArguments()

  /// - Parameter axis: what is counted by: for each of its names what has it, and without a name what has none.
  init?(
    _ query: Query, by axis: HeadingTally.Axis? = nil, today: Day, reader: Actor, _ database: Database
  ) throws {
    let (heading, rest) = Self.split(query)
    let narrowed = QuerySQL(rest, today: today, reader: reader)
    guard narrowed.match() == nil, narrowed.lead == nil,
      let asked = narrowed.columnsAsked, asked.isSubset(of: Self.columns), axis == nil || heading == nil
    else { return nil }
    guard let heading else {
      add(1, nil, narrowed)
      guard let axis else { return }
      add(1, HeadingTally(axis, .each), narrowed)
      add(-1, HeadingTally(axis, .any), narrowed)
      return
    }
    guard let tally = try HeadingTally(heading.query, database) else { return nil }
    if heading.isExcluded { add(1, nil, narrowed) }
    add(heading.isExcluded ? -1 : 1, tally, narrowed)
  }

  /// A theme or a place that is asked for at the top, once, and the rest of the query.
  private static func split(_ query: Query) -> (heading: (query: Query, isExcluded: Bool)?, rest: Query) {
    var parts = if case .and(let parts) = query { parts } else { [query] }
    let headings = parts.indices.filter { heading(parts[$0]) != nil }
    guard headings.count == 1, let heading = heading(parts[headings[0]]) else { return (nil, query) }
    parts.remove(at: headings[0])
    return (heading, parts.isEmpty ? .all : .and(parts))
  }

  private static func heading(_ query: Query) -> (query: Query, isExcluded: Bool)? {
    switch query {
    // What has none is what is left of all that have any.
    case .field(.theme, .none), .field(.place, .none): (query, true)
    case .field(.theme, .equals), .field(.place, .equals): (query, false)
    case .not(let part): heading(part).map { ($0.query, !$0.isExcluded) }
    default: nil
    }
  }

  private mutating func add(_ factor: Int, _ heading: HeadingTally?, _ narrowed: QuerySQL) {
    let name = heading?.name ?? "NULL"
    let columns = TallyTable.columns.prefix(5).map { "record.\($0)" }.joined(separator: ", ")
    let conditions = narrowed.conditions.map { " AND " + $0 }.joined()
    let names = narrowed.reader.persons.union([narrowed.reader.name]).sorted()
    let named = names.map { _ in "?" }.joined(separator: ", ")
    let sql = """
      SELECT \(name) AS name, \(columns), \(factor) * record.n AS n FROM \(heading?.groups ?? "record_tally") AS record
        WHERE \(narrowed.accessByHead)\(conditions)
      UNION ALL
      SELECT \(name), \(columns),
        \(factor) * (coalesce(\(narrowed.access), 0) - coalesce(\(narrowed.accessByHead), 0))
      FROM (SELECT DISTINCT record FROM record_reader WHERE account IN (\(named))) AS line
        CROSS JOIN \(heading?.records ?? "record") AS record ON record.id = line.record
      WHERE 1\(conditions)
      """
    parts.append(sql)
    let byHead = narrowed.accessByHeadArguments
    let bound = heading?.arguments ?? []
    arguments += bound + byHead + narrowed.arguments
    arguments += narrowed.accessArguments + byHead + StatementArguments(names) + bound + narrowed.arguments
  }

  /// What a group says, in the words of a query.
  private static let columns: Set<String> = {
    let fields: [QueryField] = [.kind, .stage, .due, .owner]
    let states: [QueryState] = [.open, .closed, .overdue, .unread, .paused]
    return Set(fields.map(\.rawValue) + states.map { "is:" + $0.rawValue })
  }()

  /// A statement over the groups, with what is bound in it.
  ///
  /// - Parameters:
  ///   - first: what is bound in `columns`.
  ///   - end: what follows, such as an order.
  func statement(
    _ columns: String, _ first: StatementArguments = [], end: String = ""
  ) -> (sql: String, arguments: StatementArguments) {
    (
      "SELECT \(columns) FROM (\(parts.joined(separator: "\nUNION ALL\n"))) AS record \(end)",
      first + arguments
    )
  }
}
