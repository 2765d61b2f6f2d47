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
  /// What is no proof of anything and should be looked at, such as a clock that was set back.
  package var remarks: [AuditFault] = []

  package var isSound: Bool { faults.isEmpty }
}

/// One thing that does not hold.
package struct AuditFault: Sendable, Equatable {
  /// The entry at fault; nil when a record is.
  package let seq: Int?
  package let reference: String
  package let what: Message

  /// Where, and what.
  package var sentence: Message {
    switch (seq, reference) {
    case (let seq?, ""): "entry \(seq): \(what)"
    case (let seq?, _): "entry \(seq) (\(reference)): \(what)"
    case (nil, ""): "the store: \(what)"
    case (nil, _): "\(reference): \(what)"
    }
  }
}

/// Looks how the file is built, reads the whole log once for the chain, then every record against the entries that made
/// it, and the search index against the records.
///
/// Memory holds a number for each record, the mail of machines without a case, and the first thousand faults.
struct AuditVerification {
  private(set) var verdict = AuditVerdict()
  let database: Database
  private var index: IndexVerification
  /// The highest number that the log gave, by the name of its counter.
  private(set) var numbers: [String: Int] = [:]
  private var checkpoints: [Checkpoint]
  /// The latest moment of an entry so far.
  private var latest: Instant?

  static func run(_ database: Database, against checkpoints: [Checkpoint] = []) throws -> AuditVerdict {
    var verification = try AuditVerification(database: database, checkpoints: checkpoints)
    do {
      // What is built otherwise than the program thinks cannot be read safely.
      guard try verification.hasSoundShape() else { return verification.verdict }
      try verification.checkChain()
      try verification.checkRecords()
      try verification.checkRest()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      verification.fault(nil, "", "the file is damaged, and not all of it can be read")
    }
    return verification.verdict
  }

  /// Under one read transaction. Of a damaged file not even its end succeeds; what was found by then is kept.
  static func run(
    on reader: any DatabaseReader, against checkpoints: [Checkpoint] = []
  ) throws -> AuditVerdict {
    var verdict: AuditVerdict?
    do {
      try reader.read { verdict = try run($0, against: checkpoints) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      guard let verdict, !verdict.isSound else { throw error }
    }
    guard let verdict else { throw StoreError.fault("check without a verdict") }
    return verdict
  }

  /// The chain alone: whether the entries are the ones that were written, and what the head is.
  static func chain(_ database: Database) throws -> AuditVerdict {
    var verification = try AuditVerification(database: database, checkpoints: [])
    try verification.checkChain()
    return verification.verdict
  }

  private init(database: Database, checkpoints: [Checkpoint]) throws {
    self.database = database
    self.checkpoints = checkpoints.sorted { $0.entries < $1.entries }
    index = try IndexVerification(database)
  }

  private mutating func checkRest() throws {
    try checkUnfiledMail()
    try checkRawBytes()
    try checkStrayBytes()
    try checkSettings()
    try checkCounters()
    try checkSpelling()
    for fault in try VaultVerification.faults(database) + index.faults(database) {
      self.fault(nil, fault.reference, fault.what)
    }
  }

  mutating func fault(_ entry: AuditEntry?, _ reference: String, _ what: Message) {
    fault(seq: entry?.seq, reference, what)
  }

  mutating func fault(seq: Int?, _ reference: String, _ what: Message) {
    guard verdict.faults.count < 1000 else { return }
    verdict.faults.append(AuditFault(seq: seq, reference: reference, what: what))
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
      notice(entry)
      compare(entry)
    }
    checkEnd()
  }

  /// Remembers what later checks ask of the log.
  private mutating func notice(_ entry: AuditEntry) {
    if let (name, number) = CounterTable.parts(of: entry.reference), entry.kind != KindName.complaint.rawValue
    {
      numbers[name] = max(number, numbers[name] ?? 0)
    }
    if let latest, entry.at.milliseconds < latest.milliseconds - Self.slack {
      let what: Message = "the clock was set back: the entry's time is before that of the entry above it"
      verdict.remarks.append(AuditFault(seq: entry.seq, reference: entry.reference, what: what))
    }
    latest = entry.at
  }

  /// In milliseconds: a long import writes under the time at which it began.
  private static let slack = 3_600_000

  /// Compares an entry with the checkpoints that were signed when it was the last.
  private mutating func compare(_ entry: AuditEntry) {
    while let checkpoint = checkpoints.first, checkpoint.entries <= entry.seq {
      checkpoints.removeFirst()
      guard checkpoint.entries != entry.seq || !checkpoint.head.isSpelledLike(entry.hash) else { continue }
      fault(
        entry, entry.reference,
        "the entry is not the one that was signed on \(checkpoint.at.londonDay): the log was written anew")
    }
  }

  private mutating func checkEnd() {
    for checkpoint in checkpoints {
      let what: Message = """
        the log ends at entry \(verdict.entries), and had \(checkpoint.entries) when it was signed on \
        \(checkpoint.at.londonDay): its end was cut off, or an older copy was put back
        """
      fault(nil, "", what)
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
    let kept = try ContactTable.of(record: id, database).map(\.contact)
    index.expect(SearchText(record, contacts: kept), id: id)
    let contacts = kept.map(\.logged)
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
    let isSame =
      try RecordTable.isAsWritten(record, id: id, database)
      && Set(themes.map(JSON.string)) == Set((record[Head.themes] ?? []).map(JSON.string))
      && Set(places.map(JSON.string)) == Set(record.allPlaces.map(JSON.string))
      && RecordValueTable.isAsWritten(record, id: id, database)
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
}
