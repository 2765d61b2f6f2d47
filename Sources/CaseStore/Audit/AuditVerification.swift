package import Casework
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

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
  /// Whether SQLite could not make sense of some of its pages.
  package var isDamaged = false

  /// More of them tell nobody more.
  static let mostFaults = 1000
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

/// Checks a store, one part after the other: how the file is built, the chain of the log, every record against the
/// entries that made it, the search index against the records.
///
/// Several of them share the parts, each on a connection and a thread of its own (``VerificationCrew``). Memory holds
/// a number for each record, the mail of machines without a case, and the first thousand faults.
struct AuditVerification {
  /// What the parts that this one did have found.
  private(set) var findings = PartFindings()
  let database: Database
  var index: IndexVerification
  private let checkpoints: [Checkpoint]
  private let layout: IndexLayout?
  /// The latest moment of an entry so far.
  private var latest: Instant?

  /// Checks a store under one moment of it. Of a damaged file what was found is kept.
  ///
  /// - Parameter stopper: who may want no verdict any more; nil for nobody.
  /// Throws: ``VerificationStopped``, or the interruption of SQLite, when somebody does.
  static func run(
    path: String, against checkpoints: [Checkpoint] = [], stopper: Stopper? = nil,
    progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws -> AuditVerdict {
    let crew = try VerificationCrew(path: path)
    defer { crew.dismiss() }
    guard let stopper else { return try crew.verify(against: checkpoints, progress: progress) }
    return try stopper.watching(crew.interrupt) {
      try crew.verify(against: checkpoints, isStopped: { stopper.isStopped }, progress: progress)
    }
  }

  /// The chain alone: whether the entries are the ones that were written, and what the head is.
  static func chain(_ database: Database) throws -> AuditVerdict {
    var verification = try AuditVerification(
      database: database, checkpoints: [], tally: IndexTally(records: 0))
    let found = try verification.carryOut(.entries(1...Int.max))
    return AuditVerdict(
      entries: found.last?.seq ?? 0, head: found.last?.hash ?? AuditEntry.noPrevious, faults: found.faults,
      remarks: found.remarks)
  }

  init(
    database: Database, checkpoints: [Checkpoint], tally: IndexTally, layout: IndexLayout? = nil
  ) throws {
    self.database = database
    self.layout = layout
    self.checkpoints = checkpoints.sorted { $0.entries < $1.entries }
    index = try IndexVerification(database, tally: tally)
  }

  /// Does one part. A page that cannot be read ends it, and is a finding.
  mutating func carryOut(_ part: VerificationPart) throws -> PartFindings {
    findings = PartFindings()
    do {
      switch part {
      case .file: try checkFile()
      case .entries(let range): try checkChain(range)
      case .records(let range): try checkRecords(range)
      case .bytes(let range): try checkRawBytes(range)
      case .words(let range): try index.takeWords(range, layout, database)
      case .wordCounts: try index.takeSizes(database)
      case .rest: try checkRest()
      }
    } catch let error where error.isDamage {
      findings.isDamaged = true
    }
    return findings
  }

  private mutating func checkRest() throws {
    try checkUnfiledMail()
    try checkStrayBytes()
    try checkSettings()
    try checkSpelling()
    if try !TallyTable.isAsCounted(database) || !HeadingTallyTable.isAsCounted(database) {
      fault(nil, "", "the counts of the queues are not those of the records")
    }
    for fault in try VaultVerification.faults(database) { self.fault(nil, fault.reference, fault.what) }
  }

  mutating func fault(_ entry: AuditEntry?, _ reference: String, _ what: Message) {
    fault(seq: entry?.seq, reference, what)
  }

  mutating func fault(seq: Int?, _ reference: String, _ what: Message) {
    guard findings.faults.count < AuditVerdict.mostFaults else { return }
    findings.faults.append(AuditFault(seq: seq, reference: reference, what: what))
  }

  // MARK: - The chain

  private mutating func checkChain(_ range: ClosedRange<Int>) throws {
    let erasures = try ErasureVerification(database)
    let before = try AuditTable.newest(before: range.lowerBound, database)
    var last = before.map { (seq: $0.seq, hash: $0.hash) }
    latest = before?.at
    var checkpoints = self.checkpoints.drop { $0.entries <= before?.seq ?? 0 }
    var bytes: [UInt8] = []
    try AuditTable.each(in: range, previous: last?.hash ?? AuditEntry.noPrevious, database) { entry in
      if entry.seq != (last?.seq ?? 0) + 1 {
        fault(entry, entry.reference, "an entry is missing before this one")
      }
      if AuditChain.hash(of: entry, using: &bytes) != entry.hash {
        fault(
          entry, entry.reference, "the entry does not fit its hash: it, or the one before it, was changed")
      }
      if let salt = entry.salt, let detail = entry.detail {
        if AuditChain.digest(salt: salt, detail: detail, using: &bytes) != entry.detailSHA256 {
          fault(entry, entry.reference, "the detail does not fit its digest: it was changed")
        }
      }
      if let what = erasures.fault(of: entry) { fault(entry, entry.reference, what) }
      last = (entry.seq, entry.hash)
      notice(entry)
      compare(entry, &checkpoints)
    }
    findings.last = last
    try checkNothingIsMissing(in: range)
  }

  /// Remembers what later checks ask of the log.
  private mutating func notice(_ entry: AuditEntry) {
    if let (name, number) = CounterTable.parts(of: entry.reference), entry.kind != KindName.complaint.rawValue
    {
      findings.numbers[name] = max(number, findings.numbers[name] ?? 0)
    }
    if let latest, entry.at.milliseconds < latest.milliseconds - Self.slack {
      let what: Message = "the clock was set back: the entry's time is before that of the entry above it"
      findings.remarks.append(AuditFault(seq: entry.seq, reference: entry.reference, what: what))
    }
    latest = entry.at
  }

  /// In milliseconds: a long import writes under the time at which it began.
  private static let slack = 3_600_000

  /// Compares an entry with the checkpoints that were signed when it was the last.
  private mutating func compare(_ entry: AuditEntry, _ checkpoints: inout ArraySlice<Checkpoint>) {
    while let checkpoint = checkpoints.first, checkpoint.entries <= entry.seq {
      checkpoints.removeFirst()
      guard checkpoint.entries != entry.seq || !checkpoint.head.isSpelledLike(entry.hash) else { continue }
      fault(
        entry, entry.reference,
        "the entry is not the one that was signed on \(checkpoint.at.londonDay): the log was written anew")
    }
  }

  /// The checkpoints that were signed when the log was longer than it is.
  static func faults(ofEnd entries: Int, _ checkpoints: [Checkpoint]) -> [AuditFault] {
    checkpoints.filter { $0.entries > entries }.map { checkpoint in
      let what: Message = """
        the log ends at entry \(entries), and had \(checkpoint.entries) when it was signed on \
        \(checkpoint.at.londonDay): its end was cut off, or an older copy was put back
        """
      return AuditFault(seq: nil, reference: "", what: what)
    }
  }

  // MARK: - Replay

  private mutating func checkRecords(_ range: ClosedRange<Int64>) throws {
    var sides = try RecordSides(range, database)
    let rows = try database.makeStatement(sql: RecordTable.checked)
    try rows.setArguments([range.lowerBound, range.upperBound])
    while try rows.hasRow() {
      let side = try sides.move(to: sqlite3_column_int64(rows.sqliteStatement, 0))
      try compare(Replay(uid: Array(rows.blob(at: 1)), database), row: rows, side)
    }
  }

  private mutating func compare(_ replay: Replay, row: Statement, _ side: RecordSide) throws {
    let id = sqlite3_column_int64(row.sqliteStatement, 0)
    let reference = row.text(at: 3)
    guard !replay.isEmpty, !replay.isRemoved, replay.reference.isSpelledLike(reference) else {
      return fault(nil, reference, "no entry of the log makes this record")
    }
    guard let record = RecordTable.record(checked: row) else {
      return fault(nil, reference, "the record has no values that can be read")
    }
    if replay.kind != record.kind.rawValue {
      fault(nil, reference, "the record's kind is not as the log made it")
    }
    if replay.revision != record.revision {
      fault(nil, reference, "the record's revision is \(record.revision), the log's is \(replay.revision)")
    }
    if replay.values != record.values { nameFields(of: record, unlike: replay) }
    if !isSame(record, row: row, side) {
      fault(nil, reference, "the columns of the list are not those of the record")
    }
    let kept = try ContactTable.of(record: id, database).map(\.contact)
    let above = try PlaceOrderTable.above(record.allPlaces, database)
    index.expect(SearchText(record, above: above, contacts: kept), id: id)
    if !LetterTable.isAsWritten(record, kept, side) {
      fault(nil, reference, "what tells that others sent the same text is not that of its letter")
    }
    let contacts = kept.map(\.logged)
    let byUID = Dictionary(contacts.map { ($0["uid"]?.string ?? "", $0) }) { first, _ in first }
    if byUID != replay.contacts || byUID.count != contacts.count {
      fault(nil, reference, "the contacts are not as the log left them")
    }
  }

  private mutating func nameFields(of record: Record, unlike replay: Replay) {
    for name in Set(replay.values.keys).union(record.values.keys).sorted()
    where replay.values[name] != record.values[name] {
      fault(nil, record.reference, "the field '\(name)' is not as the log left it")
    }
  }

  /// The columns of lists and the tables beside them are written from the values; they must still say the same.
  private func isSame(_ record: Record, row: Statement, _ side: RecordSide) -> Bool {
    Self.isSame(side.themes, record[Head.themes] ?? []) && Self.isSame(side.places, record.allPlaces)
      && RecordTable.isAsWritten(record, row: row) && ReaderTable.isAsWritten(record, side)
      && RecordValueTable.isAsWritten(record, side)
  }

  /// Whether both have the same texts, byte for byte, in whatever order and how often.
  private static func isSame(_ kept: [String], _ written: [String]) -> Bool {
    guard !kept.isEmpty || !written.isEmpty else { return true }
    return Set(kept.map(JSON.string)) == Set(written.map(JSON.string))
  }

  /// Every record whose newest entry is one of these, and that the log did not remove, is there.
  private mutating func checkNothingIsMissing(in range: ClosedRange<Int>) throws {
    let sql = """
      SELECT uid, reference, kind FROM audit
      WHERE seq BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM record WHERE record.reference = audit.reference)
        AND seq = (SELECT max(seq) FROM audit AS newer WHERE newer.uid = audit.uid)
      """
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [range.lowerBound, range.upperBound])
    while let row = try rows.next() {
      guard KindName(rawValue: try row.value(2)) != nil else { continue }
      let replay = try Replay(uid: row.bytes(0), database)
      if !replay.isRemoved { fault(nil, try row.value(1), "the log made this record, and it is gone") }
    }
  }
}
