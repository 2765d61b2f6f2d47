internal import Casework
internal import GRDB

/// Unfinished texts, in `draft`, one for each account, form and record.
enum DraftTable {
  /// Its place among the changes of the tables.
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("draft") { database in
      try database.execute(
        sql: """
          CREATE TABLE draft(
            id INTEGER PRIMARY KEY,
            account TEXT NOT NULL,
            form TEXT NOT NULL,
            reference TEXT NOT NULL,
            revision INTEGER NOT NULL,
            at INTEGER NOT NULL,
            texts TEXT NOT NULL,
            UNIQUE(account, form, reference)
          ) STRICT;
          """)
    }
  }

  static func save(_ draft: Draft, account: String, _ pass: WritePass) throws {
    let texts = JSON.object(draft.texts.mapValues { .string($0.storable) }).canonical
    try pass.run(
      """
      INSERT INTO draft(account, form, reference, revision, at, texts) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT(account, form, reference)
      DO UPDATE SET revision = excluded.revision, at = excluded.at, texts = excluded.texts
      """,
      [
        account, draft.place.form, draft.place.reference, draft.revision, draft.at.milliseconds,
        String(decoding: texts, as: UTF8.self),
      ])
  }

  static func delete(_ place: DraftPlace, account: String, _ pass: WritePass) throws {
    try pass.run(
      "DELETE FROM draft WHERE account = ? AND form = ? AND reference = ?",
      [account, place.form, place.reference])
  }

  /// What anybody left unfinished on a record.
  ///
  /// - Returns: how many there were.
  static func deleteAll(on reference: String, _ pass: WritePass) throws -> Int {
    try pass.run("DELETE FROM draft WHERE reference = ?", [reference])
    return pass.database.changesCount
  }

  /// The newest first.
  static func all(of account: String, _ database: Database) throws -> [Draft] {
    let sql = "SELECT \(columns) FROM draft WHERE account = ? ORDER BY at DESC, id DESC"
    return try Row.all(sql, [account], database).compactMap(draft)
  }

  static func draft(at place: DraftPlace, of account: String, _ database: Database) throws -> Draft? {
    let sql = "SELECT \(columns) FROM draft WHERE account = ? AND form = ? AND reference = ?"
    return try Row.fetchOne(
      database.cachedStatement(sql: sql), arguments: [account, place.form, place.reference]
    ).flatMap(draft)
  }

  private static let columns = "id, form, reference, revision, at, texts"

  private static func draft(_ row: Row) throws -> Draft? {
    let texts: String = try row.value(5)
    guard case .object(let texts)? = try? JSON(parsing: texts) else { return nil }
    return try Draft(
      place: DraftPlace(form: row.value(1), reference: row.value(2)), revision: row.value(3),
      at: row.instant(4), texts: texts.compactMapValues(\.string), number: row.value(0))
  }
}
