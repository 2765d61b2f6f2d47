package import Casework
internal import FoundationEssentials
internal import GRDB

/// What checking the log found.
package struct AuditVerdict: Sendable, Equatable {
  /// How many entries there are.
  package var entries = 0
  /// The hash of the last entry; 64 zeros when there is none.
  package var head = AuditEntry.noPrevious
  /// In order of discovery: the chain first, then the records.
  package var faults: [AuditFault] = []

  package var isSound: Bool { faults.isEmpty }
}

/// One thing that does not hold.
package struct AuditFault: Sendable, Equatable {
  /// The entry at fault; nil when a record is.
  package let seq: Int?
  package let reference: String
  package let what: Message
}

/// Reads the whole log once for the chain, then every record against the entries that made it.
///
/// Memory does not grow with the records; it holds the mail of machines without a case, and the first thousand faults.
struct AuditVerification {
  private var verdict = AuditVerdict()
  private let database: Database

  static func run(_ database: Database) throws -> AuditVerdict {
    var verification = AuditVerification(database: database)
    try verification.checkChain()
    try verification.checkRecords()
    try verification.checkUnfiledMail()
    try verification.checkRawBytes()
    try verification.checkSettings()
    for fault in try VaultVerification.faults(database) {
      verification.fault(nil, fault.reference, fault.what)
    }
    return verification.verdict
  }

  private init(database: Database) {
    self.database = database
  }

  private mutating func fault(_ entry: AuditEntry?, _ reference: String, _ what: Message) {
    guard verdict.faults.count < 1000 else { return }
    verdict.faults.append(AuditFault(seq: entry?.seq, reference: reference, what: what))
  }

  // MARK: - The chain

  private mutating func checkChain() throws {
    try AuditTable.each(database) { entry in
      if entry.seq != verdict.entries + 1 {
        fault(entry, entry.reference, "an entry is missing before this one")
      }
      if AuditChain.hash(of: entry) != entry.hash {
        fault(
          entry, entry.reference, "the entry does not fit its hash: it, or the one before it, was changed")
      }
      if let salt = entry.salt, let detail = entry.detail {
        if AuditChain.digest(salt: salt, detail: detail) != entry.detailSHA256 {
          fault(entry, entry.reference, "the detail does not fit its digest: it was changed")
        }
      } else {
        fault(entry, entry.reference, "the detail is gone, and no disposal says why")
      }
      verdict.entries = entry.seq
      verdict.head = entry.hash
    }
  }

  // MARK: - Replay

