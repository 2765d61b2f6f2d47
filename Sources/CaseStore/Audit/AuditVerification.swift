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
/// Memory does not grow with the log, except for the faults, of which the first thousand are kept.
struct AuditVerification {
  private var verdict = AuditVerdict()
  private let database: Database
  private let progress: (Int) -> Void

  static func run(_ database: Database, progress: (Int) -> Void) throws -> AuditVerdict {
    try withoutActuallyEscaping(progress) { progress in
      var verification = AuditVerification(database: database, progress: progress)
      try verification.checkChain()
      try verification.checkRecords()
      try verification.checkSettings()
      return verification.verdict
    }
  }

  private init(database: Database, progress: @escaping (Int) -> Void) {
    self.database = database
    self.progress = progress
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
      if entry.seq.isMultiple(of: 1000) { progress(entry.seq) }
    }
  }

  // MARK: - Replay

  private mutating func checkRecords() throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, uid, reference, revision FROM record ORDER BY id")
    var known = 0
    while let row = try rows.next() {
      known += 1
      let uid = Identity.text(of: [UInt8](row["uid"] as Data))
      let replay = Replay(entries: try AuditTable.of(uid: uid, database))
      try compare(replay, id: row["id"], reference: row["reference"], revision: row["revision"])
    }
    try checkNothingIsMissing(known: known)
  }

  private mutating func compare(
    _ replay: Replay, id: Int64, reference: String, revision: Int
  ) throws {
    guard !replay.isEmpty, !replay.isRemoved else {
      return fault(nil, reference, "no entry of the log makes this record")
    }
    guard let record = try RecordTable.record(id: id, database) else {
      return fault(nil, reference, "the record has no values")
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
    if contacts.map(\.text).sorted() != replay.contacts.values.map(\.text).sorted() {
      fault(nil, reference, "the contacts are not as the log left them")
    }
  }

  /// The columns of lists are written from the values; they must still say the same.
  private mutating func compareColumns(_ record: Record, id: Int64) throws {
    guard try ListReading.row(id: id, database) != RecordRow(id: id, record) else { return }
    fault(nil, record.reference, "the columns of the list are not those of the record")
  }

  /// Every record that the log made and did not remove is there.
  private mutating func checkNothingIsMissing(known: Int) throws {
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

  private mutating func checkSettings() throws {
    for kind in SettingKind.allCases {
      var logged: [String: JSON] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT reference, detail FROM audit WHERE kind = ? ORDER BY seq",
        arguments: [kind.rawValue])
      while let row = try rows.next() {
        let detail = (row["detail"] as String?).flatMap { try? JSON(parsing: $0) }
        logged[row["reference"]] = detail?["value"]?["after"] ?? .null
      }
      let kept = try Row.fetchAll(
        database, sql: "SELECT name, value FROM setting WHERE kind = ?", arguments: [kind.rawValue])
      let stored = Dictionary(
        uniqueKeysWithValues: kept.map { ($0["name"] as String, $0["value"] as String) })
      for name in Set(logged.keys).union(stored.keys).sorted() {
        let after = logged[name].flatMap { $0 == .null ? nil : $0.text }
        if after != stored[name] { fault(nil, name, "the \(kind.label) is not as the log left it") }
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
  private(set) var isRemoved = false
  let isEmpty: Bool

  init(entries: [AuditEntry]) {
    isEmpty = entries.isEmpty
    for entry in entries { apply(entry) }
  }

  private mutating func apply(_ entry: AuditEntry) {
    for (name, change) in ChangeDetail(json: entry.parsedDetail).fields {
      switch name {
      case "undoes": continue
      case "contacts":
        for contact in change.before.array ?? [] { contacts[contact["uid"]?.string ?? ""] = nil }
        for contact in change.after.array ?? [] { contacts[contact["uid"]?.string ?? ""] = contact }
      default: values[name] = change.after == .null ? nil : change.after
      }
    }
    revision = entry.revision
    isRemoved = values.isEmpty
  }
}
