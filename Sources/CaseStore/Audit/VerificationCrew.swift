internal import Casework
internal import Dispatch
internal import GRDB
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// Readers of one and the same moment of a store, who share the parts of its check.
struct VerificationCrew {
  private let readers: [DatabaseQueue]

  /// As many as the machine has processors, and not more than eight.
  init(path: String, count: Int = min(8, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))) throws {
    for _ in 0..<100 {
      let readers = try (0..<count).map { _ in try Self.reader(path) }
      let heads = readers.map { try? $0.inDatabase { try AuditTable.last($0)?.hash } }
      // Somebody wrote while they began: they begin again. What cannot be read is read by one alone.
      guard let first = heads.first, let first, heads.allSatisfy({ $0 == first }) else {
        if heads.contains(where: { $0 == nil }) { break }
        for reader in readers { try Self.dismiss(reader) }
        continue
      }
      self.readers = readers
      return
    }
    readers = [try Self.reader(path)]
  }

  private static func reader(_ path: String) throws -> DatabaseQueue {
    var configuration = Connection.configuration(readOnly: true)
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: path, configuration: configuration)
    try reader.inDatabase { database in
      // 32 MB of pages; each is asked for by several of the checks.
      try database.execute(sql: "PRAGMA cache_size = -32768")
      try database.beginTransaction(.deferred)
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
    }
    return reader
  }

  private static func dismiss(_ reader: DatabaseQueue) throws {
    try reader.inDatabase { if $0.isInsideTransaction { try $0.rollback() } }
    try reader.close()
  }

  func dismiss() {
    for reader in readers { try? Self.dismiss(reader) }
  }

  // MARK: - Checking

  /// Ends what the readers are reading now.
  func interrupt() {
    for reader in readers { reader.interrupt() }
  }

  /// - Parameter isStopped: whether nobody wants the verdict any more; asked before each part.
  /// Throws: ``VerificationStopped`` when somebody said so.
  func verify(
    against checkpoints: [Checkpoint], isStopped: @escaping @Sendable () -> Bool = { false },
    progress: @Sendable (_ done: Int, _ of: Int) -> Void
  ) throws -> AuditVerdict {
    var verdict = AuditVerdict()
    let plan: VerificationPlan
    do {
      let shape = try readers[0].inDatabase(SchemaVerification.compare)
      verdict.add(shape.faults.map { AuditFault(seq: nil, reference: "", what: $0) })
      // What is built otherwise than the program thinks cannot be read safely.
      guard shape.canBeRead else { return verdict }
      plan = try readers[0].inDatabase(VerificationPlan.init)
    } catch let error where error.isDamage {
      verdict.add([.damaged])
      verdict.isDamaged = true
      return verdict
    }
    let desk = VerificationDesk(plan, isStopped)
    DispatchQueue.concurrentPerform(iterations: readers.count) { number in
      desk.attending {
        try readers[number].inDatabase { database in
          var worker = try AuditVerification(
            database: database, checkpoints: checkpoints, tally: IndexTally(records: plan.records),
            layout: plan.layout)
          while let (position, part) = try desk.next() {
            desk.put(try worker.carryOut(part), at: position)
            desk.report(progress)
          }
          desk.hand(worker.index.tally)
        }
      }
    }
    return try conclude(&verdict, desk, checkpoints)
  }

  /// Puts together what the parts found, in the order of the parts.
  private func conclude(
    _ verdict: inout AuditVerdict, _ desk: VerificationDesk, _ checkpoints: [Checkpoint]
  ) throws -> AuditVerdict {
    let (findings, tally) = try desk.result()
    var numbers: [String: Int] = [:]
    for found in findings {
      verdict.add(found.faults)
      verdict.remarks += found.remarks
      numbers.merge(found.numbers, uniquingKeysWith: max)
      guard let last = found.last, last.seq > verdict.entries else { continue }
      (verdict.entries, verdict.head) = last
    }
    verdict.isDamaged = findings.contains(where: \.isDamaged)
    if verdict.isDamaged { verdict.add([.damaged]) }
    verdict.add(AuditVerification.faults(ofEnd: verdict.entries, checkpoints))
    // Where pages are missing the sums say nothing more.
    guard !verdict.isDamaged else { return verdict }
    try readers[0].inDatabase { database in
      var last = try AuditVerification(database: database, checkpoints: [], tally: tally)
      try last.checkCounters(numbers)
      verdict.add(last.findings.faults + (try last.index.faults(database)))
    }
    return verdict
  }
}

extension AuditVerdict {
  fileprivate mutating func add(_ faults: [AuditFault]) {
    self.faults += faults.prefix(max(0, Self.mostFaults - self.faults.count))
  }
}

extension AuditFault {
  static let damaged = AuditFault(
    seq: nil, reference: "", what: "the file is damaged, and not all of it can be read")
}

/// The parts of a check, from those that take long to those that take little.
struct VerificationPlan: Sendable {
  let parts: [VerificationPart]
  /// How much work each is, about.
  let weights: [Int]
  /// The highest row of a record.
  let records: Int
  /// How the search index is laid out; nil when it must be read through FTS5.
  let layout: IndexLayout?

