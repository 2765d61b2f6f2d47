internal import Casework
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

/// Raw bytes, once by SHA-256, in `blob`.
enum BlobTable {
  static func bytes(digest: [UInt8], _ database: Database) throws -> [UInt8]? {
    try Data.fetchOne(database, sql: "SELECT bytes FROM blob WHERE digest = ?", arguments: [Data(digest)])
      .map { [UInt8]($0) }
  }

  /// In bytes; nil when they are not kept.
  static func size(digest: [UInt8], _ database: Database) throws -> Int? {
    try Int.fetchOne(
      database, sql: "SELECT length(bytes) FROM blob WHERE digest = ?", arguments: [Data(digest)])
  }

  /// The records on which these bytes came.
  static func records(digest: [UInt8], _ database: Database) throws -> [Int64] {
    let sql = """
      SELECT contact.record FROM blob JOIN contact ON contact.blob = blob.id
      WHERE blob.digest = ? AND contact.record IS NOT NULL
      """
    return try Int64.fetchAll(database, sql: sql, arguments: [Data(digest)])
  }

  /// Nil when the same bytes are kept already.
  static func insert(_ bytes: [UInt8], digest: [UInt8], _ pass: WritePass) throws -> Int64? {
    try pass.run(
      "INSERT INTO blob(digest, bytes) VALUES (?, ?) ON CONFLICT(digest) DO NOTHING",
      [Data(digest), Data(bytes)])
    return pass.database.changesCount == 0 ? nil : pass.database.lastInsertedRowID
  }

  static func delete(id: Int64, _ pass: WritePass) throws {
    try pass.run("DELETE FROM blob WHERE id = ?", [id])
  }

  static func id(digest: [UInt8], _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM blob WHERE digest = ?"), arguments: [Data(digest)])
  }

  /// Takes bytes away that no contact names.
  static func deleteUnused(digest: [UInt8], _ pass: WritePass) throws {
    try pass.run(
      "DELETE FROM blob WHERE digest = ? AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.blob = blob.id)",
      [Data(digest)])
  }
}

/// Numbers that were given out, in `counter`. A number is never given twice, even when its record is undone.
enum CounterTable {
  static func next(_ name: String, _ pass: WritePass) throws -> Int {
    let sql = """
      INSERT INTO counter(name, value) VALUES (?, 1) ON CONFLICT(name) DO UPDATE SET value = value + 1
      RETURNING value
      """
    guard let value = try Int.fetchOne(pass.database.cachedStatement(sql: sql), arguments: [name]) else {
      throw DatabaseError.unreadableRow
    }
    return value
  }

  /// 0 for a name that has none.
  static func value(_ name: String, _ database: Database) throws -> Int {
    let sql = "SELECT value FROM counter WHERE name = ?"
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [name]) ?? 0
  }

  static func set(_ name: String, to value: Int, _ pass: WritePass) throws {
    try pass.run(
      """
      INSERT INTO counter(name, value) VALUES (?, ?)
      ON CONFLICT(name) DO UPDATE SET value = max(value, excluded.value)
      """, [name, value])
  }

  /// The name and the number in a reference such as `COR-26-0042`; nil when it is made otherwise.
  static func parts(of reference: String) -> (name: String, number: Int)? {
    let parts = reference.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].utf8.count == 2, let number = Int(parts[2]),
      parts[2].utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return ("\(parts[0])-\(parts[1])", number)
  }
}

/// What the office keeps besides its records, in `setting`.
enum SettingTable {
  static func value(
    kind: SettingKind, name: String, _ database: Database
  ) throws -> (json: JSON, revision: Int)? {
    let sql = "SELECT value, revision FROM setting WHERE kind = ? AND name = ?"
    let row = try Row.fetchOne(
      database.cachedStatement(sql: sql), arguments: [kind.rawValue, name])
    guard let row else { return nil }
    let (text, revision): (String, Int) = try (row.value(0), row.value(1))
    return (try? JSON(parsing: text)).map { ($0, revision) }
  }

  static func all<Value: Setting>(_ type: Value.Type, _ database: Database) throws -> [Value] {
    let sql = "SELECT name, value FROM setting WHERE kind = ? ORDER BY name"
    let rows = try database.cachedStatement(sql: sql)
    try rows.setArguments([Value.kind.rawValue])
    defer { sqlite3_reset(rows.sqliteStatement) }
    var values: [Value] = []
    while try rows.hasRow() {
      if let value = Value(name: rows.text(at: 0), text: Array(rows.bytes(at: 1))) { values.append(value) }
    }
    return values
  }

  /// The names and titles of one kind, by name; quicker than reading all of each.
  static func titles(of kind: SettingKind, _ database: Database) throws -> [TitledName] {
    let sql = "SELECT name, value ->> '$.title' FROM setting WHERE kind = ? ORDER BY name"
    return try Row.all(sql, [kind.rawValue], database)
      .map { try TitledName(name: $0.value(0), title: $0.value(1) ?? "") }
  }

  static func save(
    kind: SettingKind, name: String, value: JSON?, revision: Int, _ pass: WritePass
  ) throws {
    guard let value else {
      return try pass.run("DELETE FROM setting WHERE kind = ? AND name = ?", [kind.rawValue, name])
    }
    try pass.run(
      """
      INSERT INTO setting(kind, name, revision, value) VALUES (?, ?, ?, ?)
      ON CONFLICT(kind, name) DO UPDATE SET revision = excluded.revision, value = excluded.value
      """, [kind.rawValue, name, revision, value.text])
  }
}
