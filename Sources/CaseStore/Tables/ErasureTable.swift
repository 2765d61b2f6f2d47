internal import Casework
internal import FoundationEssentials
internal import GRDB

/// What the log says of records that were erased. There is no table of them: each is one entry of `audit`, found by its
/// reference through an index of those entries alone.
enum ErasureTable {
  /// Its place among the changes of the tables.
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("erasure") { database in
      try database.execute(
        sql: "CREATE INDEX audit_erase ON audit(reference, seq) WHERE action = 'erase'")
    }
  }

  /// The name in ``CounterTable`` under which stands how far the file was scoured: the number of an entry.
  static let scoured = "scoured"

  /// The erasure of the record that had this reference; nil when none had.
  static func of(_ reference: String, _ database: Database) throws -> Erasure? {
    // What has no reference is a machine's message, which nobody asks for by one.
    guard !reference.isEmpty else { return nil }
    let sql = "SELECT seq FROM audit WHERE action = 'erase' AND reference = ? ORDER BY seq DESC LIMIT 1"
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [reference])
      .flatMap { try AuditTable.entry($0, database) }.flatMap(Erasure.init)
  }

  /// As it is spelled, or in capital letters, as our own references are.
  static func of(typed reference: String, _ database: Database) throws -> Erasure? {
    try of(reference, database) ?? of(reference.uppercased(), database)
  }

  /// All of them, oldest first, handed out one at a time.
  static func each(_ database: Database, _ body: (Erasure) throws -> Void) throws {
    let sql = "SELECT seq FROM audit INDEXED BY audit_erase WHERE action = 'erase' ORDER BY seq"
    for seq in try Int.fetchAll(database, sql: sql) {
      if let erasure = try AuditTable.entry(seq, database).flatMap(Erasure.init) { try body(erasure) }
    }
  }

  /// The entry that erased each record, by the record's uid.
  static func entries(_ database: Database) throws -> [String: Int] {
    // A copy that an older version made has no index of these, and is checked all the same.
    let sql = "SELECT uid, seq FROM audit WHERE action = 'erase' ORDER BY +seq"
    var entries: [String: Int] = [:]
    for row in try Row.fetchAll(database, sql: sql) {
      try entries[row.identity(0)] = row.value(1)
    }
    return entries
  }

  /// The newest; 0 when nothing was ever erased.
  static func newest(_ database: Database) throws -> Int {
    let sql = "SELECT max(seq) FROM audit INDEXED BY audit_erase WHERE action = 'erase'"
    return try Int.fetchOne(database.cachedStatement(sql: sql)) ?? 0
  }

  /// Whether words that were erased may still stand in parts of the file that nothing uses.
  static func owesScouring(_ database: Database) throws -> Bool {
    try newest(database) > CounterTable.value(scoured, database)
  }

  /// SHA-256 of all bytes that ever went, hexadecimal: what was erased is not taken in again.
  static func digests(_ database: Database) throws -> Set<String> {
    var digests: Set<String> = []
    try each(database) { digests.formUnion($0.digests) }
    return digests
  }
}
