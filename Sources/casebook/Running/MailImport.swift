import CaseImport
import CaseStore
import Casework
import Glibc

/// A long import: messages are read by workers while those before them are written.
///
/// Repeatable and resumable: what is in the store already is counted as a duplicate. It is written batch by batch, so
/// that other people's changes wait a moment at most.
struct MailImport {
  struct Outcome {
    var counts = ImportCounts()
    var problems: [ImportProblem] = []
    /// The campaigns that new letters belong to, the largest first.
    var campaigns: [CampaignLine] = []
    var isInterrupted = false
    /// What ended it early. The batches before stay.
    var failure: Failure?
    /// Whether what was written could not be brought to the disk at the end.
    var isUnsafe = false

    /// Nil when no new letter is one of many.
    var news: Message? {
      guard let largest = campaigns.first else { return nil }
      return campaigns.count == 1
        ? "New letters belong to a campaign of \(largest.cases) cases, which begins with \(largest.reference): 'casebook campaign show \(largest.reference)' compares them."
        : "New letters belong to \(campaigns.count) campaigns, the largest of \(largest.cases) cases: 'casebook campaign list' has them."
    }
  }

  /// How much is written at once.
  struct Batch {
    let messages: Int
    let bytes: Int

    /// For a command that does nothing else.
    static let large = Batch(messages: 4000, bytes: 16 << 20)
    /// For work beside a person: a tenth of a second or so.
    static let small = Batch(messages: 400, bytes: 2 << 20)
  }

  /// More new cases than these are an archive, and no campaign of today.
  private static let mostToCompare = 20_000

  /// Each batch leaves a part of the search index: of so many, one is made.
  private static let batchesToJoin = 8

  private let store: CaseStore
  private let actor: Actor
  private let closed: Bool
  private let batch: Batch
  private let pool: ParsingPool

  init(store: CaseStore, actor: Actor, closed: Bool, batch: Batch = .large) throws {
    self.store = store
    self.actor = actor
    self.closed = closed
    self.batch = batch
    self.pool = try failing { try ParsingPool(executable: MailReaderProgram.path) }
  }

  func run(_ source: consuming MailSource, watch: some ImportWatch) async throws -> Outcome {
    var source = source
    var outcome = Outcome()
    let newest = try failing { try store.newestRow() }
    var watch = watch
    watch.begin()
    try failing { try store.beginImport() }
    var prepared: MailBatch?
    // The first batches are small, so that the writing begins at once.
    var batch = Batch(messages: min(500, batch.messages), bytes: batch.bytes)
    var batches = 0
    while true {
      let (size, isStopped, before) = (batch, watch.isStopped, source)
      async let upcoming = read(isStopped ? nil : size, of: before)
      if let prepared { outcome.failure = write(prepared, adding: &outcome.counts) }
      (prepared, source) = await upcoming
      watch.show(messages: outcome.counts.read, source.progress)
      guard prepared != nil, outcome.failure == nil else { break }
      // Whoever waits at the writers' gate looks every half millisecond: between two batches it must see it open.
      try? await Task.sleep(for: .milliseconds(2))
      batch = Batch(messages: min(2 * batch.messages, self.batch.messages), bytes: batch.bytes)
      batches += 1
      if batches.isMultiple(of: Self.batchesToJoin) { store.joinNewIndexParts { !watch.isStopped } }
    }
    if outcome.failure == nil {
      store.joinIndexParts(after: outcome.counts.new + outcome.counts.joined) { !watch.isStopped }
    }
    do {
      try store.finishImport()
    } catch {
      outcome.failure = outcome.failure ?? Failure(error)
      outcome.isUnsafe = true
    }
    if !closed, (1...Self.mostToCompare).contains(outcome.counts.new) {
      // The letters are in, whether or not they could be compared.
      outcome.campaigns = (try? store.campaigns(for: actor, withCasesAfter: newest)) ?? []
    }
    watch.clear()
    outcome.problems = source.problems
    outcome.isInterrupted = watch.isStopped
    return outcome
  }

  private func write(_ batch: MailBatch, adding counts: inout ImportCounts) -> Failure? {
    do {
      counts += try store.take(in: batch, by: actor, at: Workplace.now)
      return nil
    } catch {
      return Failure(error)
    }
  }

  /// The next messages, taken apart and prepared, and what comes after them; nil when there are none.
  ///
  /// - Parameter batch: nil when no more are wanted.
  private func read(_ batch: Batch?, of source: MailSource) async -> (MailBatch?, MailSource) {
    guard let batch else { return (nil, source) }
    var source = source
    var mails: [RawMail] = []
    var bytes = 0
    while mails.count < batch.messages, bytes < batch.bytes, let mail = source.next() {
      mails.append(mail)
      bytes += mail.raw.count
    }
    guard !mails.isEmpty else { return (nil, source) }
    return (store.prepare(pool.parse(mails), closed: closed, at: Workplace.now), source)
  }
}
