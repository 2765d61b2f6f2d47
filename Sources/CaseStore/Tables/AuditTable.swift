internal import Casework
internal import FoundationEssentials
internal import GRDB

/// The log, in `audit`. Digests are bytes there and hexadecimal everywhere else; `previous` is not stored, for it
/// is the hash of the entry before.
enum AuditTable {
  static func last(_ database: Database) throws -> (seq: Int, hash: String)? {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"
    return try Row.fetchOne(database.cachedStatement(sql: sql))
      .map { ($0["seq"], Identity.hexadecimal($0["hash"] as Data)) }
  }

  /// All entries after `seq`, oldest first, handed out one at a time.
  static func each(after seq: Int = 0, _ database: Database, _ body: (AuditEntry) throws -> Void) throws {
    var previous = AuditEntry.noPrevious
    if seq > 0 {
      let hash = try Data.fetchOne(database, sql: "SELECT hash FROM audit WHERE seq = ?", arguments: [seq])
      previous = hash.map { Identity.hexadecimal($0) } ?? previous
    }
    let rows = try Row.fetchCursor(
      database, sql: "SELECT * FROM audit WHERE seq > ? ORDER BY seq", arguments: [seq])
    while let row = try rows.next() {
      let entry = entry(row, previous: previous)
      previous = entry.hash
      try body(entry)
    }
  }

  /// The entries of one record, oldest first. Their `previous` is left empty.
  static func of(uid: String, _ database: Database) throws -> [AuditEntry] {
    let sql = "SELECT * FROM audit WHERE uid = ? ORDER BY seq"
    return try Row.fetchAll(
      database.cachedStatement(sql: sql), arguments: [Data(Identity.bytes(of: uid))]
    ).map { entry($0, previous: "") }
  }

  /// One entry; nil when there is none with this number. Its `previous` is left empty.
  static func entry(_ seq: Int, _ database: Database) throws -> AuditEntry? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT * FROM audit WHERE seq = ?"), arguments: [seq]
    ).map { entry($0, previous: "") }
  }

  /// The numbers of the entries that were written as one change. They stand one after the other.
  ///
  /// - Parameter first: the number of its first entry.
  static func batch(_ first: Int, _ database: Database) throws -> ClosedRange<Int> {
    var last = first
    var seq = first + 1
    while let entry = try entry(seq, database) {
      // An entry without words may be of the change or not: what comes after it says so.
      if entry.detail != nil {
        guard entry.parsedDetail["batch"]?["after"]?.integer == first else { break }
        last = seq
      }
      seq += 1
    }
    return first...last
  }

  /// The newest entries of one account, newest first, handed out until `body` returns false.
  static func newest(of actor: String, _ database: Database, _ body: (AuditEntry) throws -> Bool) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT * FROM audit WHERE actor = ? ORDER BY seq DESC", arguments: [actor])
    while let row = try rows.next(), try body(entry(row, previous: "")) {}
  }

  private static func entry(_ row: Row, previous: String) -> AuditEntry {
    AuditEntry(
      seq: row["seq"], at: Instant(milliseconds: row["at"]), actor: row["actor"], behalf: row["behalf"],
      host: row["host"], action: row["action"], kind: row["kind"],
      reference: row["reference"], uid: Identity.text(of: [UInt8](row["uid"] as Data)),
      revision: row["revision"], reason: row["reason"],
      detailSHA256: Identity.hexadecimal(row["detailDigest"] as Data), previous: previous,
      hash: Identity.hexadecimal(row["hash"] as Data),
      salt: (row["salt"] as Data?).map { Identity.hexadecimal($0) },
      detail: row["detail"])
  }

  /// Takes the words out of the entries of one record; their digests stay.
  ///
  /// - Returns: how many entries had any.
  static func forget(uid: String, _ pass: WritePass) throws -> Int {
    try pass.run(
      "UPDATE audit SET salt = NULL, detail = NULL WHERE uid = ? AND detail IS NOT NULL",
      [Data(Identity.bytes(of: uid))])
    return pass.database.changesCount
  }

  static func insert(_ entry: AuditEntry, _ pass: WritePass) throws {
    try pass.run(
      """
      INSERT INTO audit(seq, at, actor, behalf, host, action, kind, reference, uid, revision, reason,
        detailDigest, hash, salt, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        entry.seq, entry.at.milliseconds, entry.actor, entry.behalf, entry.host, entry.action,
        entry.kind, entry.reference, Data(Identity.bytes(of: entry.uid)), entry.revision, entry.reason,
        Data(Identity.bytes(ofHexadecimal: entry.detailSHA256) ?? []),
        Data(Identity.bytes(ofHexadecimal: entry.hash) ?? []),
        entry.salt.flatMap(Identity.bytes(ofHexadecimal:)).map { Data($0) }, entry.detail,
      ])
  }
}
