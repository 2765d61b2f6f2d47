import CaseImport
import CaseStore
import Casework
import Glibc

/// A long import: messages are read by workers while those before them are written.
///
/// Repeatable and resumable: what is in the store already is counted as a duplicate. Batches of at most 2,000
/// messages or 16 MiB, so that other people's changes wait a moment at most.
struct MailImport {
  struct Outcome {
    var counts = ImportCounts()
    var problems: [ImportProblem] = []
    var isInterrupted = false
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
    var interruption = Interruption()
    var progress = ProgressLine(started: Workplace.now)
    try failing { try store.beginImport() }
    var parsed: [IncomingMail] = []
    while true {
      let batch = interruption.isRequested ? [] : Self.nextBatch(&source)
      let pool = pool
      async let upcoming = pool.parse(batch)
      if !parsed.isEmpty {
        outcome.counts += try failing {
          try store.take(in: parsed, closed: closed, by: actor, at: Workplace.now)
        }
      }
      parsed = await upcoming
      progress.show(messages: outcome.counts.read, source.progress, now: Workplace.now)
      guard !parsed.isEmpty else { break }
    }
    try failing { try store.finishImport() }
    progress.clear()
    outcome.problems = source.problems
    outcome.isInterrupted = interruption.isRequested
    return outcome
  }

  private static func nextBatch(_ source: inout MailSource) -> [RawMail] {
    var batch: [RawMail] = []
    var bytes = 0
    while batch.count < 2000, bytes < 16 << 20, let mail = source.next() {
      batch.append(mail)
      bytes += mail.raw.count
    }
    return batch
  }
}

/// `^C` during a long job: held back until the job asks, so that nothing is left half done.
struct Interruption {
  private(set) var wasSeen = false

  /// Blocks SIGINT for this process and the workers it starts from now on.
  init() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  var isRequested: Bool {
    mutating get {
      var pending = sigset_t()
      sigpending(&pending)
      wasSeen = wasSeen || sigismember(&pending, SIGINT) == 1
      return wasSeen
    }
  }
}
