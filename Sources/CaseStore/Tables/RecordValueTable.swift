internal import Casework
internal import GRDB

/// Values of single kinds that one asks for (`type:`, `outcome:`), in `record_value`, with the indexes that answer at
/// once what else every record would have to be read for.
///
/// The records of one value stand there in order of arrival: the newest of a million are the end of one range.
enum RecordValueTable {
  /// Its place among the changes of the tables.
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("values") { database in
      try database.execute(
        sql: """
          CREATE TABLE record_value(
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            record INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
            PRIMARY KEY(field, value, record)
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX record_value_record ON record_value(record, field);
          CREATE INDEX record_issue ON record(isOpen, due, id)
            WHERE kind = 'case' AND (channel = 'walkabout' OR parent IS NOT NULL);
          CREATE INDEX contact_attachment ON contact(record) WHERE record IS NOT NULL AND attachments <> '[]';
          """)
      for field in QueryField.own {
        try database.execute(
          sql: """
            INSERT INTO record_value(field, value, record)
            SELECT '\(field.rawValue)', body ->> '$.\(field.rawValue)', id FROM record_body
            WHERE json_type(body, '$.\(field.rawValue)') = 'text'
            """)
      }
    }
  }

  /// What `is:issue` asks: in the words of the index that serves it, or SQLite does not see that it does.
  static let isIssue =
    "(record.kind = 'case' AND (record.channel = 'walkabout' OR record.parent IS NOT NULL))"

  static func save(_ record: Record, id: Int64, before: Record?, _ pass: WritePass) throws {
    let values = values(of: record)
    if let before {
      let isSame = self.values(of: before).elementsEqual(values) {
        $0.field == $1.field && $0.value.isSpelledLike($1.value)
      }
      guard !isSame else { return }
      try pass.run("DELETE FROM record_value WHERE record = ?", [id])
    }
    for (field, value) in values {
      try pass.run("INSERT INTO record_value(field, value, record) VALUES (?, ?, ?)", [field, value, id])
    }
  }

  /// Whether the table holds exactly these values of the record.
  static func isAsWritten(_ record: Record, _ side: RecordSide) -> Bool {
    let written = values(of: record)
    guard side.values.count == written.count else { return false }
    return written.allSatisfy { value in
      side.values.contains { $0.field.isSpelledLike(value.field) && $0.value.isSpelledLike(value.value) }
    }
  }

  private static func values(of record: Record) -> [(field: String, value: String)] {
    QueryField.own.compactMap { field in
      record.values[field.rawValue]?.string.map { (field.rawValue, $0) }
    }
  }
}
