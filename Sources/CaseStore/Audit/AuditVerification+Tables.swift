internal import Casework
internal import FoundationEssentials
internal import GRDB

extension AuditVerification {
  // MARK: - Mail and settings

  /// Machines' mail that belongs to no case is kept as it was logged.
  mutating func checkUnfiledMail() throws {
    var kept: [String: JSON] = [:]
    for stored in try ContactTable.unfiled(limit: -1, database) {
      kept[stored.contact.uid] = stored.contact.logged
    }
    let rows = try Row.fetchCursor(
      database, sql: "SELECT seq, uid, detail FROM audit WHERE kind = 'mail' ORDER BY seq")
    while let row = try rows.next() {
      let uid = Identity.text(of: [UInt8](row["uid"] as Data))
      let detail = (row["detail"] as String?).flatMap { try? JSON(parsing: $0) }
      if kept.removeValue(forKey: uid) != detail?["contacts"]?["after"]?.array?.first {
        faultOfMail(seq: row["seq"], uid)
      }
    }
    for uid in kept.keys.sorted() { faultOfMail(seq: nil, uid) }
  }

  mutating func faultOfMail(seq: Int?, _ uid: String) {
    fault(seq: seq, "", "the message \(uid), which belongs to no case, is not as the log left it")
  }

  /// The bytes as they came still have the digest that the log has of them.
  mutating func checkRawBytes() throws {
    let sql = """
      SELECT blob.digest, blob.bytes, record.reference
      FROM blob LEFT JOIN contact ON contact.blob = blob.id LEFT JOIN record ON record.id = contact.record
      """
    let rows = try Row.fetchCursor(database, sql: sql)
    while let row = try rows.next() {
      let (digest, bytes) = (row[0] as Data, row[1] as Data)
      guard AuditChain.digest(of: [UInt8](bytes)) != [UInt8](digest) else { continue }
      fault(nil, row[2] ?? "", "the raw message is not the one that was received")
    }
  }

  /// Bytes that no contact needs any more stay when what brought them was taken back; others have no business here.
  mutating func checkStrayBytes() throws {
    let sql = """
      SELECT digest FROM blob WHERE NOT EXISTS (SELECT 1 FROM contact WHERE contact.blob = blob.id) LIMIT 100
      """
    for digest in try Data.fetchAll(database, sql: sql).map({ Identity.hexadecimal($0) }) {
      let isLogged = try Bool.fetchOne(
        database, sql: "SELECT 1 FROM audit WHERE instr(detail, ?) > 0 LIMIT 1", arguments: [digest])
      guard isLogged == nil else { continue }
      fault(nil, "", "bytes are kept that no entry of the log names: SHA-256 \(digest)")
    }
  }

  mutating func checkSettings() throws {
    for kind in SettingKind.allCases {
      // By bytes: two names that look alike are two names.
      var logged: [[UInt8]: JSON] = [:]
      var revisions: [[UInt8]: Int] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT reference, detail, revision FROM audit WHERE kind = ? ORDER BY seq",
        arguments: [kind.rawValue])
      while let row = try rows.next() {
        let detail = (row["detail"] as String?).flatMap { try? JSON(parsing: $0) }
        let name = Array((row["reference"] as String).utf8)
        logged[name] = detail?["value"]?["after"] ?? .null
        revisions[name] = row["revision"]
      }
      let kept = try Row.fetchAll(
        database, sql: "SELECT name, value, revision FROM setting WHERE kind = ?", arguments: [kind.rawValue])
      var stored: [[UInt8]: JSON] = [:]
      for row in kept {
        let name = Array((row["name"] as String).utf8)
        // A revision that nobody logged is a change that nobody logged.
        stored[name] = row["revision"] == revisions[name] ? .string(row["value"]) : .null
      }
      for name in Set(logged.keys).union(stored.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let after = logged[name].flatMap { $0 == .null ? nil : JSON.string($0.text) }
        guard after != stored[name] else { continue }
        fault(nil, String(decoding: name, as: UTF8.self), "the \(kind.label) is not as the log left it")
      }
    }
  }

  // MARK: - The file

  /// Whether the file is built as this program builds one, and hangs together by SQLite's own checks.
  mutating func hasSoundShape() throws -> Bool {
    let shape = try SchemaVerification.compare(database)
    for what in shape.faults { fault(nil, "", what) }
    guard shape.canBeRead else { return false }
    for words in try String.fetchAll(database, sql: "PRAGMA integrity_check(20)") where words != "ok" {
      fault(nil, "", "the file is damaged: \(words)")
    }
    for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
      let table: String = row[0]
      fault(nil, "", "a row of the table '\(table)' belongs to something that is not there")
    }
    let early = try Int.fetchOne(database, sql: "SELECT count(*) FROM audit WHERE seq < 1") ?? 0
    if early > 0 { fault(nil, "", "\(early) entries stand before the first one of the log") }
    let known = SettingKind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    for row in try Row.fetchAll(
      database, sql: "SELECT name, kind FROM setting WHERE kind NOT IN (\(known))")
    {
      let kind: String = row[1]
      fault(nil, row[0], "the office keeps nothing of the kind '\(kind)'")
    }
    return true
  }

  /// What is read leniently would else hide a change.
  mutating func checkSpelling() throws {
    try ContactTable.eachMisspelled(database) { uid, record in
      let sql = "SELECT reference FROM record WHERE id = ?"
      let reference = try record.flatMap { try String.fetchOne(database, sql: sql, arguments: [$0]) }
      fault(nil, reference ?? "", "the contact \(uid) is not written as Casebook writes one")
    }
    let sql = "SELECT seq, reference FROM audit WHERE length(uid) NOT IN (0, 16) ORDER BY seq LIMIT 100"
    for row in try Row.fetchAll(database, sql: sql) {
      fault(seq: row[0], row[1], "the entry's identifier was changed")
    }
  }

  /// A counter that was set back would give a number for the second time.
  mutating func checkCounters() throws {
    for (name, number) in numbers.sorted(by: { $0.key < $1.key }) {
      let sql = "SELECT value FROM counter WHERE name = ?"
      let counter = try Int.fetchOne(database, sql: sql, arguments: [name])
      // References that came with the force's own table have no counter here.
      guard let counter else {
        if try hasCounter(name) { fault(nil, name, "the counter of the references is gone") }
        continue
      }
      guard counter < number else { continue }
      fault(nil, name, "the counter of the references stands at \(counter), and the log has given \(number)")
    }
  }

  /// Whether references of this name are given by the program.
  private func hasCounter(_ name: String) throws -> Bool {
    KindName.allCases.contains { kind in
      kind != .complaint && name.hasPrefix(RecordKind.named(kind).prefix + "-")
    }
  }
}
