import CaseImport
import CaseReports
import CaseStore
import Casework
import Console
import Glibc
import Privileges

/// A job as it is done: the same work as the command's, told in one sentence.
struct JobWork {
  let workplace: Workplace
  /// The console's, which is not worked with: the job has connections of its own.
  let store: CaseStore
  let order: JobOrder
  let control: JobControl

  func run() async throws -> JobEnd {
    let store = try failing { try self.store.again() }
    let actor = try failing { try workplace.actor(in: store) }
    let path = Self.path(order.path)
    switch order.kind {
    case .importMail: return try await importMail(path, closed: false, store, actor)
    case .importOldMail: return try await importMail(path, closed: true, store, actor)
    case .importComplaints: return try importComplaints(path, store, actor)
    case .checkComplaints: return try checkComplaints(path, store)
    case .export: return try export(to: path, store, actor)
    case .verify: return try verify(store, actor)
    case .report: return try report(to: path, store, actor)
    }
  }

  /// `~/mail` as the shell would have it.
  private static func path(_ typed: String) -> String {
    guard typed.hasPrefix("~/"), let home = Workplace.variable("HOME") else { return typed }
    return home + typed.dropFirst()
  }

  /// Standard input is the console's keyboard, and a pipe may never end: a job reads what lies on a disk.
  private static func requireFile(_ path: String) throws {
    var info = stat()
    let outcome = Privilege.asPerson { stat(path, &info) }
    guard path != "-", outcome != 0 || [S_IFREG, S_IFDIR].contains(info.st_mode & S_IFMT) else {
      throw Failure("\(path) is neither a file nor a folder: name one.", status: EX_NOINPUT)
    }
  }

  // MARK: - Mail

  /// Small batches: a colleague's change, and the person's own, waits for one of them at most.
  ///
  /// Stopped, the batches before stay: letters that were taken in are never thrown away.
  private func importMail(
    _ path: String, closed: Bool, _ store: CaseStore, _ actor: Actor
  ) async throws -> JobEnd {
    try Self.requireFile(path)
    let source = try failing { try MailSource(paths: [path]) }
    let importer = try MailImport(store: store, actor: actor, closed: closed, batch: .small)
    let outcome = try await importer.run(source, watch: JobImportWatch(control: control))
    let counts = outcome.counts
    let numbers: Message =
      "\(counts.read) read, \(counts.new) new, \(counts.joined) joined, \(counts.duplicate) here already, \(counts.unreadable) unreadable"
    let details = outcome.problems.prefix(50).map(\.message)
    if let failure = outcome.failure {
      return JobEnd(.failed, "\(failure.message) Before that: \(numbers); these stay.", details: details)
    }
    if outcome.isInterrupted {
      return JobEnd(
        .stopped, "stopped; \(numbers). These stay; the same import again goes on from there.",
        details: details)
    }
    // What could be read is in; that something was not must be seen all the same.
    let told: Message =
      outcome.news.map { "\(problemsNamed(numbers, details)) \($0)" } ?? problemsNamed(numbers, details)
    return JobEnd(
      outcome.problems.contains(where: \.isUnreadable) ? .failed : .done, told,
      details: details)
  }

  private func problemsNamed(_ numbers: Message, _ details: [Message]) -> Message {
    guard let first = details.first else { return "\(numbers)." }
    return details.count == 1
      ? "\(numbers). \(first)" : "\(numbers). \(first) ! lists \(details.count) problems."
  }

  // MARK: - Complaints

  /// One transaction: stopped, nothing of it stays.
  private func importComplaints(_ path: String, _ store: CaseStore, _ actor: Actor) throws -> JobEnd {
    try Self.requireFile(path)
    let file = try ComplaintsFile.read(path, mapping: nil)
    let total = file.drafts.count
    let control = control
    do {
      let outcome = try failing {
        try store.file(file, by: actor, at: Workplace.now) { done in
          if control.isStopped { throw JobStopped() }
          control.show(JobProgress("\(done) of \(total) complaints", percent: done * 100 / max(1, total)))
        }
      }
      let counts = outcome.counts
      let numbers: Message =
        "\(outcome.extract) has \(counts.rows) rows: \(counts.new) new, \(counts.changed) changed, \(counts.same) same, \(counts.refused) rows refused."
      return JobEnd(
        counts.refused > 0 ? .failed : .done, numbers, details: file.problems.prefix(50).map(\.message))
    } catch  where control.isStopped {
      return JobEnd(.stopped, "stopped; nothing was written.")
    }
  }

