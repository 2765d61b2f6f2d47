package import Casework
internal import GRDB

/// Counts of records, for each of what they stand in, have, or are about.
enum CountReading {
  /// The largest first, then by name; what has nothing there has the name nil.
  static func counts(
    _ query: Query, by axis: CountAxis, today: Day, for reader: Actor, _ database: Database
  ) throws -> [RecordCount] {
    guard let query = try SearchableQuery.whole(query, today: today, for: reader, database) else { return [] }
    let (column, join) = axis.source
    let end = "GROUP BY 1 HAVING count > 0 ORDER BY 2 DESC, 1"
    let heading = HeadingTally.Axis(rawValue: axis.rawValue)
    let tallies = try RecordTallies(query, by: heading, today: today, reader: reader, database)
    let name = heading == nil ? column : "record.name"
    let (sql, arguments) =
      tallies?.statement("\(name), CAST(total(n) AS INTEGER) AS count", end: end)
      ?? FoundRows(counting: QuerySQL(query, today: today, reader: reader))
      .statement("\(column), count(*) AS count", join: join ?? "", end: end)
    return try Row.all(sql, arguments, database).map {
      try RecordCount(name: $0.value(0), count: $0.value(1))
    }
  }

  /// How many records a query finds, which the index can be asked as it is.
  static func count(_ query: Query, today: Day, for reader: Actor, _ database: Database) throws -> Int {
    let (sql, arguments) =
      try RecordTallies(query, today: today, reader: reader, database)?.statement("CAST(total(n) AS INTEGER)")
      ?? FoundRows(counting: QuerySQL(query, today: today, reader: reader)).statement("count(*)")
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: arguments) ?? 0
  }

  /// How many of them are late, or due soon.
  static func tally(
    _ query: Query, today: Day, for reader: Actor, _ database: Database
  ) throws -> QueueTally {
    let week = (today + QueueTally.soonDays).description
    let days: StatementArguments = [today.description, today.description, week, week, RecordTable.noDue]
    let states = [
      "1", "isOpen AND due < ?", "isOpen AND due >= ? AND due <= ?", "isOpen AND due > ? AND due < ?",
    ]
    let tallies = try RecordTallies(query, today: today, reader: reader, database)
    let columns = states.map { "CAST(total(\(tallies == nil ? $0 : "n * (\($0))")) AS INTEGER)" }.joined(
      separator: ", ")
    let (sql, arguments) =
      tallies?.statement(columns, days)
      ?? FoundRows(counting: QuerySQL(query, today: today, reader: reader)).statement(columns, days)
    let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    guard let row else { return QueueTally() }
    let counts: [Int] = try (0..<4).map { try row.value($0) }
    return QueueTally(total: counts[0], late: counts[1], soon: counts[2], later: counts[3])
  }
}

extension FoundRows {
  /// The rows, for a count of them where they must be read.
  fileprivate init(counting narrowed: QuerySQL) {
    let isOfIssues = narrowed.lead == nil && narrowed.equals.contains("issue")
    let match = narrowed.match()
    self.init(narrowed, match: match, index: match == nil && isOfIssues ? "record_issue" : nil)
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
