import Casework
import Foundation
import GRDB
import Testing

@testable import CaseStore

/// Words beside days: the index's own answer by years and months, against the tables'.
@Suite struct DaySearchTests {
  private let fixture: StoreFixture
  private let live: LiveSearch
  private let plain: DatabaseQueue

  /// Letters of today, and cases of six years that were logged in no order.
  init() throws {
    fixture = try StoreFixture()
    var mill = LetterMill(seed: 9)
    _ = try fixture.store.take(in: mill.letters(200), by: StoreFixture.sam, at: StoreFixture.now)
    for number in 0..<120 {
      let day = Day(number: 18_600 + number * 7919 % 2200)
      let words = ["police dogs", "The police of ba", "bababa noise", "quad bikes"][number % 4]
      _ = try fixture.create(["title": .string(words), "received": .string(day.description)])
    }
    // The made-up words are mutations of each other, which the index knows nothing of.
    var reader = StoreFixture.sam
    reader.searchesMutations = false
    live = LiveSearch(fixture.store, for: reader)
    plain = try DatabaseQueue(path: fixture.path)
  }

  private static let stretches = [
    "received:2023", "received:2023-05", "quarter:2022-Q3", "received:2021-11-20..2024-02-03",
    "received:2022-05-10..2022-05-20", "received:2023..", "received:>2024-06-10", "received:<=2022-06-14",
    "before:2022", "after:2024-05-30", "received:<2d", "received:1900..2100", "received:3000",
    "received:..1990",
    "-received:2023", "-received:2023-05-09", "-quarter:2022-Q1..2023-Q2", "received:2024 theme:dogs",
    "received:2024 -received:2024-03",
  ]

  private static let words: [(query: [Query], match: String)] = [
    ([.prefix("p")], "\"p\"*"), ([.word("police")], "\"police\""),
    ([.word("the"), .prefix("ba")], "\"the\" AND \"ba\"*"),
    ([.word("police"), .not(.word("dogs"))], "\"police\" NOT \"dogs\""),
  ]

  @Test(arguments: stretches)
  func wordsBesideDaysFindWhatTheTablesHave(_ typed: String) throws {
    let days = try QueryParser.parse(typed, today: fixture.today, actor: "sam")
    var parts = [days]
    if case .and(let more) = days { parts = more }
    // Without words it is read from the columns.
    let ids = try fixture.references(typed)
    let listed = try plain.read { database in
      try Set(
        String.fetchAll(
          database,
          sql:
            "SELECT reference FROM record WHERE reference IN (\(ids.map { "'\($0)'" }.joined(separator: ",")))"
        ))
    }
    #expect(listed.count == ids.count)
    for (words, match) in Self.words {
      let query = Query.and(parts + words)
      let all = try plain.read {
        try String.fetchAll(
          $0,
          sql: """
            SELECT reference FROM search JOIN record ON record.id = search.rowid WHERE search MATCH ?
            ORDER BY search.rowid DESC
            """, arguments: [match])
      }.filter(listed.contains)
      let lines = try live.search(query, today: fixture.today, limit: 20)
      #expect(lines?.map(\.row.reference) == Array(all.prefix(20)), "\(query)")
      #expect(try live.count(query, today: fixture.today) == all.count, "\(query)")
      let sorted = try live.search(query, sort: ListSort(.title), today: fixture.today, limit: 500)
      #expect(sorted.map { Set($0.map(\.row.reference)) } == Set(all), "\(query)")
    }
  }

  /// Of a month the index alone says what belongs to it; of a part of one its rows are looked at, and no others.
  @Test func aStretchIsAskedForByTheYearsAndMonthsThatItTouches() throws {
    func names(_ first: String?, _ last: String?) throws -> ([String], Bool) {
      let stretch = try plain.read {
        try Facets.stretch(from: first.flatMap { Day($0) }, to: last.flatMap { Day($0) }, $0, nil)
      }
      return (stretch.names, stretch.isWhole)
    }
    #expect(try names("2023-05-01", "2023-05-31") == (["2023-05"], true))
    #expect(
      try names("2022-11-01", "2024-02-29") == (["2022-11", "2022-12", "2023", "2024-01", "2024-02"], true))
    #expect(try names("2023-05-02", "2023-06-30") == (["2023-05", "2023-06"], false))
    #expect(try names("2023-05-01", "2023-05-30") == (["2023-05"], false))
    #expect(try names("2026-11-01", nil) == (["2026-11", "2026-12"], true))
    #expect(try names("1000-01-01", "3000-01-01") == ([], false))
    #expect(try names(nil, "2020-12-31").0.first == "", "what has no day came earlier")
  }

  @Test func aRecordIsFoundByTheDayThatItHasNow() throws {
    func found(_ typed: String) throws -> Int? {
      try live.count(QueryParser.parse(typed, today: fixture.today, actor: "sam"), today: fixture.today)
    }
    let reference = try fixture.create(["title": "Zebras", "received": "2023-05-31"])
    #expect(try [found("zebras received:2023-05"), found("zebras received:2023-06")] == [1, 0])
    try fixture.act(.set(["received": "2023-06-01"]), on: reference)
    #expect(try [found("zebras received:2023-05"), found("zebras received:2023-06")] == [0, 1])
    try fixture.undo()
    #expect(try [found("zebras received:2023-05"), found("zebras quarter:2023-Q2")] == [1, 1])
    try fixture.undo()
    #expect(try found("zebras received:2023") == 0)
    try fixture.requireSound()
  }
}