  private func checkComplaints(_ path: String, _ store: CaseStore) throws -> JobEnd {
    let file = try ComplaintsFile.read(path, mapping: nil)
    let counts = try failing { try store.counts(of: file) }
    let numbers: Message =
      "nothing was written; of \(counts.rows) rows, complaints new \(counts.new), changed \(counts.changed), same \(counts.same); \(counts.refused) rows would be refused."
    return JobEnd(
      counts.refused > 0 ? .failed : .done, numbers, details: file.problems.prefix(50).map(\.message))
  }

  // MARK: - Files

  private func export(to path: String, _ store: CaseStore, _ actor: Actor) throws -> JobEnd {
    let isCSV = path.lowercased().hasSuffix(".csv")
    guard isCSV || path.lowercased().hasSuffix(".json") || path.lowercased().hasSuffix(".jsonl") else {
      throw Failure("\(path) says no format: let the name end in .csv or .json.", status: EX_USAGE)
    }
    let export = try RecordExport(
      query: order.query, kind: nil, isCSV: isCSV, days: Workplace.days(store), actor: actor)
    let (total, restricted) = try failing { (try export.count(store), try export.open(store, reason: nil)) }
    let file = try NewFile(path)
    var done = 0
    do {
      try failing {
        try export.run(store) { piece in
          if control.isStopped { throw JobStopped() }
          try file.write(piece.bytes)
          control.show(JobProgress("\(done) of \(total) records", percent: done * 100 / max(1, total)))
        } wrote: {
          done += 1
        }
      }
      try file.finish()
    } catch  where control.isStopped {
      return JobEnd(.stopped, "stopped; nothing was written.")
    }
    let words: Message = .counted(
      done, one: "\(done) record is in \(path).", other: "\(done) records are in \(path).")
    guard restricted > 0 else { return JobEnd(.done, words) }
    let heads: Message = .counted(
      restricted, one: "\(restricted) restricted record is there with its head alone",
      other: "\(restricted) restricted records are there with their heads alone")
    return JobEnd(.done, "\(words) \(heads): 'casebook export --reason' writes their words.")
  }

  private func report(to path: String, _ store: CaseStore, _ actor: Actor) throws -> JobEnd {
    let form: Report.Form = path.lowercased().hasSuffix(".html") ? .html : .markdown
    let text = try FindingsDocument(workplace: workplace, form: form).text(session: nil, store, actor)
    guard !control.isStopped else { return JobEnd(.stopped, "stopped; nothing was written.") }
    try NewFile.save(Array(text.utf8), as: path)
    return JobEnd(.done, "the report is in \(path).")
  }

  // MARK: - The log

  private func verify(_ store: CaseStore, _ actor: Actor) throws -> JobEnd {
    try failing { try actor.require(.audit) }
    control.onStop { store.interrupt() }
    do {
      let verdict = try failing { try store.verify() }
      // An interrupted reading may look like a fault.
      guard !control.isStopped else { return JobEnd(.stopped, "stopped; nothing is known.") }
      guard !verdict.isSound else {
        let count = verdict.entries
        return JobEnd(
          .done,
          .counted(
            count, one: "\(count) entry holds, and the records are what it makes.",
            other: "\(count) entries hold, and the records are what they make."))
      }
      let details = verdict.faults.prefix(50).map(\.sentence)
      let count = verdict.faults.count
      return JobEnd(
        .failed,
        .counted(
          count, one: "the log does not hold in \(count) place: ! names it.",
          other: "the log does not hold in \(count) places: ! names them."), details: details)
    } catch  where control.isStopped {
      return JobEnd(.stopped, "stopped; nothing is known.")
    }
  }
}

/// An import that a person watches in the console.
private struct JobImportWatch: ImportWatch {
  let control: JobControl

  var isStopped: Bool { control.isStopped }

  func begin() {}

  func show(messages: Int, _ progress: ImportProgress) {
    let percent = progress.total.flatMap { $0 > 0 ? min(100, progress.done * 100 / $0) : nil }
    control.show(
      JobProgress(
        .counted(messages, one: "\(messages) message", other: "\(messages) messages"), percent: percent))
  }

  func clear() {}
}
