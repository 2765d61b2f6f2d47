internal import Casework
internal import FoundationEssentials
internal import GRDB

/// The vault: its header in `vault`, sealed texts in `sealed`, by the uid of their record and their field.
///
/// Nothing of it is read by lists, searches or exports.
enum VaultTable {
  static func header(_ database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT header FROM vault WHERE id = 1")
  }

  static func save(header: String, _ pass: WritePass) throws {
    try pass.run(
      "INSERT INTO vault(id, header) VALUES (1, ?) ON CONFLICT(id) DO UPDATE SET header = excluded.header",
      [header])
  }

  /// The boxes of one record, by field.
  static func boxes(uid: String, _ database: Database) throws -> [String: VaultBox] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT field, box FROM sealed WHERE record = ?",
      arguments: [Data(Identity.bytes(of: uid))])
    return try Dictionary(rows.map { try ($0.value(0), VaultBox(bytes: $0.bytes(1))) }) { first, _ in first }
  }

  /// The uids of the records of which something is sealed.
  static func records(_ database: Database) throws -> [String] {
    try Data.fetchAll(database, sql: "SELECT DISTINCT record FROM sealed ORDER BY record")
      .map { Identity.text(of: [UInt8]($0)) }
  }

  /// Every box, for checks: the uid of its record, its field, its bytes.
  static func each(_ database: Database, _ body: (String, String, [UInt8]) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT record, field, box FROM sealed ORDER BY record, field")
    while let row = try rows.next() {
      try body(row.identity(0), row.value(1), row.bytes(2))
    }
  }

  /// Nil takes the box away.
  static func save(_ box: VaultBox?, uid: String, field: String, _ pass: WritePass) throws {
    let record = Data(Identity.bytes(of: uid))
    guard let box else {
      return try pass.run("DELETE FROM sealed WHERE record = ? AND field = ?", [record, field])
    }
    try pass.run(
      """
      INSERT INTO sealed(record, field, box) VALUES (?, ?, ?)
      ON CONFLICT(record, field) DO UPDATE SET box = excluded.box
      """, [record, field, Data(box.bytes)])
  }

  static func deleteBoxes(uid: String, _ pass: WritePass) throws {
    try pass.run("DELETE FROM sealed WHERE record = ?", [Data(Identity.bytes(of: uid))])
  }
}
