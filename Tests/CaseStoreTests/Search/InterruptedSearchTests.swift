import CaseStore
import Casework
import Dispatch
import Synchronization
import Testing

/// Keys come faster than answers: each ends the search before it, at whatever moment that is.
@Suite struct InterruptedSearchTests {
  @Test func aSearchMayBeEndedAtAnyMoment() throws {
    let fixture = try StoreFixture()
    var mill = LetterMill(seed: 5)
    _ = try fixture.store.take(in: mill.letters(50), by: StoreFixture.sam, at: StoreFixture.now)
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    let isOver = Atomic(false)
    let (store, group) = (live, DispatchGroup())
    DispatchQueue.global().async(group: group) {
      while !isOver.load(ordering: .relaxed) { store.interrupt() }
    }
    for _ in 0..<300 { _ = try live.search(.prefix("po"), today: StoreFixture.now.londonDay) }
    isOver.store(true, ordering: .relaxed)
    group.wait()
    #expect(try live.search(.prefix("po"), today: StoreFixture.now.londonDay) != nil)
  }

  /// Counting and offering other words make the index's tokenizer anew, which is no moment to end the program.
  @Test func aCountOrAnOfferMayBeEndedAtAnyMoment() throws {
    let fixture = try StoreFixture()
    var mill = LetterMill(seed: 5)
    _ = try fixture.store.take(in: mill.letters(50), by: StoreFixture.sam, at: StoreFixture.now)
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    let isOver = Atomic(false)
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      while !isOver.load(ordering: .relaxed) { live.interrupt() }
    }
    let today = StoreFixture.now.londonDay
    for _ in 0..<300 {
      _ = try live.count(.prefix("po"), today: today)
      _ = try live.suggestions(for: .word("polcie"))
      _ = try live.search(.prefix("po"), sort: ListSort(.best), today: today)
    }
    isOver.store(true, ordering: .relaxed)
    group.wait()
    #expect(try live.count(.prefix("po"), today: today) ?? 0 > 0)
  }
}
