internal import Casework
internal import GRDB

/// Who reads a restricted record by name, and who is walled off from a record, in `record_reader`. Written from the
/// record's values, for what is asked in SQL.
enum ReaderTable {
  /// Its place among the changes of the tables. Records that were marked restricted before there were readers get
  /// their mark in the index when it is made anew for the facets.
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("readers") { database in
      try database.execute(
        sql: """
          CREATE TABLE record_reader(
            account TEXT NOT NULL,
            isWalled INTEGER NOT NULL CHECK(isWalled IN (0, 1)),
            record INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
            PRIMARY KEY(account, isWalled, record)
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX record_reader_record ON record_reader(record);
          CREATE INDEX record_restricted ON record(id) WHERE marking = 'restricted' AND circle IS NULL;
          """)
    }
  }

  static func save(_ record: Record, id: Int64, before: Record?, _ pass: WritePass) throws {
    let rows = rows(record)
    if let before {
      guard self.rows(before) != rows else { return }
      try pass.run("DELETE FROM record_reader WHERE record = ?", [id])
    }
    for row in rows {
      try pass.run(
        "INSERT INTO record_reader(account, isWalled, record) VALUES (?, ?, ?)",
        [row.account, row.isWalled, id])
    }
  }

  /// Whether the table holds exactly these lines of the record.
  static func isAsWritten(_ record: Record, _ side: RecordSide) -> Bool {
    Set(side.readers.map { Line(account: $0.account, isWalled: $0.isWalled) }) == rows(record)
  }

  private struct Line: Hashable {
    let account: String
    let isWalled: Bool
  }

  private static func rows(_ record: Record) -> Set<Line> {
    let readers = (record[Head.readers] ?? []).map { Line(account: $0, isWalled: false) }
    let walled = (record[Head.walled] ?? []).map { Line(account: $0, isWalled: true) }
    return Set(readers + walled)
  }
}
