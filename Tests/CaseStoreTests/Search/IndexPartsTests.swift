import Casework
import GRDB
import Testing

@testable import CaseStore

/// What many imports leave behind: an index in parts, each of which a search must look into.
@Suite struct IndexPartsTests {
  private let office: StoreFixture

  init() throws {
    office = try StoreFixture()
    for number in 0..<6 {
      try office.take(
        letter("Bins \(number)", "The bins were not emptied, number \(number).", id: "\(number)@x"))
    }
  }

  private func parts() throws -> Int {
    try office.store.pool.read {
      try Int.fetchOne($0, sql: "SELECT count(DISTINCT segid) FROM search_idx") ?? 0
    }
  }

  @Test func thePartsBecomeOneAndNothingElseChanges() throws {
    let found = try office.references("emptied")
    let head = try office.store.verify().head
    #expect(try parts() > 1)
    office.store.joinIndexParts(after: 50_000)
    #expect(try parts() == 1)
    #expect(try office.references("emptied") == found && found.count == 6)
    #expect(try office.store.verify().head == head)
    try office.requireSound()
  }

  /// A few letters are not worth the while of others.
  @Test func aFewRecordsLeaveTheIndexAsItIs() throws {
    let before = try parts()
    office.store.joinIndexParts(after: 6)
    #expect(try parts() == before)
    office.store.joinIndexParts(after: 50_000) { false }
    #expect(try parts() == before)
    office.store.joinIndexParts(after: 50_000)
    #expect(try parts() == 1)
  }

  /// What came is in the store: that the index cannot be put in order now stops nothing.
  @Test func aStoreThatCannotBeWrittenNowStaysAsItIs() throws {
    let before = try parts()
    try office.store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
    office.store.joinIndexParts(after: 50_000)
    try office.store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 0") }
    #expect(try parts() == before)
    try office.requireSound()
  }

  /// While many come at once the index joins nothing, so that it leaves nothing unused behind; that is no setting of the
  /// store's, and the parts are joined afterwards. Words are counted as the index has them.
  @Test func manyLettersLeaveAPartOfTheirOwn() throws {
    var mill = LetterMill(seed: 3)
    let before = try parts()
    _ = try office.store.take(in: mill.letters(1300), by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try parts() > before)
    #expect(try office.integer("SELECT count(*) FROM search_config WHERE k = 'automerge'") == 0)
    try office.requireSound()
    office.store.joinNewIndexParts { true }
    office.store.joinIndexParts(after: 50_000)
    #expect(try parts() == 1)
    #expect(try office.references("emptied").count == 6)
    try office.requireSound()
  }
}
