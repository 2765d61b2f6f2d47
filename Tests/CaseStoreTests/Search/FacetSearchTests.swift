import CaseStore
import Casework
import Foundation
import GRDB
import Testing

/// Words within a ward, under a theme, of a kind: the index's own answer, against the tables'.
@Suite struct FacetSearchTests {
  private let fixture: StoreFixture
  private let live: LiveSearch
  private let plain: DatabaseQueue

  init() throws {
    fixture = try StoreFixture()
    try fixture.store.save(
      [
        Place(name: "caer", title: "Caer ward", level: "ward", parents: ["saltmarsh"]),
        Place(name: "far", title: "Far ward", level: "ward"),
        Theme(name: "dogs/quads", title: "Quad dogs"), Theme(name: "dogsled", title: "Sleds"),
      ], by: StoreFixture.sam, at: StoreFixture.now)
    var mill = LetterMill(seed: 5)
    _ = try fixture.store.take(in: mill.letters(900), by: StoreFixture.sam, at: StoreFixture.now)
    let places = ["mon", "caer", "saltmarsh", "far"]
    let themes = [["dogs"], ["speeding", "dogs/quads"], ["dogs/quads"], ["dogsled"], ["speeding"]]
    for number in stride(from: 2, to: 700, by: 7) {
      let reference = "COR-26-\(String(repeating: "0", count: 4 - String(number).count))\(number)"
      let values: [String: JSON] = [
        "place": .string(places[number / 7 % 4]), "themes": .array(themes[number / 7 % 5].map(JSON.string)),
      ]
      try fixture.act(.set(values), on: reference)
    }
    // The made-up words are mutations of each other, which the index knows nothing of.
    var reader = StoreFixture.sam
    reader.searchesMutations = false
    live = LiveSearch(fixture.store, for: reader)
    plain = try DatabaseQueue(path: fixture.path)
  }

  private static func lies(in places: String) -> String {
    "record.id IN (SELECT record FROM record_place WHERE place IN (\(places)))"
  }

  private static let isOfDogs =
    "record.id IN (SELECT record FROM record_theme WHERE theme = 'dogs' OR theme GLOB 'dogs/*')"

  /// What narrows the words, and the same in plain SQL.
  private let narrowings: [(query: [Query], sql: String)] = [
    ([.field(.place, .equals("mon"))], lies(in: "'mon'")),
    ([.field(.place, .equals("Caer WARD"))], lies(in: "'caer'")),
    ([.field(.place, .equals("saltmarsh"))], lies(in: "'mon', 'caer', 'saltmarsh'")),
    ([.field(.place, .equals("atlantis"))], "0"),
    ([.not(.field(.place, .equals("atlantis")))], "1"),
    ([.field(.theme, .equals("dogs"))], isOfDogs),
    (
      [.field(.theme, .equals("Dogs")), .field(.place, .equals("mon"))],
      "\(isOfDogs) AND \(lies(in: "'mon'"))"
    ),
    ([.not(.field(.theme, .equals("dogs")))], "NOT \(isOfDogs)"),
    ([.not(.field(.place, .equals("saltmarsh")))], "NOT \(lies(in: "'mon', 'caer', 'saltmarsh'"))"),
    (
      [.not(.field(.theme, .equals("dogs"))), .field(.place, .equals("mon"))],
      "\(lies(in: "'mon'")) AND NOT \(isOfDogs)"
    ),
    ([.field(.kind, .equals("case"))], "record.kind = 'case'"),
    ([.field(.kind, .equals("complaint"))], "record.kind = 'complaint'"),
    ([.not(.field(.kind, .equals("case"))), .field(.channel, .equals("email"))], "0"),
    (
      [.field(.channel, .equals("email")), .field(.theme, .equals("speeding"))],
      "record.channel = 'email' AND record.id IN (SELECT record FROM record_theme WHERE theme = 'speeding')"
    ),
    ([.not(.field(.channel, .equals("email")))], "NOT record.channel = 'email'"),
  ]

  private static let words: [(query: [Query], match: String)] = [
    ([.prefix("b")], "\"b\"*"), ([.prefix("mac")], "\"mac\"*"), ([.prefix("police")], "\"police\"*"),
    ([.word("the"), .prefix("ter")], "\"the\" AND \"ter\"*"), ([.word("police")], "\"police\""),
    ([.phrase("of the"), .not(.word("noise")), .prefix("c")], "\"of the\" AND \"c\"* NOT \"noise\""),
  ]

  @Test(arguments: words.indices)
  func wordsBesideAFacetFindWhatTheTablesHave(_ number: Int) throws {
    let (words, match) = Self.words[number]
    for (narrowing, sql) in narrowings {
      try compare(.and(narrowing + words), match: match, filter: sql)
    }
  }

