internal import Casework
internal import FoundationEssentials
internal import GRDB

/// The log, in `audit`. Digests are bytes there and hexadecimal everywhere else; `previous` is not stored, for it
/// is the hash of the entry before.
enum AuditTable {
  static func last(_ database: Database) throws -> (seq: Int, hash: String)? {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"
    return try Row.fetchOne(database.cachedStatement(sql: sql))
      .map { ($0.sound(0) ?? 0, Identity.hexadecimal($0.sound(1) ?? Data())) }
  }

  /// Nil when there is none.
  static func head(_ database: Database) throws -> LogHead? {
    let sql = """
      SELECT seq, hash, at, (SELECT hash FROM audit WHERE seq = 1) FROM audit WHERE seq > 0
      ORDER BY seq DESC LIMIT 1
      """
    return try Row.fetchOne(database.cachedStatement(sql: sql)).flatMap { row in
      try row.hexadecimalIfAny(3).map { origin in
        try LogHead(
          entries: row.value(0), hash: row.hexadecimal(1), at: row.instant(2),
          origin: origin)
      }
    }
  }

  /// All entries after `seq`, oldest first, handed out one at a time.
  static func each(after seq: Int = 0, _ database: Database, _ body: (AuditEntry) throws -> Void) throws {
    var previous = AuditEntry.noPrevious
    if seq > 0 {
      let hash = try Data.fetchOne(database, sql: "SELECT hash FROM audit WHERE seq = ?", arguments: [seq])
      previous = hash.map { Identity.hexadecimal($0) } ?? previous
    }
    guard seq < Int.max else { return }
    try each(in: seq + 1...Int.max, previous: previous, database, body)
  }

  /// The entries with these numbers, oldest first.
  ///
  /// - Parameter previous: the hash of the entry before.
  static func each(
    in range: ClosedRange<Int>, previous: String, _ database: Database, _ body: (AuditEntry) throws -> Void
  ) throws {
    var previous = previous
    let rows = try Row.fetchCursor(
      database, sql: "SELECT \(columns) FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq",
      arguments: [range.lowerBound, range.upperBound])
    while let row = try rows.next() {
      let entry = try entry(row, previous: previous)
      previous = entry.hash
      try body(entry)
    }
  }

  /// The entry that stands before this number; nil when none does. Its `previous` is left empty.
  static func newest(before seq: Int, _ database: Database) throws -> AuditEntry? {
    let sql = "SELECT \(columns) FROM audit WHERE seq > 0 AND seq < ? ORDER BY seq DESC LIMIT 1"
    return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [seq]).map {
      try entry($0, previous: "")
    }
  }

  /// The entries of one record, oldest first. Their `previous` is left empty.
  static func of(uid: String, _ database: Database) throws -> [AuditEntry] {
    let sql = "SELECT \(columns) FROM audit WHERE uid = ? ORDER BY seq"
    return try Row.all(sql, [Data(Identity.bytes(of: uid))], database).map { try entry($0, previous: "") }
  }

  /// One entry; nil when there is none with this number. Its `previous` is left empty.
  static func entry(_ seq: Int, _ database: Database) throws -> AuditEntry? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT \(columns) FROM audit WHERE seq = ?"), arguments: [seq]
    ).map { try entry($0, previous: "") }
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
      database, sql: "SELECT \(columns) FROM audit WHERE actor = ? ORDER BY seq DESC", arguments: [actor])
    while let row = try rows.next(), try body(entry(row, previous: "")) {}
  }

  /// In the order in which an entry is read from them.
  private static let columns = """
    seq, at, actor, behalf, host, action, kind, reference, uid, revision, reason, detailDigest, hash, salt, detail
    """

  /// By position: names would be looked up in every row of the log.
  private static func entry(_ row: Row, previous: String) throws -> AuditEntry {
    try AuditEntry(
      seq: row.value(0), at: row.instant(1), actor: row.value(2), behalf: row.value(3),
      host: row.value(4), action: row.value(5), kind: row.value(6), reference: row.value(7),
      uid: row.identity(8),
      revision: row.value(9), reason: row.value(10), detailSHA256: row.hexadecimal(11), previous: previous,
      hash: row.hexadecimal(12), salt: row.hexadecimalIfAny(13), detail: row.value(14))
  }

  /// Takes the words out of the entries of one record; their digests stay.
  ///
  /// What stands in `reason` is hashed and stays too: the door writes it of an erasure and of nothing else, and no store
  /// that was made otherwise has ever left the house.
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
