import CaseStore
import Casework
import TestOffice
import Testing

/// What can be read of a store in which rows stand where no program put them.
@Suite struct SalvageTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  /// From the last record to the end of all numbers nobody counts one by one.
  @Test func aRowAtTheEndOfAllNumbersKeepsNobodyFromTheOthers() throws {
    let references = try (0..<3).map { _ in try fixture.create() }
    try fixture.edit(
      """
      INSERT INTO record SELECT * FROM (SELECT 9223372036854775807, zeroblob(16), kind, 'COR-99-0001', revision, title,
        stage, isOpen, owner, team, place, channel, party, parent, received, due, closed, awaitedSince, marking, circle,
        unread, paused FROM record LIMIT 1)
      """)
    let store = try CaseStore.openForSalvage(at: fixture.path, rulebook: shippedRules)
    var found: [String] = []
    try store.eachRecord(.all, today: fixture.today, for: StoreFixture.sam) { found.append($0.reference) }
    #expect(found == references)
    var entries: [Int] = []
    try store.eachEntry { entries.append($0.seq) }
    let last = try #require(try fixture.integer("SELECT max(seq) FROM audit"))
    #expect(entries == Array(1...last))
    #expect(store.lostRows == 0)
  }

  @Test func noRowIsCountedAsLostWhereNumbersAreMissing() throws {
    let references = try (0..<5).map { _ in try fixture.create() }
    try fixture.undo()
    let last = try fixture.create()
    let store = try CaseStore.openForSalvage(at: fixture.path, rulebook: shippedRules)
    var found: [String] = []
    try store.eachRecord(.all, today: fixture.today, for: StoreFixture.sam) { found.append($0.reference) }
    #expect(found == references.dropLast() + [last] && store.lostRows == 0)
  }
}
