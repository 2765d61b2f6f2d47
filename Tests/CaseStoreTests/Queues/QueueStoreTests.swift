import CaseStore
import Casework
import Testing

/// Queues are kept with the office's settings, and counted as their lists are read.
@Suite struct QueueStoreTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  private func queue(
    _ title: String, query: String = "kind:case theme:dogs", by keeper: String, shared: Bool = false
  ) -> SavedQueue {
    SavedQueue(
      pane: .correspondence, title: title, key: "d", query: query, order: .due, keeper: keeper,
      isShared: shared)
  }

  @Test func whatIsKeptIsLoggedLikeAnyOtherSetting() throws {
    let dogs = queue("Dogs", by: "ann", shared: true)
    try fixture.store.save(dogs, by: StoreFixture.ann, at: StoreFixture.now)
    #expect(try fixture.store.settings(SavedQueue.self) == [dogs])
    let entry = try #require(try fixture.entries().last)
    #expect(entry.kind == "queue" && entry.reference == "correspondence/Dogs" && entry.actor == "ann")
    try fixture.store.delete(dogs, by: StoreFixture.ann, at: StoreFixture.now)
    #expect(try fixture.store.settings(SavedQueue.self).isEmpty)
    try fixture.requireSound()
  }

  @Test func onlyWhoSharedAQueueOrAnAdministratorChangesIt() throws {
    let admins = queue("Dogs", by: "sam", shared: true)
    try fixture.store.save(admins, by: StoreFixture.sam, at: StoreFixture.now)
    let other = queue("Dogs", query: "kind:case", by: "ann", shared: true)
    let refused = storeError { try fixture.store.save(other, by: StoreFixture.ann, at: StoreFixture.now) }
    #expect(refused == .queue(.keptBy("sam", title: "Dogs")))
    let kept = storeError { try fixture.store.delete(admins, by: StoreFixture.ann, at: StoreFixture.now) }
    #expect(kept == .queue(.keptBy("sam", title: "Dogs")))
    let anns = queue("Cats", by: "ann", shared: true)
    try fixture.store.save(anns, by: StoreFixture.ann, at: StoreFixture.now)
    try fixture.store.delete(anns, by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try fixture.store.settings(SavedQueue.self) == [admins])
  }

  @Test func aReaderKeepsAQueueAndSharesNone() throws {
    let auditor = Actor(name: "aud", roles: [.auditor], host: "desk9")
    try fixture.store.save(queue("Dogs", by: "aud"), by: auditor, at: StoreFixture.now)
    let refused = storeError {
      try fixture.store.save(queue("Cats", by: "aud", shared: true), by: auditor, at: StoreFixture.now)
    }
    #expect(refused == .refused(.notPermitted(.work)))
  }

  @Test func aTallySaysHowPressingWhatAQueueHoldsIs() throws {
    let today = fixture.today
    for days in [60, 30, 1, 0] {
      _ = try fixture.create([
        "received": .string((today - days).description), "themes": ["dogs"],
      ])
    }
    let closed = try fixture.create(["themes": ["dogs"]])
    try fixture.act(.close(.answered), on: closed, reason: "Said on the telephone")
    func tally(_ text: String) throws -> QueueTally {
      let query = try QueryParser.parse(text, today: today, actor: "sam")
      return try fixture.store.tally(query, today: today, for: StoreFixture.sam)
    }
    for text in ["kind:case theme:dogs", "kind:case", "is:open", "quad", "quad is:open", "nothing"] {
      let counted = try tally(text)
      #expect(try counted.total == fixture.references(text).count, "\(text)")
      #expect(try counted.late == fixture.references("\(text) is:open is:overdue").count, "\(text)")
      let week = "due:today..\(today + QueueTally.soonDays)"
      #expect(try counted.soon == fixture.references("\(text) is:open \(week)").count, "\(text)")
    }
    #expect(try tally("kind:case").late > 0 && tally("kind:case").total == 5)
  }

  @Test func aStoreIsEmptyUntilTheFirstRecord() throws {
    #expect(try fixture.store.isEmpty())
    _ = try fixture.create()
    #expect(try !fixture.store.isEmpty())
  }

  @Test func anImportOfComplaintsThatIsStoppedLeavesNothing() throws {
    struct Stopped: Error {}
    let drafts = (1...2500).map {
      ComplaintDraft(reference: "CO/\($0)/26", received: fixture.today - 40, line: $0 + 1)
    }
    let file = ComplaintFile(
      name: "june.csv", raw: Array("reference".utf8), rows: 2500, drafts: drafts, problems: [],
      refusedRows: 0, rejected: nil)
    let before = try fixture.entries().count
    var told: [Int] = []
    let error = storeError {
      _ = try fixture.store.file(file, by: StoreFixture.sam, at: StoreFixture.now) { done in
        told.append(done)
        if done == 2000 { throw Stopped() }
      }
    }
    #expect(error != nil && told == [1000, 2000])
    #expect(try fixture.references("kind:complaint") == [] && fixture.entries().count == before)
    try fixture.requireSound()
  }
}
