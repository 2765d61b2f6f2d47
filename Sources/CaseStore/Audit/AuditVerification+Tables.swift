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
      database, sql: "SELECT seq, uid, detail FROM audit WHERE kind = '\(Contact.unfiledKind)' ORDER BY seq")
    while let row = try rows.next() {
      let uid = try row.identity(1)
      let detail = try (row.value(2) as String?).flatMap { try? JSON(parsing: $0) }
      if kept.removeValue(forKey: uid) != detail?["contacts"]?["after"]?.array?.first {
        faultOfMail(seq: try row.value(0), uid)
      }
    }
    for uid in kept.keys.sorted() { faultOfMail(seq: nil, uid) }
  }

  mutating func faultOfMail(seq: Int?, _ uid: String) {
    fault(seq: seq, "", "the message \(uid), which belongs to no case, is not as the log left it")
  }

  /// The bytes as they came still have the digest that the log has of them.
  mutating func checkRawBytes(_ range: ClosedRange<Int64>) throws {
    let sql = "SELECT id, digest, bytes FROM blob WHERE id BETWEEN ? AND ?"
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [range.lowerBound, range.upperBound])
    while let row = try rows.next() {
      let isAsReceived = try row.withUnsafeData(atIndex: 2) { bytes in
        AuditChain.isDigest(try row.bytes(1), of: bytes ?? Data())
      }
      guard !isAsReceived else { continue }
      let sql = """
        SELECT record.reference FROM contact JOIN record ON record.id = contact.record WHERE contact.blob = ?
        """
      let reference = try String.fetchOne(database, sql: sql, arguments: [row.value(0) as Int64])
      fault(nil, reference ?? "", "the raw message is not the one that was received")
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
    let all = try loggedSettings()
    for kind in SettingKind.allCases {
      let (logged, revisions) = all[kind] ?? ([:], [:])
      let kept = try Row.fetchAll(
        database, sql: "SELECT name, value, revision FROM setting WHERE kind = ?", arguments: [kind.rawValue])
      var stored: [[UInt8]: JSON] = [:]
      for row in kept {
        let name = Array((try row.value(0) as String).utf8)
        // A revision that nobody logged is a change that nobody logged.
        let isLogged = try row.value(2) == revisions[name]
        stored[name] = isLogged ? .string(try row.value(1)) : .null
      }
      for name in Set(logged.keys).union(stored.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let after = logged[name].flatMap { $0 == .null ? nil : JSON.string($0.text) }
        guard after != stored[name] else { continue }
        fault(nil, String(decoding: name, as: UTF8.self), "the \(kind.label) is not as the log left it")
      }
    }
  }

  /// What the log left of each, with its revision, by the bytes of its name: two names that look alike are two names.
  private func loggedSettings() throws -> [SettingKind: (values: [[UInt8]: JSON], revisions: [[UInt8]: Int])]
  {
    var all: [SettingKind: (values: [[UInt8]: JSON], revisions: [[UInt8]: Int])] = [:]
    let kinds = SettingKind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT kind, reference, detail, revision FROM audit WHERE kind IN (\(kinds)) ORDER BY seq")
    while let row = try rows.next() {
      guard let kind = SettingKind(rawValue: try row.value(0)) else { continue }
      let detail = try (row.value(2) as String?).flatMap { try? JSON(parsing: $0) }
      let name = Array((try row.value(1) as String).utf8)
      all[kind, default: ([:], [:])].values[name] = detail?["value"]?["after"] ?? .null
      all[kind]?.revisions[name] = try row.value(3)
    }
    return all
  }

  // MARK: - The file

  /// Whether the file hangs together by SQLite's own checks.
  mutating func checkFile() throws {
    for words in try String.fetchAll(database, sql: "PRAGMA integrity_check(20)") where words != "ok" {
      fault(nil, "", "the file is damaged: \(words)")
    }
    for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
      let table: String = try row.value(0)
      fault(nil, "", "a row of the table '\(table)' belongs to something that is not there")
    }
    let early = try Int.fetchOne(database, sql: "SELECT count(*) FROM audit WHERE seq < 1") ?? 0
    if early > 0 { fault(nil, "", "\(early) entries stand before the first one of the log") }
    let known = SettingKind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    for row in try Row.fetchAll(
      database, sql: "SELECT name, kind FROM setting WHERE kind NOT IN (\(known))")
    {
      let kind: String = try row.value(1)
      fault(nil, try row.value(0), "the office keeps nothing of the kind '\(kind)'")
    }
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
      try fault(seq: row.value(0), row.value(1), "the entry's identifier was changed")
    }
  }

  /// A counter that was set back would give a number for the second time.
  mutating func checkCounters(_ numbers: [String: Int]) throws {
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
