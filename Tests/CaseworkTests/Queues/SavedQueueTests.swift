import Casework
import Testing

/// What a queue may be called, which key opens it, and whose it is.
@Suite struct SavedQueueTests {
  private let sam = Actor(name: "sam", roles: [.caseworker], host: "desk4")
  private let ships = [Queue("l", "late", "what is late", "kind:case is:overdue")]
  private let today = Day("2026-11-20") ?? Day(number: 0)

  private func queue(
    _ title: String, key: Character = "d", query: String = "kind:case theme:dogs", by keeper: String = "sam",
    shared: Bool = false
  ) -> SavedQueue {
    SavedQueue(
      pane: .correspondence, title: title, key: key, query: query, order: .due, keeper: keeper,
      isShared: shared)
  }

  private func refusal(of queue: SavedQueue, beside others: [SavedQueue] = []) -> QueueRefusal? {
    do throws(QueueRefusal) {
      try queue.check(ships: ships, others: others, days: DayReader(today: today))
      return nil
    } catch { return error }
  }

  @Test func aQueueComesBackFromTheStoreAsItWas() {
    for kept in [queue("Dogs, all"), queue("Dogs, all", shared: true)] {
      #expect(SavedQueue(name: kept.name, json: kept.json) == kept)
    }
    #expect(queue("Dogs").name != queue("Dogs", by: "ann").name)
    #expect(queue("Dogs", shared: true).name == queue("Dogs", by: "ann", shared: true).name)
  }

  @Test func aNameIsOneLineAndIsNotThatOfAQueueThatShips() {
    #expect(refusal(of: queue("Dogs")) == nil)
    #expect(refusal(of: queue(" ")) == .badTitle(" "))
    #expect(refusal(of: queue("a/b")) == .badTitle("a/b"))
    #expect(refusal(of: queue("two\nlines")) == .badTitle("two\nlines"))
    let long = String(repeating: "x", count: 41)
    #expect(refusal(of: queue(long)) == .badTitle(long))
    #expect(refusal(of: queue("Late")) == .titleShips("Late"))
  }

  @Test func aKeyOpensOneQueueAlone() {
    #expect(refusal(of: queue("Dogs", key: "l")) == .keyTaken("l", by: "late"))
    #expect(refusal(of: queue("Dogs", key: " ")) == .badKey(" "))
    #expect(refusal(of: queue("Dogs"), beside: [queue("Cats")]) == .keyTaken("d", by: "Cats"))
    // Its own former self does not stand in its way, nor what a colleague keeps alone.
    #expect(refusal(of: queue("Dogs"), beside: [queue("Dogs")]) == nil)
    #expect(refusal(of: queue("Dogs"), beside: [queue("Cats", by: "ann")]) == nil)
  }

  @Test func aQueryThatIsNotUnderstoodIsRefusedWithWhatIsWrong() {
    guard case .badQuery? = refusal(of: queue("Dogs", query: "kind:case (")) else {
      Issue.record("the open parenthesis was taken")
      return
    }
  }

  @Test func everyQueueHasAKeyEvenWhenAColleagueTookIt() {
    let saved = [
      queue("Shared dogs", by: "ann", shared: true), queue("My dogs"), queue("Secret", by: "ann"),
    ]
    let listed = ListedQueue.all(of: .correspondence, ships: ships, saved: saved, for: sam)
    #expect(listed.map { $0.queue.name.text() } == ["late", "My dogs", "Shared dogs"])
    #expect(listed.map(\.queue.key) == ["l", "d", "s"])
    #expect(listed[0].kept == nil && listed[1].kept == saved[1])
  }
}
