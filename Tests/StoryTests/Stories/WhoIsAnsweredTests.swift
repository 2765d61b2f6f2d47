import CaseStore
import Casework
import Dispatch
import Foundation
import Synchronization
import Terminal
import TerminalHarness
import Testing

@testable import Console
@testable import casebook

/// What the console asks for is answered to nobody with what is not for that person: every request has a row here.
@Suite struct WhoIsAnsweredTests {
  /// One for each case of ``Request``.
  enum Row: CaseIterable {
    case rows, search, count, countBefore, ask, view, open, sheet, perform, preview, rowsToTag, lists, save
    case openIdentity, seal, closeVault, tally, saveQueue, deleteQueue, startJob, stopJob, demo, compose,
      drafts
    case draft, keepDraft, dropDraft, redraw, suspend, mouse, quit
  }

  /// A new request does not compile before it has a row, and fails before it has a sample.
  private static func row(of request: Request) -> Row {
    switch request {
    case .rows: .rows
    case .search: .search
    case .count: .count
    case .countBefore: .countBefore
    case .ask(.matches), .ask(.suggestions), .ask(.tellingWords): .ask
    case .view: .view
    case .open: .open
    case .sheet(.coverage), .sheet(.attendance), .sheet(.trend): .sheet
    case .perform: .perform
    case .preview: .preview
    case .rowsToTag: .rowsToTag
    case .lists: .lists
    case .save: .save
    case .openIdentity: .openIdentity
    case .seal: .seal
    case .closeVault: .closeVault
    case .tally: .tally
    case .saveQueue: .saveQueue
    case .deleteQueue: .deleteQueue
    case .startJob: .startJob
    case .stopJob: .stopJob
    case .demo: .demo
    case .compose: .compose
    case .drafts: .drafts
    case .draft: .draft
    case .keepDraft: .keepDraft
    case .dropDraft: .dropDraft
    case .redraw: .redraw
    case .suspend: .suspend
    case .mouse: .mouse
    case .quit: .quit
    }
  }

  /// Whether it is answered at all; the others are for the terminal, or only tell the runner something.
  private static func isAnswered(_ row: Row) -> Bool {
    switch row {
    case .closeVault, .stopJob, .demo, .compose, .dropDraft, .redraw, .suspend, .mouse, .quit: false
    default: true
    }
  }

  /// About everything: what is not for the person is not among it.
  private static func general(_ account: String, _ folder: String, today: Day) throws -> [Request] {
    let words = try QueryParser.parse("w* OR n* OR b* OR d* OR q*", today: today, actor: account)
    let page = ListRequest(.all, limit: 200, today: today)
    let queue = SavedQueue(
      pane: .correspondence, title: "Mine of \(account)", key: "9", query: "is:open", order: .newest,
      keeper: account, isShared: false)
    let draft = DraftPlace(form: "note", reference: "COR-26-0001")
    return [
      .rows(page, generation: 1),
      .search(words, ListSort(.newest), from: .first, limit: 200, generation: 2),
      .count(words, generation: 3), .countBefore(page, generation: 4),
      .ask(.suggestions(try QueryParser.parse("wombattow", today: today, actor: account), generation: 4)),
      .rowsToTag(.all, .add), .lists, .tally([QueueQuestion(text: "w*", query: words)], generation: 6),
      .saveQueue(queue), .deleteQueue(queue), .drafts,
      .keepDraft(Draft(place: draft, revision: 1, at: Workplace.now, texts: ["text": "x"])),
      .dropDraft(draft),
      .startJob(JobOrder(.export, path: folder + "/\(account).json"), id: 7),
      .startJob(JobOrder(.verify), id: 8), .stopJob(9), .closeVault, .redraw, .suspend, .mouse(true), .quit,
      .demo, .compose("x", about: "x"),
    ]
  }

  /// About one record by its name.
  private static func naming(
    _ reference: String, today: Day, digests: [String], in folder: String
  ) -> [Request] {
    let note = Change(.act(.note("x"), on: reference, seen: nil))
    return [
      .view(reference: reference), .open(reference: reference, reason: "x"),
      .ask(.matches(.all, reference: reference)), .ask(.tellingWords(reference: reference)),
      .sheet(.attendance(group: reference, year: 2026)), .perform(note),
      .perform(Change(.undo(reference: reference))),
      .preview(Change(.bulk(.each(.note("x")), on: [BulkTarget(reference, seen: nil)]))),
      .openIdentity(reference: reference, passphrase: Passphrase("four words of mine")),
      .seal(ParticipantIdentity([.name: "x"]), reference: reference),
      .draft(DraftPlace(form: "note", reference: reference)),
    ] + digests.map { .save(digest: $0, part: 0, path: folder + "/" + UUID().uuidString) }
  }

