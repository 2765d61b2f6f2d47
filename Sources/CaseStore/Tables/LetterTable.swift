internal import Casework
internal import FoundationEssentials
internal import GRDB

/// The sketch of each case's first letter in `letter_sketch`, and in `letter_key` the few of its numbers through which
/// letters with the same text find each other.
///
/// Numbers made of words can be guessed from the words: they go with their record, when it is erased as well.
enum LetterTable {
  /// Its place among the changes of the tables.
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("letters") { database in
      try database.execute(
        sql: """
          CREATE TABLE letter_sketch(
            record INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
            sketch BLOB NOT NULL
          ) STRICT;
          CREATE TABLE letter_key(
            key INTEGER NOT NULL,
            record INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
            PRIMARY KEY(key, record)
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX letter_key_record ON letter_key(record);
          """)
      try sketchAll(database)
    }
  }

  /// Of the letters that are there already.
  private static func sketchAll(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT contact.record, \(ContactTable.words) FROM contact JOIN record ON record.id = contact.record
          LEFT JOIN blob ON blob.id = contact.blob
        WHERE record.kind = 'case' AND contact.id = (\(firstLetter("record.id")))
        """)
    while let row = try rows.next() {
      guard let sketch = LetterSketch(try row.value(1) as String) else { continue }
      let record: Int64 = try row.value(0)
      try insertSketch(sketch, id: record, database)
      for key in sketch.keys { try insertKey(key, id: record, database) }
    }
  }

  /// As ``Contact/isLetterToCompare`` has it.
  private static func firstLetter(_ record: String) -> String {
    """
    SELECT min(letter.id) FROM contact AS letter WHERE letter.record = \(record)
      AND letter.kind = 'received' AND letter.nature = 'letter' AND letter.isUnreadable = 0
    """
  }

  // MARK: - Reading

  /// What these contacts of one record, the oldest first, are told by.
  static func sketch(of contacts: [Contact]) -> LetterSketch? {
    contacts.first(where: \.isLetterToCompare).flatMap { LetterSketch($0.text) }
  }

  /// The same from the contacts that are kept.
  static func sketch(of record: Int64, _ database: Database) throws -> LetterSketch? {
    try firstLetter(of: record, database).flatMap { LetterSketch($0.text) }
  }

  /// What a case is told by that has a letter since now; nil when it had one before.
  static func missingSketch(of record: Int64, _ database: Database) throws -> LetterSketch? {
    let sql = """
      SELECT count(*) FROM contact
      WHERE record = ? AND kind = 'received' AND nature = 'letter' AND isUnreadable = 0
      """
    guard try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [record]) == 1 else { return nil }
    return try sketch(of: record, database)
  }

  static func firstLetter(of record: Int64, _ database: Database) throws -> (uid: String, text: String)? {
    let sql = """
      SELECT contact.uid, \(ContactTable.words) FROM contact LEFT JOIN blob ON blob.id = contact.blob
      WHERE contact.id = (\(firstLetter("?")))
      """
    return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [record]).map { row in
      try (row.identity(0), row.value(1))
    }
  }

  static func sketchKept(of record: Int64, _ database: Database) throws -> LetterSketch? {
    let sql = "SELECT sketch FROM letter_sketch WHERE record = ?"
    return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [record])
      .flatMap { LetterSketch(bytes: [UInt8]($0)) }
  }

  /// The newest letters that may be found through one number, and that a reader may see.
  static func candidates(
    of key: UInt64, for reader: Actor, limit: Int, _ database: Database
  ) throws -> [(record: Int64, sketch: LetterSketch)] {
    let sql = """
      SELECT letter_key.record, sketch FROM letter_key CROSS JOIN letter_sketch USING(record)
        CROSS JOIN record ON record.id = letter_key.record
      WHERE key = ? AND \(QuerySQL.access(for: reader)) ORDER BY letter_key.record DESC LIMIT ?
      """
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: sql),
      arguments: [Int64(bitPattern: key)] + QuerySQL.accessArguments(for: reader) + [limit])
    var found: [(record: Int64, sketch: LetterSketch)] = []
    while let row = try rows.next() {
      if let sketch = LetterSketch(bytes: try row.bytes(1)) { found.append(try (row.value(0), sketch)) }
    }
    return found
  }

  /// The newest records whose letters may be found through one number, whoever may see them.
  static func records(of key: UInt64, limit: Int, _ database: Database) throws -> [Int64] {
    let sql = "SELECT record FROM letter_key WHERE key = ? ORDER BY record DESC LIMIT ?"
    return try Int64.fetchAll(
      database.cachedStatement(sql: sql), arguments: [Int64(bitPattern: key), limit])
  }

  /// Gives the sketch of a record; nil when it has none, and when the reader may not see it.
  static func sketches(for reader: Actor, _ database: Database) throws -> (Int64) throws -> LetterSketch? {
    let sql = """
      SELECT sketch FROM letter_sketch CROSS JOIN record ON record.id = letter_sketch.record
      WHERE letter_sketch.record = ? AND \(QuerySQL.access(for: reader))
      """
    let statement = try database.cachedStatement(sql: sql)
    let access = QuerySQL.accessArguments(for: reader)
    return { record in
      try Data.fetchOne(statement, arguments: [record] + access).flatMap { LetterSketch(bytes: [UInt8]($0)) }
    }
  }

  /// The numbers that at least so many letters have, one of them of a record after a row.
  ///
  /// - Parameter newest: the row; 0 for all.
  static func keys(
    ofAtLeast count: Int, after newest: Int64, _ database: Database
  ) throws -> [UInt64] {
    let among = newest > 0 ? "WHERE key IN (SELECT key FROM letter_key WHERE record > \(newest))" : ""
    return try Int64.fetchAll(
      database, sql: "SELECT key FROM letter_key \(among) GROUP BY key HAVING count(*) >= ? ORDER BY key",
      arguments: [count]
    ).map(UInt64.init(bitPattern:))
  }

  /// Whether the tables hold exactly what belongs to the record.
  ///
  /// - Parameter contacts: all of it, oldest first.
  static func isAsWritten(_ record: Record, _ contacts: [Contact], _ side: RecordSide) -> Bool {
    // A copy that an older version made has no such table, and is checked all the same.
    guard side.hasLetters else { return true }
    let sketch = record.kind == .caseFile ? sketch(of: contacts) : nil
    return side.sketch == sketch?.bytes
      && side.keys.map(UInt64.init(bitPattern:)).sorted() == Array(sketch?.keys ?? [])
  }

  // MARK: - Writing

  static func insert(_ sketches: [Int64: LetterSketch], _ pass: WritePass) throws {
    for id in sketches.keys.sorted() {
      if let sketch = sketches[id] { try insertSketch(sketch, id: id, pass.database) }
    }
    var keys: [(key: Int64, id: Int64)] = []
    keys.reserveCapacity(sketches.count * LetterSketch.keyCount)
    for (id, sketch) in sketches {
      for key in sketch.keys { keys.append((Int64(bitPattern: key), id)) }
    }
    keys.sort { $0.key == $1.key ? $0.id < $1.id : $0.key < $1.key }
    let rows = try ManyRows(keyInsert, pass)
    for (key, id) in keys {
      rows.bind(key, at: 1)
      rows.bind(id, at: 2)
      try rows.run()
    }
  }

  private static let keyInsert = "INSERT INTO letter_key(key, record) VALUES (?, ?)"

  private static func insertSketch(_ sketch: LetterSketch, id: Int64, _ database: Database) throws {
    try database.cachedStatement(sql: "INSERT INTO letter_sketch(record, sketch) VALUES (?, ?)")
      .execute(arguments: [id, Data(sketch.bytes)])
  }

  private static func insertKey(_ key: UInt64, id: Int64, _ database: Database) throws {
    try database.cachedStatement(sql: keyInsert)
      .execute(arguments: [Int64(bitPattern: key), id])
  }

  static func delete(id: Int64, _ pass: WritePass) throws {
    try pass.run("DELETE FROM letter_sketch WHERE record = ?", [id])
    try pass.run("DELETE FROM letter_key WHERE record = ?", [id])
  }
}
