import CaseStore
import Casework
import Dispatch
import Synchronization
import Testing

/// Keys come faster than answers: each ends the search before it, at whatever moment that is.
@Suite struct InterruptedSearchTests {
  private let fixture: StoreFixture
  private let today = StoreFixture.now.londonDay

  init() throws {
    fixture = try StoreFixture()
    var mill = LetterMill(seed: 5)
    _ = try fixture.store.take(in: mill.letters(50), by: StoreFixture.sam, at: StoreFixture.now)
  }

  @Test func aSearchMayBeEndedAtAnyMoment() throws {
    let live = try interrupted { [today] in _ = try $0.search(.prefix("po"), today: today) }
    #expect(try live.search(.prefix("po"), today: today) != nil)
  }

  /// Counting and offering other words make the index's tokenizer anew, which is no moment to end the program.
  @Test func aCountOrAnOfferMayBeEndedAtAnyMoment() throws {
    let live = try interrupted { [today] in
      _ = try $0.count(.prefix("po"), today: today)
      _ = try $0.suggestions(for: .word("polcie"))
      _ = try $0.search(.prefix("po"), sort: ListSort(.best), today: today)
    }
    #expect(try live.count(.prefix("po"), today: today) ?? 0 > 0)
  }

  /// The first question of a search makes ready what all others use: that too may be ended.
  @Test func theFirstQuestionMayBeEndedAtAnyMoment() throws {
    for _ in 0..<20 {
      _ = try interrupted(times: 3) { [today] in
        _ = try $0.search(.prefix("po"), sort: ListSort(.best), today: today)
      }
    }
  }

  /// Asks again and again while somebody interrupts as often as can be.
  private func interrupted(
    times: Int = 300, _ ask: (LiveSearch) throws -> Void
  ) throws -> LiveSearch {
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    let isOver = Atomic(false)
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      while !isOver.load(ordering: .relaxed) { live.interrupt() }
    }
    defer {
      isOver.store(true, ordering: .relaxed)
      group.wait()
    }
    for _ in 0..<times { try ask(live) }
    return live
  }
}