  @Test func everyRequestHasASample() throws {
    let today = Workplace.now.londonDay
    let samples =
      try Self.general("cas", "/tmp", today: today)
      + Self.naming("COR-26-0001", today: today, digests: [""], in: "/tmp")
    #expect(Set(samples.map(Self.row)) == Set(Row.allCases))
  }

  @Test func noAnswerHoldsWhatIsNotForWhoAsked() throws {
    let closed = try ClosedOffice()
    let folder = closed.office.folder + "/files"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let digests = try closed.office.sqlite("SELECT lower(hex(digest)) FROM blob").split(separator: "\n")
      .map(String.init)
    let today = Workplace.now.londonDay
    // By role, by name, by a wall, and who keeps the office without reading.
    for account in ["adm", "aud", "cas", "nam", "wal"] {
      let place = StorePlace(path: closed.office.storePath, behalf: account)
      let workplace = try Workplace(storePath: place)
      let (store, actor) = try workplace.enterUnasked()
      let runner = try RequestRunner(workplace, store: store, actor: actor, waker: Waker())
      runner.begin()
      for request in try Self.general(account, folder, today: today) {
        let said =
          if case .startJob(let order, _) = request {
            try Self.end(of: order, in: workplace, store)
          } else { try Self.answer(to: request, from: runner) }
        #expect(closed.leaks(in: said, to: account) == [], "\(Self.row(of: request)) as \(account)")
        // Who may see it is shown it: else silence would prove nothing.
        guard case .rows = request else { continue }
        for secret in closed.secrets where secret.isOpen(to: account) {
          #expect(said.contains(secret.reference), "\(secret.name) to \(account)")
        }
      }
      for secret in closed.secrets where !secret.isOpen(to: account) {
        for request in Self.naming(secret.reference, today: today, digests: digests, in: folder) {
          let said = try Self.answer(to: request, from: runner)
            .replacing(secret.reference, with: "REF")
          #expect(closed.leaks(in: said, to: account) == [], "\(Self.row(of: request)) as \(account)")
          guard case .save = request else {
            // What is not for somebody answers like what is not there.
            let none = Self.naming("COR-26-0999", today: today, digests: [], in: folder)
              .first { Self.isAlike($0, request) }
            if let none {
              let other = try Self.answer(to: none, from: runner).replacing("COR-26-0999", with: "REF")
              #expect(said == other, "\(Self.row(of: request)) as \(account)")
            }
            continue
          }
        }
      }
      runner.finish()
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        let path = folder + "/" + name
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        #expect(closed.leaks(in: text, to: account) == [], "\(name) as \(account)")
        try FileManager.default.removeItem(atPath: path)
      }
    }
    #expect(try closed.office.isSound)
  }

  /// The same request of another record.
  private static func isAlike(_ one: Request, _ other: Request) -> Bool {
    guard row(of: one) == row(of: other) else { return false }
    return switch (one, other) {
    case (.ask(.matches), .ask(let question)): if case .matches = question { true } else { false }
    case (.ask(.tellingWords), .ask(let question)): if case .tellingWords = question { true } else { false }
    case (.perform(let change), .perform(let its)):
      switch (change.what, its.what) {
      case (.act, .act), (.undo, .undo): true
      default: false
      }
    default: true
    }
  }

  /// What the job says at its end. It is done on a thread of its own: the tests keep those of all other tasks.
  private static func end(of order: JobOrder, in workplace: Workplace, _ store: CaseStore) throws -> String {
    let work = JobWork(workplace: workplace, store: store, order: order, control: JobControl { _ in })
    let said = Mutex("")
    let done = DispatchSemaphore(value: 0)
    Task.detached(executorPreference: OwnThread()) {
      let end: String
      do { end = String(describing: try await work.run()) } catch { end = String(describing: error) }
      said.withLock { $0 = end }
      done.signal()
    }
    guard done.wait(timeout: .now() + 60) == .success else {
      throw HarnessError(description: "the job \(order.kind) never ends")
    }
    return said.withLock { $0 }
  }

  private final class OwnThread: TaskExecutor {
    private let queue = DispatchQueue(label: "job")

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }

  /// All that is said until the request is answered, with every value in it.
  private static func answer(to request: Request, from runner: RequestRunner) throws -> String {
    var said = ""
    func take(_ reply: Reply) -> Bool {
      if case .changedElsewhere = reply { return false }
      dump(reply, to: &said)
      if case .progress = reply { return false }
      return true
    }
    if let reply = runner.run(request) {
      _ = take(reply)
      return said
    }
    guard isAnswered(row(of: request)) else {
      runner.changes.sync {}
      return said
    }
    let deadline = Deadline(seconds: 30)
    while !deadline.hasPassed {
      for reply in runner.arrived() where take(reply) { return said }
      usleep(1000)
    }
    throw HarnessError(description: "\(row(of: request)) is never answered")
  }
}
