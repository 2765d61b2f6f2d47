import CaseStore
import Casework
import Foundation
import GRDB
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

  /// A page whose rows stand out of order sends whoever follows it back, or far ahead.
  @Test func aNumberThatRotsEndsNoReadingAndCostsNoOtherPage() throws {
    let letters = (0..<300).map { letter("Noise", "Loud music, night \($0).", id: "\($0)@x") }
    _ = try fixture.store.take(in: letters, by: StoreFixture.sam, at: StoreFixture.now)
    let copy = fixture.folder.appending(path: "copy.sqlite").path
    let whole = try bytesOfOneFile()
    let leaf = try #require(
      try fixture.integer("SELECT min(pageno) FROM dbstat WHERE name = 'record' AND pagetype = 'leaf'"))
    let page = (leaf - 1) * 8192
    let cells = Int(whole[page + 3]) << 8 | Int(whole[page + 4])
    #expect(cells > 20 && cells < 150)
    for cell in 0..<cells {
      let pointer = page + 8 + 2 * cell
      var place = page + (Int(whole[pointer]) << 8 | Int(whole[pointer + 1]))
      // After the length of the row stands its number, seven bits a byte.
      while whole[place] & 0x80 != 0 { place += 1 }
      var rotten = whole
      rotten[place + 1] ^= 1 << UInt8(cell % 8)
      try rotten.write(to: URL(filePath: copy))
      let store = try CaseStore.openForSalvage(at: copy, rulebook: shippedRules)
      var found: Set<String> = []
      var handed = 0
      try store.eachRecord(.all, today: fixture.today, for: StoreFixture.sam) {
        handed += 1
        guard handed <= 1000 else { throw Endless() }
        found.insert($0.reference)
      }
      #expect(found.count >= letters.count - cells && handed <= letters.count + 1, "row \(cell)")
    }
  }

  private struct Endless: Error {}

  private func bytesOfOneFile() throws -> Data {
    let queue = try DatabaseQueue(path: fixture.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try queue.close()
    return try Data(contentsOf: URL(filePath: fixture.path))
  }
}
