import CaseImport
import CaseStore
import Casework
import Glibc

/// A long import: messages are read by workers while those before them are written.
///
/// Repeatable and resumable: what is in the store already is counted as a duplicate. Batches of at most 4,000
/// messages or 16 MiB, so that other people's changes wait a moment at most.
struct MailImport {
  struct Outcome {
    var counts = ImportCounts()
    var problems: [ImportProblem] = []
    var isInterrupted = false
    /// What ended it early. The batches before stay.
    var failure: Failure?
  }

  private let store: CaseStore
  private let actor: Actor
  private let closed: Bool
  private let pool: ParsingPool

  init(store: CaseStore, actor: Actor, closed: Bool) throws {
    self.store = store
    self.actor = actor
    self.closed = closed
    self.pool = try failing { try ParsingPool(executable: MailReaderProgram.path) }
  }

  func run(_ source: consuming MailSource) async throws -> Outcome {
    var source = source
    var outcome = Outcome()
    Interruption.hold()
    var progress = ProgressLine(started: Workplace.now)
    try failing { try store.beginImport() }
    var parsed: [IncomingMail] = []
    while true {
      let batch = Interruption.isRequested ? [] : Self.nextBatch(&source)
      let pool = pool
      async let upcoming = pool.parse(batch)
      if !parsed.isEmpty {
        outcome.failure = write(parsed, adding: &outcome.counts)
      }
      parsed = await upcoming
      progress.show(messages: outcome.counts.read, source.progress, now: Workplace.now)
      guard !parsed.isEmpty, outcome.failure == nil else { break }
    }
    do {
      try store.finishImport()
    } catch {
      outcome.failure = outcome.failure ?? Failure(error)
    }
    progress.clear()
    outcome.problems = source.problems
    outcome.isInterrupted = Interruption.isRequested
    return outcome
  }

  private func write(_ batch: [IncomingMail], adding counts: inout ImportCounts) -> Failure? {
    do {
      counts += try store.take(in: batch, closed: closed, by: actor, at: Workplace.now)
      return nil
    } catch {
      return Failure(error)
    }
  }

  private static func nextBatch(_ source: inout MailSource) -> [RawMail] {
    var batch: [RawMail] = []
    var bytes = 0
    while batch.count < 4000, bytes < 16 << 20, let mail = source.next() {
      batch.append(mail)
      bytes += mail.raw.count
    }
    return batch
  }
}
