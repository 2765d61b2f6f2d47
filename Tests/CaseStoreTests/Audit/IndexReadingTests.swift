import CaseStore
import Casework
import Foundation
import GRDB
import TestOffice
import Testing

/// The check reads the pages of the search index and the tables beside the records by itself, because that is faster than
/// asking for each word and each record. What it no longer asks for must not hide anything.
@Suite struct IndexReadingTests {
  private let fixture: StoreFixture

  /// Texts that go over several pages, words that many records have, words that were taken away and came back.
  init() throws {
    fixture = try StoreFixture()
    try fixture.take(letter("Noise", "Loud at night, every night, since the club has new owners.", id: "1@x"))
    let words = (0..<3000).map { "word\($0 * 7919 % 100_000)" }.joined(separator: " ")
    let long = try fixture.create(["title": "Many words"], text: words)
    _ = try fixture.create(["title": "One word"], text: String(repeating: "again ", count: 9000))
    for number in 0..<40 {
      let reference = try fixture.create(
        ["title": .string("Dogs \(number)")], text: "They bark again and again.")
      if number % 4 == 0 {
        try fixture.act(.set(["title": .string("Cats \(number)"), "place": "mon"]), on: reference)
      }
      if number % 8 == 0 { try fixture.act(.set(["title": .string("Dogs \(number)")]), on: reference) }
      if number % 10 == 3 { try fixture.undo(reference) }
    }
    try fixture.act(.set(["themes": ["dogs", "speeding"], "owner": "ann"]), on: long)
  }

  @Test func anIndexOfManySegmentsIsSound() throws {
    #expect(try #require(try fixture.integer("SELECT count(DISTINCT segid) FROM search_idx")) > 1)
    #expect(try #require(try fixture.integer("SELECT max(pages) FROM (\(Self.pages))")) > 4)
    try fixture.requireSound()
    try fixture.maintain("INSERT INTO search(search) VALUES ('optimize')")
    try fixture.requireSound()
  }

  private static let pages = "SELECT count(*) AS pages FROM search_data WHERE id > 10 GROUP BY id >> 37"

  static let acts: [(act: String, sql: String)] = [
    ("a row of the contents leads elsewhere", "UPDATE search_idx SET pgno = pgno + 2 WHERE rowid_is_second"),
    ("a row of the contents goes", "DELETE FROM search_idx WHERE rowid_is_second"),
    ("a row of the contents stands too early", "UPDATE search_idx SET term = X'30' WHERE rowid_is_second"),
    (
      "a row of the contents stands too late",
      "UPDATE search_idx SET term = term || 'zz' WHERE rowid_is_second"
    ),
    ("a page goes", "DELETE FROM search_data WHERE id = (SELECT max(id) FROM search_data)"),
    (
      "a segment goes",
      "UPDATE search_data SET block = (SELECT block FROM search_data WHERE id = 1) WHERE id = 10"
    ),
    ("a page is cut", "UPDATE search_data SET block = substr(block, 1, 90) WHERE id > 137438953472"),
    ("a page is empty", "UPDATE search_data SET block = X'' WHERE id > 137438953472"),
  ]

  @Test(arguments: acts.indices)
  func noPageOfTheIndexLosesAWordUnseen(index: Int) throws {
    let (act, sql) = Self.acts[index]
    try fixture.maintain("INSERT INTO search(search) VALUES ('optimize')")
    let second = "term = (SELECT term FROM search_idx ORDER BY segid, term LIMIT 1 OFFSET 1)"
    try fixture.maintain(sql.replacingOccurrences(of: "rowid_is_second", with: second))
    #expect(try !isSound(), "\(act)")
  }

  @Test func noByteOfAPageCanBeChangedUnseen() throws {
    try fixture.maintain("INSERT INTO search(search) VALUES ('optimize')")
    let queue = try DatabaseQueue(path: fixture.path)
    let leaves = try queue.read {
      try Row.fetchAll($0, sql: "SELECT id, block FROM search_data WHERE id > 10 AND id & (31 << 31) = 0")
    }
    try queue.close()
    var looked = 0
    for leaf in leaves {
      let (id, block): (Int64, Data) = (leaf[0], leaf[1])
      // The first two bytes say where a record begins that has no word before it on its page: often none does.
      for place in stride(from: 2 + Int(id % 7), to: block.count, by: 1201) {
        var changed = block
        changed[changed.startIndex + place] ^= 0x10
        try fixture.edit("UPDATE search_data SET block = ? WHERE id = ?", [changed, id])
        #expect(try !isSound(), "byte \(place) of page \(id)")
        looked += 1
      }
      try fixture.edit("UPDATE search_data SET block = ? WHERE id = ?", [block, id])
    }
    #expect(looked > 20)
    try fixture.requireSound()
  }

  static let besides: [String] = [
    "INSERT INTO record_theme VALUES ('dogs', 3)",
    "DELETE FROM record_theme WHERE theme = 'speeding'",
    "UPDATE record_theme SET theme = 'dogz' WHERE theme = 'dogs'",
    "UPDATE record_theme SET record = 3 WHERE theme = 'dogs'",
    "INSERT INTO record_place VALUES ('saltmarsh', 3)",
    "UPDATE record_place SET place = 'Mon' WHERE record = (SELECT min(record) FROM record_place)",
    "INSERT INTO record_reader VALUES ('eve', 0, 2)",
    "INSERT INTO record_reader VALUES ('ann', 1, 2)",
    "INSERT INTO record_value VALUES ('outcome', 'upheld', 2)",
    "UPDATE letter_sketch SET sketch = X'0000000000000001' WHERE record = 2",
    "INSERT INTO letter_sketch VALUES (5, X'0000000000000001')",
    "INSERT INTO letter_key VALUES (7, 1)",
    "INSERT INTO letter_key VALUES (7, 2)",
    "UPDATE record SET title = 'Dogs ' WHERE id = 5",
    "UPDATE record SET place = NULL WHERE place = 'mon'",
    "UPDATE record SET place = '' WHERE id = 5",
    "UPDATE record_body SET body = json_set(body, '$.place', NULL) WHERE id = 5",
  ]

  @Test(arguments: besides)
  func noRowBesideARecordCanBeAddedOrChangedUnseen(sql: String) throws {
    try fixture.maintain(sql)
    #expect(try !isSound())
  }

  private func isSound() throws -> Bool {
    do {
      return try CaseStore.open(at: fixture.path, rulebook: shippedRules).verify().isSound
    } catch {
      return false
    }
  }
}
