package import Casework
internal import GRDB

/// Counts of records, for each of what they stand in, have, or are about.
///
/// They are read from an index that holds all that the queues and the rules of access ask for: a million entries take a
/// tenth of a second, nothing is written beside the record, and no number can differ from the list that it counts.
enum CountReading {
  /// Its place among the changes of the tables. What is open comes first: of the queues' records there are few.
  ///
  /// Its own condition holds for every record; it keeps the index from statements that do not say it, or SQLite would
  /// take it for lists that stand in order elsewhere.
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("counts") { database in
      try database.execute(
        sql: """
          CREATE INDEX record_count ON record(
            kind, isOpen, stage, due, owner, unread, paused, marking, circle) WHERE \(everyRecord)
          """)
    }
  }

  static let everyRecord = "isOpen IN (0, 1)"

  /// What stands in the index, in the words of a query.
  static let columns: Set<String> = [
    QueryField.kind.rawValue, QueryField.stage.rawValue, QueryField.due.rawValue, QueryField.owner.rawValue,
    QueryState.open.rawValue, QueryState.closed.rawValue, QueryState.overdue.rawValue,
    QueryState.unread.rawValue, QueryState.paused.rawValue,
  ]

  /// The largest first, then by name; what has nothing there has the name nil.
  static func counts(
    _ query: Query, by axis: CountAxis, today: Day, for reader: Actor, _ database: Database
  ) throws -> [RecordCount] {
    guard let query = try SearchableQuery.of(query, today: today, for: reader, database) else { return [] }
    let narrowed = QuerySQL(query, today: today, reader: reader)
    let (column, join) = axis.source
    // Themes and places stand elsewhere, and are often fewer than the records.
    let found =
      join == nil
      ? FoundRows(counting: narrowed) : FoundRows(narrowed, match: narrowed.match())
    let (sql, arguments) = found.statement(
      "\(column), count(*)", join: join ?? "", end: "GROUP BY 1 ORDER BY 2 DESC, 1")
    return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map {
      RecordCount(name: $0[0], count: $0[1])
    }
  }
}

extension FoundRows {
  /// The rows, for a count of them: read from the index that is made for it where that has all that is asked.
  init(counting narrowed: QuerySQL) {
    let index = narrowed.countingIndex
    self.init(narrowed, match: narrowed.match(), index: index)
    // What the index asks for; with it, a stage alone is a range as well.
    if index != nil { narrow(to: "record.\(CountReading.everyRecord)", []) }
  }
}

extension QuerySQL {
  /// Nil where another index leads to fewer rows, or something is asked that stands in none.
  fileprivate var countingIndex: String? {
    guard match() == nil, lead == nil, let columnsAsked, columnsAsked.isSubset(of: CountReading.columns)
    else { return nil }
    return equals.isSuperset(of: ["owner", "open"]) ? nil : "record_count"
  }
}

extension CountAxis {
  /// The column that is counted by, and the table that must be joined for it.
  fileprivate var source: (column: String, join: String?) {
    switch self {
    case .kind, .stage, .owner: ("record.\(rawValue)", nil)
    case .theme: ("record_theme.theme", "LEFT JOIN record_theme ON record_theme.record = record.id")
    case .place: ("record_place.place", "LEFT JOIN record_place ON record_place.record = record.id")
    }
  }
}

extension CaseStore {
  /// How many of the records that a query finds, and the reader may see, there are of each kind, in each stage, and so
  /// on. A record with two themes counts for both.
  package func counts(
    _ query: Query, by axis: CountAxis, today: Day, for reader: Actor
  ) throws(StoreError) -> [RecordCount] {
    try read { try CountReading.counts(query, by: axis, today: today, for: reader, $0) }
  }
}