  private mutating func checkRecords() throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, uid, reference, revision FROM record ORDER BY id")
    while let row = try rows.next() {
      let uid = Identity.text(of: [UInt8](row["uid"] as Data))
      let replay = Replay(entries: try AuditTable.of(uid: uid, database))
      try compare(replay, id: row["id"], reference: row["reference"], revision: row["revision"])
    }
    try checkNothingIsMissing()
  }

  private mutating func compare(
    _ replay: Replay, id: Int64, reference: String, revision: Int
  ) throws {
    guard !replay.isEmpty, !replay.isRemoved, replay.reference.isSpelledLike(reference) else {
      return fault(nil, reference, "no entry of the log makes this record")
    }
    guard let record = try? RecordTable.record(id: id, database) else {
      return fault(nil, reference, "the record has no values that can be read")
    }
    if replay.kind != record.kind.rawValue {
      fault(nil, reference, "the record's kind is not as the log made it")
    }
    if replay.revision != revision {
      fault(nil, reference, "the record's revision is \(revision), the log's is \(replay.revision)")
    }
    for name in Set(replay.values.keys).union(record.values.keys).sorted()
    where replay.values[name] != record.values[name] {
      fault(nil, reference, "the field '\(name)' is not as the log left it")
    }
    try compareColumns(record, id: id)
    let contacts = try ContactTable.of(record: id, database).map(\.contact.logged)
    let byUID = Dictionary(contacts.map { ($0["uid"]?.string ?? "", $0) }) { first, _ in first }
    if byUID != replay.contacts || byUID.count != contacts.count {
      fault(nil, reference, "the contacts are not as the log left them")
    }
  }

  /// The columns of lists and the tables of themes and places are written from the values; they must still say the same.
  private mutating func compareColumns(_ record: Record, id: Int64) throws {
    let themes = try String.fetchAll(
      database.cachedStatement(sql: "SELECT theme FROM record_theme WHERE record = ?"), arguments: [id])
    let places = try String.fetchAll(
      database.cachedStatement(sql: "SELECT place FROM record_place WHERE record = ?"), arguments: [id])
    let columns = try ListReading.row(id: id, database).map { String(describing: $0) } ?? ""
    let isSame =
      columns.isSpelledLike(String(describing: RecordRow(id: id, record)))
      && Set(themes.map(JSON.string)) == Set((record[Head.themes] ?? []).map(JSON.string))
      && Set(places.map(JSON.string)) == Set(record.allPlaces.map(JSON.string))
    if !isSame { fault(nil, record.reference, "the columns of the list are not those of the record") }
  }

  /// Every record that the log made and did not remove is there.
  private mutating func checkNothingIsMissing() throws {
    let sql = """
      SELECT uid, reference FROM audit
      WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM record WHERE record.reference = audit.reference)
      GROUP BY uid
      """
    for kind in KindName.allCases {
      for row in try Row.fetchAll(database, sql: sql, arguments: [kind.rawValue]) {
        let uid = Identity.text(of: [UInt8](row["uid"] as Data))
        let replay = Replay(entries: try AuditTable.of(uid: uid, database))
        if !replay.isRemoved { fault(nil, row["reference"], "the log made this record, and it is gone") }
      }
    }
  }

  // MARK: - Mail and settings

  /// Machines' mail that belongs to no case is kept as it was logged.
  private mutating func checkUnfiledMail() throws {
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

  private mutating func faultOfMail(seq: Int?, _ uid: String) {
    guard verdict.faults.count < 1000 else { return }
    let what: Message = "the message \(uid), which belongs to no case, is not as the log left it"
    verdict.faults.append(AuditFault(seq: seq, reference: "", what: what))
  }

  /// The bytes as they came still have the digest that the log has of them.
  private mutating func checkRawBytes() throws {
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

  private mutating func checkSettings() throws {
    for kind in SettingKind.allCases {
      // By bytes: two names that look alike are two names.
      var logged: [[UInt8]: JSON] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT reference, detail FROM audit WHERE kind = ? ORDER BY seq",
        arguments: [kind.rawValue])
      while let row = try rows.next() {
        let detail = (row["detail"] as String?).flatMap { try? JSON(parsing: $0) }
        logged[Array((row["reference"] as String).utf8)] = detail?["value"]?["after"] ?? .null
      }
      let kept = try Row.fetchAll(
        database, sql: "SELECT name, value FROM setting WHERE kind = ?", arguments: [kind.rawValue])
      let stored = Dictionary(
        kept.map { (Array(($0["name"] as String).utf8), JSON.string($0["value"])) }
      ) { first, _ in first }
      for name in Set(logged.keys).union(stored.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let after = logged[name].flatMap { $0 == .null ? nil : JSON.string($0.text) }
        guard after != stored[name] else { continue }
        fault(nil, String(decoding: name, as: UTF8.self), "the \(kind.label) is not as the log left it")
      }
    }
  }
}

/// What the entries of one record make of it, from nothing.
struct Replay {
  private(set) var values: [String: JSON] = [:]
  /// As logged, by uid.
  private(set) var contacts: [String: JSON] = [:]
  private(set) var revision = 0
  private(set) var kind = ""
  private(set) var reference = ""
  private(set) var isRemoved = false
  let isEmpty: Bool

  init(entries: [AuditEntry]) {
    isEmpty = entries.isEmpty
    for entry in entries { apply(entry) }
  }

  private mutating func apply(_ entry: AuditEntry) {
    for (name, change) in ChangeDetail(json: entry.parsedDetail).fields {
      switch name {
      case "undoes", "batch", "reason": continue
      case _ where name.hasPrefix(SealedDigest.prefix): continue
      case "contacts":
        for contact in change.before.array ?? [] { contacts[contact["uid"]?.string ?? ""] = nil }
        for contact in change.after.array ?? [] { contacts[contact["uid"]?.string ?? ""] = contact }
      default: values[name] = change.after == .null ? nil : change.after
      }
    }
    revision = entry.revision
    kind = entry.kind
    reference = entry.reference
    isRemoved = values.isEmpty
  }
}
