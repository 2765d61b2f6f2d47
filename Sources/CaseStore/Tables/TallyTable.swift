internal import Casework
internal import GRDB

/// How many records there are of each kind, stage, owner, day of a clock and so on, in `record_tally`: all that the
/// standing queues and the rules of access ask for of a record's head.
///
/// A register of a million records has some thousands of such groups, so every count of what is open is a sum of a few of
/// them. They are written at the end of the change that moves records, and a check of the store counts again. No
/// triggers: SQLite keeps a copy of every page that a statement with one touches, which made an import a fifth slower.
enum TallyTable {
  /// What makes a group, in the order of its index: what is open comes first in most questions.
  static let columns = ["kind", "isOpen", "stage", "due", "owner", "unread", "paused", "marking", "circle"]

  /// What may be nothing: two groups without an owner are one.
  static let optional: Set<String> = ["owner", "circle"]

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

  /// What a group has in each of ``columns``. Two names that look alike are two names: to Swift, one letter of two scalars
  /// is the same as that letter in one.
  struct Group: Hashable, Sendable {
    fileprivate let values: [DatabaseValue]

    static func == (one: Group, other: Group) -> Bool {
      zip(one.values, other.values).allSatisfy { $0.isWritten(like: $1) }
    }

    func hash(into hasher: inout Hasher) {
      for value in values {
        if case .string(var text) = value.storage {
          text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        } else {
          hasher.combine(value)
        }
      }
    }
  }

  /// The group in which a record will stand.
  static func group(of record: RecordRow) -> Group {
    let values: [(any DatabaseValueConvertible)?] = [
      record.kind.rawValue, record.isOpen, record.stage, record.due?.description ?? RecordTable.noDue,
      record.owner, record.isUnread, record.isPaused, record.marking.rawValue, record.circle?.rawValue,
    ]
    return Group(values: values.map { $0?.databaseValue ?? .null })
  }

  /// The group in which a record stands now; nil when there is no such record.
  static func group(ofRow id: Int64, _ database: Database) throws -> Group? {
    let statement = try database.cachedStatement(sql: "SELECT \(list) FROM record WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map { Group(values: Array($0.databaseValues)) }
  }

  /// The records that come and go in each group.
  struct Moves {
    private var counts: [Group: Int] = [:]

    /// Takes one record from a group to another; nil is none.
    mutating func move(from old: Group?, to new: Group?) {
      if let old { counts[old, default: 0] -= 1 }
      if let new { counts[new, default: 0] += 1 }
    }

    mutating func add(_ other: Moves) {
      counts.merge(other.counts, uniquingKeysWith: +)
    }

    /// Each group is touched once, however many records came to it.
    mutating func write(_ pass: WritePass) throws {
      for (group, count) in counts where count != 0 {
        let values = StatementArguments(group.values)
        try pass.run(count > 0 ? TallyTable.more : TallyTable.less, values + [abs(count)])
        if count < 0 { try pass.run(TallyTable.gone, values) }
      }
      counts = [:]
    }
  }

  private static let more = """
    INSERT INTO record_tally(\(list), n) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")), ?)
    ON CONFLICT(\(key("").joined(separator: ", "))) DO UPDATE SET n = n + excluded.n
    """
  private static let one = zip(key(""), columns).enumerated()
    .map { $1.0 + (optional.contains($1.1) ? " = coalesce(?\($0 + 1), 0)" : " = ?\($0 + 1)") }
    .joined(separator: " AND ")
  private static let less = "UPDATE record_tally SET n = n - ?\(columns.count + 1) WHERE \(one)"
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
