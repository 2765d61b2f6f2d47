internal import Casework
internal import GRDB

/// How many records there are of each kind, stage, owner, day of a clock and so on, in `record_tally`: all that the
/// standing queues and the rules of access ask for of a record's head.
///
/// A register of a million records has some thousands of such groups, so every count of what is open is a sum of a few of
/// them. They are written with the record, and a check of the store counts again. No triggers: SQLite keeps a copy of every
/// page that a statement with one touches, which made an import a fifth slower.
enum TallyTable {
  /// What makes a group, in the order of its index: what is open comes first in most questions.
  static let columns = ["kind", "isOpen", "stage", "due", "owner", "unread", "paused", "marking", "circle"]

  /// What may be nothing: two groups without an owner are one.
  private static let optional: Set<String> = ["owner", "circle"]

  private static func key(_ row: String) -> [String] {
    columns.map { optional.contains($0) ? "coalesce(\(row)\($0), 0)" : row + $0 }
  }

  private static let list = columns.joined(separator: ", ")

  /// Its place among the changes of the tables: an index, as it was before there were groups.
  static func registerIndex(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("counts") { database in
      try database.execute(
        sql: """
          CREATE INDEX record_count ON record(
            kind, isOpen, stage, due, owner, unread, paused, marking, circle) WHERE isOpen IN (0, 1)
          """)
    }
  }

  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("tallies", foreignKeyChecks: .immediate) { database in
      try database.execute(
        sql: """
          CREATE TABLE record_tally(
            kind TEXT NOT NULL,
            isOpen INTEGER NOT NULL,
            stage TEXT NOT NULL,
            due TEXT NOT NULL,
            owner TEXT,
            unread INTEGER NOT NULL,
            paused INTEGER NOT NULL,
            marking TEXT NOT NULL,
            circle TEXT,
            n INTEGER NOT NULL
          ) STRICT;
          INSERT INTO record_tally(\(list), n) SELECT \(list), count(*) FROM record GROUP BY \(list);
          CREATE UNIQUE INDEX record_tally_group ON record_tally(\(key("").joined(separator: ", ")));
          DROP INDEX record_count;
          """)
    }
  }

  // MARK: - Writing

  /// The group of a record, in the order of ``columns``.
  static func group(of record: RecordRow) -> [DatabaseValue] {
    let values: [(any DatabaseValueConvertible)?] = [
      record.kind.rawValue, record.isOpen, record.stage, record.due?.description ?? RecordTable.noDue,
      record.owner, record.isUnread, record.isPaused, record.marking.rawValue, record.circle?.rawValue,
    ]
    return values.map { $0?.databaseValue ?? .null }
  }

  /// The group in which a record stands now; nil when there is no such record.
  static func group(ofRow id: Int64, _ database: Database) throws -> [DatabaseValue]? {
    let statement = try database.cachedStatement(sql: "SELECT \(list) FROM record WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map { Array($0.databaseValues) }
  }

  /// Takes one record from a group to another; nil is none.
  static func move(from old: [DatabaseValue]?, to new: [DatabaseValue]?, _ pass: WritePass) throws {
    guard old != new else { return }
    if let old {
      try pass.run(less, StatementArguments(old))
      try pass.run(gone, StatementArguments(old))
    }
    if let new { try pass.run(more, StatementArguments(new)) }
  }

  private static let more = """
    INSERT INTO record_tally(\(list), n) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")), 1)
    ON CONFLICT(\(key("").joined(separator: ", "))) DO UPDATE SET n = n + 1
    """
  private static let one = zip(key(""), columns)
    .map { $0 + (optional.contains($1) ? " = coalesce(?, 0)" : " = ?") }.joined(separator: " AND ")
  private static let less = "UPDATE record_tally SET n = n - 1 WHERE \(one)"
  private static let gone = "DELETE FROM record_tally WHERE \(one) AND n < 1"

  /// Whether the groups are those of the records.
  static func isAsCounted(_ database: Database) throws -> Bool {
    // A copy that an older version made has none.
    guard try database.tableExists("record_tally") else { return true }
    let counted = "SELECT \(list), count(*) FROM record GROUP BY \(list)"
    let kept = "SELECT \(list), n FROM record_tally"
    let groups = "SELECT count(*) FROM record_tally"
    let sql = """
      SELECT NOT EXISTS (\(counted) EXCEPT \(kept)) AND (SELECT count(*) FROM (\(counted))) = (\(groups))
      """
    return try Bool.fetchOne(database, sql: sql) ?? false
  }
}

/// What a query finds, as groups of records, each with `n`, how many of them the reader may see. Nil where the groups do
/// not say it.
///
/// Whether a record may be seen stands in its group, save what `record_reader` says of the reader: those few records are
/// read one by one, and correct the sum.
struct RecordTallies {
  private let source: String
  private let arguments: StatementArguments

  init?(_ narrowed: QuerySQL) {
    guard narrowed.match() == nil, narrowed.lead == nil,
      let asked = narrowed.columnsAsked, asked.isSubset(of: Self.columns)
    else { return nil }
    let columns = TallyTable.columns.prefix(5).map { "record.\($0)" }.joined(separator: ", ")
    let conditions = narrowed.conditions.map { " AND " + $0 }.joined()
    let names = narrowed.reader.persons.union([narrowed.reader.name]).sorted()
    let named = names.map { _ in "?" }.joined(separator: ", ")
    source = """
      (SELECT \(columns), record.n AS n FROM record_tally AS record WHERE \(narrowed.accessByHead)\(conditions)
      UNION ALL
      SELECT \(columns), coalesce(\(narrowed.access), 0) - coalesce(\(narrowed.accessByHead), 0)
      FROM (SELECT DISTINCT record FROM record_reader WHERE account IN (\(named))) AS line
        CROSS JOIN record ON record.id = line.record
      WHERE 1\(conditions))
      """
    let byHead = narrowed.accessByHeadArguments
    arguments =
      byHead + narrowed.arguments + narrowed.accessArguments + byHead + StatementArguments(names)
      + narrowed.arguments
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
    ("SELECT \(columns) FROM \(source) AS record \(end)", first + arguments)
  }
}