  /// Parts small enough to keep everybody busy to the end.
  private static let piece = 5000

  init(_ database: Database) throws {
    let entries = try AuditTable.last(database)?.seq ?? 0
    records = try Int.fetchOne(database, sql: "SELECT max(id) FROM record") ?? 0
    let bytes = try Int.fetchOne(database, sql: "SELECT max(id) FROM blob") ?? 0
    let least = try Int.fetchOne(database, sql: "SELECT min(id) FROM record") ?? 0
    let first = try Int.fetchOne(database, sql: "SELECT min(id) FROM blob") ?? 0
    let words = try Self.words(database)
    layout = try? IndexLayout(database)
    var parts: [(VerificationPart, Int)] = [(.file, Self.weight(entries))]
    parts += Self.ranges(1, entries).map { (.entries($0), Self.weight($0.count)) }
    parts += Self.ranges(least, records).map {
      (.records(Int64($0.lowerBound)...Int64($0.upperBound)), 2 * Self.weight($0.count))
    }
    parts += Self.ranges(first, bytes).map {
      (.bytes(Int64($0.lowerBound)...Int64($0.upperBound)), Self.weight($0.count) / 4)
    }
    parts += words.map { (.words($0), Self.piece / 10) }
    parts += [(.wordCounts, Self.weight(records / 20)), (.rest, Self.weight(entries / 10))]
    self.parts = parts.map(\.0)
    weights = parts.map(\.1)
  }

  /// At most a thousand million: where somebody wrote a row far away, the sum of all would be no number.
  private static func weight(_ rows: Int) -> Int { max(1, min(rows, 1_000_000_000)) }

  private static func ranges(_ first: Int, _ last: Int) -> [ClosedRange<Int>] {
    guard first <= last else { return [] }
    // Rows are dense; where somebody wrote one far away, the ranges are few all the same.
    let size = max(piece, last / 10_000 - first / 10_000)
    return stride(from: first, through: last, by: size).map { start in
      let (end, isBeyond) = start.addingReportingOverflow(size - 1)
      return start...(isBeyond ? last : min(end, last))
    }
  }

  /// Ranges of the vocabulary in which about as many places stand. What is wrong with it moves their borders at most.
  private static func words(_ database: Database) throws -> [WordRange] {
    var borders: [String] = []
    var sum = 0
    let total = try Int.fetchOne(database, sql: "SELECT CAST(total(df) AS INTEGER) FROM term") ?? 0
    let share = max(50_000, total / 64)
    let rows = try Row.fetchCursor(database, sql: "SELECT t, df FROM term ORDER BY t")
    while let row = try rows.next() {
      sum += max(0, min(row.sound(1) ?? 0, total))
      guard sum >= share, let border: String = row.sound(0), border.utf8.allSatisfy({ $0 > 0 })
      else { continue }
      borders.append(border)
      sum = 0
    }
    let ends: [String?] = borders + [nil]
    return zip([nil] + borders, ends).map { WordRange(from: $0, to: $1) }
  }
}

/// Somebody wants no verdict any more.
struct VerificationStopped: Error {}

/// Where the parts are fetched and what they found is put.
private final class VerificationDesk: Sendable {
  private let plan: VerificationPlan
  private let isStopped: @Sendable () -> Bool
  private let state: Mutex<State>

  private struct State {
    var next = 0
    var done = 0
    var findings: [PartFindings?]
    var tally: IndexTally
    var error: (any Error)?
  }

  init(_ plan: VerificationPlan, _ isStopped: @escaping @Sendable () -> Bool) {
    self.plan = plan
    self.isStopped = isStopped
    state = Mutex(
      State(
        findings: [PartFindings?](repeating: nil, count: plan.parts.count),
        tally: IndexTally(records: plan.records)))
  }

  func next() throws -> (position: Int, part: VerificationPart)? {
    guard !isStopped() else { throw VerificationStopped() }
    return state.withLock { state in
      guard state.next < plan.parts.count, state.error == nil else { return nil }
      state.next += 1
      return (state.next - 1, plan.parts[state.next - 1])
    }
  }

  func put(_ findings: PartFindings, at position: Int) {
    state.withLock { state in
      state.findings[position] = findings
      state.done += plan.weights[position]
    }
  }

  func report(_ progress: (Int, Int) -> Void) {
    progress(state.withLock { $0.done }, plan.weights.reduce(0, +))
  }

  func hand(_ tally: IndexTally) {
    state.withLock { $0.tally.add(tally) }
  }

  /// An error ends the work of all.
  func attending(_ work: () throws -> Void) {
    do { try work() } catch { state.withLock { $0.error = $0.error ?? error } }
  }

  func result() throws -> ([PartFindings], IndexTally) {
    try state.withLock { state in
      if let error = state.error { throw error }
      return (state.findings.compactMap(\.self), state.tally)
    }
  }
}