  private func compare(_ query: Query, match: String, filter: String) throws {
    let from = "FROM search JOIN record ON record.id = search.rowid WHERE search MATCH ? AND \(filter)"
    for (order, sql) in [(ListOrder.newest, "search.rowid DESC"), (.due, "record.due, record.id")] {
      let expected = try plain.read {
        try String.fetchAll($0, sql: "SELECT reference \(from) ORDER BY \(sql) LIMIT 20", arguments: [match])
      }
      let lines = try live.search(query, sort: ListSort(order), today: fixture.today, limit: 20)
      #expect(lines?.map(\.row.reference) == expected, "\(query) \(order)")
    }
    let count = try plain.read { try Int.fetchOne($0, sql: "SELECT count(*) \(from)", arguments: [match]) }
    #expect(try live.count(query, today: fixture.today) == count, "\(query)")
  }

  @Test func whatIsAskedEitherWayIsNoQuestionForTheIndex() throws {
    let either = Query.or([.field(.place, .equals("mon")), .word("dogs")])
    let expected = try plain.read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT reference FROM record WHERE (\(Self.lies(in: "'mon'"))
            OR id IN (SELECT rowid FROM search WHERE search MATCH 'dogs'))
            AND id IN (SELECT rowid FROM search WHERE search MATCH 'police') ORDER BY id DESC LIMIT 30
          """)
    }
    let lines = try live.search(.and([either, .prefix("police")]), today: fixture.today, limit: 30)
    #expect(lines?.map(\.row.reference) == expected)
  }

  // MARK: - Changes

  private func found(_ query: Query) throws -> Int? { try live.count(query, today: fixture.today) }

  @Test func aRecordThatMovesIsFoundWhereItLies() throws {
    let zebra = Query.prefix("zebr")
    let reference = try fixture.create(["title": "Zebras", "place": "mon", "themes": ["dogs"]])
    let (mon, far) = (Query.field(.place, .equals("mon")), Query.field(.place, .equals("far")))
    #expect(try [found(.and([mon, zebra])), found(.and([far, zebra]))] == [1, 0])
    try fixture.act(.set(["place": "far", "themes": []]), on: reference)
    #expect(try [found(.and([mon, zebra])), found(.and([far, zebra]))] == [0, 1])
    #expect(try found(.and([.field(.theme, .equals("dogs")), zebra])) == 0)
    try fixture.undo()
    #expect(try [found(.and([mon, zebra])), found(.and([far, zebra]))] == [1, 0])
    try fixture.requireSound()
  }

  @Test func aChangedOrderOfPlacesNeedsNoNewIndex() throws {
    let query = Query.and([.field(.place, .equals("saltmarsh")), .prefix("zebr")])
    _ = try fixture.create(["title": "Zebras", "place": "far"])
    #expect(try found(query) == 0)
    let far = Place(name: "far", title: "Far ward", level: "ward", parents: ["saltmarsh"])
    try fixture.store.save([far], by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try found(query) == 1)
    #expect(try live.search(query, today: fixture.today)?.count == 1)
  }

  @Test func nobodyWritesAPlaceIntoALetter() throws {
    let mon = "\u{E000}place" + Array("mon".utf8).map { String($0, radix: 16) }.joined()
    _ = try fixture.create(["title": "Zebras"], text: "We live in \(mon).")
    #expect(try found(.and([.field(.place, .equals("mon")), .prefix("zebr")])) == 0)
  }

  // MARK: - Older stores

  /// A store of before has none of these in its index: it is made anew.
  @Test func aStoreOfBeforeGetsItsFacets() throws {
    let reference = try fixture.create(["title": "Zebras", "place": "mon"])
    try fixture.edit(
      """
      INSERT INTO search(search) VALUES ('delete-all');
      INSERT INTO search(rowid, title, people, text, circle)
        SELECT id, title, reference, '', '' FROM record WHERE reference = '\(reference)';
      DROP TABLE place_above;
      DELETE FROM grdb_migrations WHERE identifier IN ('facets', 'months');
      """)
    let opened = try CaseStore.open(at: fixture.path, rulebook: fixture.store.rulebook)
    #expect(try opened.verify().faults == [])
    let query = Query.and([.field(.place, .equals("mon")), .word("zebras")])
    #expect(try opened.count(query, today: fixture.today, for: StoreFixture.sam) == 1)
    let today = Query.field(.received, .days(from: fixture.today, to: fixture.today))
    let found = Query.and([today, .word("zebras")])
    #expect(try opened.count(found, today: fixture.today, for: StoreFixture.sam) == 1)
  }
}
