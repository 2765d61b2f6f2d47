import Casework
import Foundation
import GRDB
import Testing

@testable import CaseStore

/// Pages from anywhere in a list, in every order, and what they cost.
@Suite struct PagedListTests {
  private let office: StoreFixture

  init() throws {
    office = try StoreFixture()
    let owners: [JSON] = [.null, "ann", "sam"]
    for number in 0..<17 {
      _ = try office.create(
        [
          "title": .string(["Bins", "bins", "Árbol", "Ölpest", "zebra"][number % 5]),
          "owner": owners[number % 3],
          "correspondent": number % 4 == 0 ? .null : .string("Person \(number % 4)"),
          "received": .string("2026-0\(1 + number % 5)-11"),
        ], text: number % 2 == 0 ? "Burned and buried" : "A bird")
    }
  }

  private func request(_ query: Query, _ sort: ListSort, _ place: PagePlace, _ limit: Int) -> ListRequest {
    ListRequest(
      query, order: sort.order, isReversed: sort.isReversed, place: place, limit: limit, today: office.today)
  }

  private static let sorts = ListOrder.allCases.flatMap { [ListSort($0), ListSort($0, isReversed: true)] }

  /// Lists, searches, and a word that is being typed: the same page from every place.
  @Test(arguments: sorts)
  func aPageBeginsAnywhere(sort: ListSort) throws {
    let live = LiveSearch(office.store, for: StoreFixture.sam)
    let queries: [Query] = [
      .all, .word("buried"), .prefix("b"), .field(.kind, .equals("case")),
      .and([.field(.kind, .equals("case")), .field(.is, .equals("open"))]),
    ]
    for query in queries {
      func page(_ place: PagePlace, _ limit: Int = 4) throws -> [RecordRow] {
        let rows = try #require(
          try live.search(query, sort: sort, from: place, today: office.today, limit: limit)
        ).map(\.row)
        if case .prefix = query { return rows }
        let listed = try office.store.rows(request(query, sort, place, limit), for: StoreFixture.sam)
        #expect(rows == listed)
        return rows
      }
      let whole = try page(.first, 100)
      #expect(whole.count == (query == .word("buried") ? 9 : 17))
      #expect(try page(.last) == Array(whole.suffix(4)))
      #expect(try page(.number(3, isFromEnd: false)) == Array(whole.dropFirst(3).prefix(4)))
      #expect(try page(.number(3, isFromEnd: true)) == Array(whole.dropLast(3).suffix(4)))
      #expect(try page(.number(99, isFromEnd: false)).isEmpty)
      for (position, row) in whole.enumerated() {
        #expect(try page(.after(row)) == Array(whole.dropFirst(position + 1).prefix(4)))
        #expect(try page(.from(row)) == Array(whole.dropFirst(position).prefix(4)))
        #expect(try page(.before(row)) == Array(whole.prefix(position).suffix(4)))
        #expect(try live.count(before: request(query, sort, .from(row), 4)) == position)
      }
    }
  }

  /// What is open and what is closed stand in indexes of their own: the list of both has each row in its place, wherever
  /// a page begins.
  @Test(arguments: sorts)
  func aListOfOpenAndClosedIsMerged(sort: ListSort) throws {
    for number in [1, 4, 5, 9, 12, 17] {
      try office.act(
        .close(.noReplyNeeded), on: "COR-26-00\(number < 10 ? "0" : "")\(number)", reason: "thanks")
    }
    // No index serves the list of all kinds: SQLite sorts it.
    let sorted = try office.store.rows(request(.all, sort, .first, 100), for: StoreFixture.sam)
    #expect(sorted.count == 17 && sorted.count(where: \.isOpen) == 11)
    let query = Query.field(.kind, .equals("case"))
    func page(_ place: PagePlace, _ limit: Int = 4) throws -> [RecordRow] {
      try office.store.rows(request(query, sort, place, limit), for: StoreFixture.sam)
    }
    #expect(try page(.first, 100) == sorted)
    #expect(try page(.last) == Array(sorted.suffix(4)))
    #expect(try page(.number(3, isFromEnd: true)) == Array(sorted.dropLast(3).suffix(4)))
    let live = LiveSearch(office.store, for: StoreFixture.sam)
    for (position, row) in sorted.enumerated() {
      #expect(try page(.after(row)) == Array(sorted.dropFirst(position + 1).prefix(4)))
      #expect(try page(.from(row)) == Array(sorted.dropFirst(position).prefix(4)))
      #expect(try page(.before(row)) == Array(sorted.prefix(position).suffix(4)))
      #expect(try live.count(before: request(query, sort, .from(row), 4)) == position)
    }
    for state in ["open", "closed"] {
      let part = try office.store.rows(
        request(.and([query, .field(.is, .equals(state))]), sort, .first, 100), for: StoreFixture.sam)
      #expect(part == sorted.filter { $0.isOpen == (state == "open") })
    }
  }

  /// What a row is sorted by stands for it when it has gone.
  @Test func aPageBeginsWhereARowWas() throws {
    let sort = ListSort(.title)
    let before = try office.store.rows(request(.all, sort, .first, 100), for: StoreFixture.sam)
    try office.act(.set(["title": "A new name"]), on: before[8].reference)
    let after = try office.store.rows(request(.all, sort, .from(before[8]), 3), for: StoreFixture.sam)
    #expect(after.map(\.id) == before[9...11].map(\.id))
  }

  /// Of a kind's list, of what is open in it and of what is closed, each page is a range of an index, wherever it begins.
  @Test(arguments: sorts, ["kind:case", "kind:case is:open", "kind:case is:closed"])
  func everyPageIsARangeOfAnIndex(sort: ListSort, typed: String) throws {
    let query = try QueryParser.parse(typed, today: office.today, actor: "sam")
    let row = try #require(
      try office.store.rows(request(.all, sort, .first, 1), for: StoreFixture.sam).first)
    for place in [PagePlace.first, .after(row), .from(row), .before(row), .last] {
      let request = request(query, sort, place, 50)
      let narrowed = QuerySQL(query, today: office.today, reader: StoreFixture.sam)
      for (sql, arguments) in ListReading.statements(narrowed, match: nil, request).joined() {
        let plan = try plan(of: sql, arguments)
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        #expect(plan.contains { $0.hasPrefix("SEARCH record USING") && $0.contains("kind=?") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN record ") }, "\(plan)")
        guard let start = sql.range(of: "record.id [<>]=? ?", options: .regularExpression) else { continue }
        // Within one value the range begins at the row itself.
        #expect(
          plan.contains { $0.contains(sql[start].contains("<") ? "id<?" : "id>?") || $0.contains("rowid") },
          "\(plan)")
      }
    }
  }

  /// A count is that of the list, and its parts are those of the count.
  @Test func countsAreThoseOfTheLists() throws {
    try office.act(.set(["themes": ["dogs", "speeding"], "place": "mon"]), on: "COR-26-0003")
    for typed in ["", "kind:case owner:ann", "buried", "is:open -buried", "theme:dogs", "stage:untriaged"] {
      let query = try QueryParser.parse(typed, today: office.today, actor: "sam")
      let rows = try office.store.rows(
        ListRequest(query, limit: 100, today: office.today), for: StoreFixture.sam)
      #expect(
        try office.store.count(query, today: office.today, for: StoreFixture.sam) == rows.count, "\(typed)")
      let parts: [(CountAxis, (RecordRow) -> String?)] = [
        (.stage, { $0.stage }), (.owner, { $0.owner }), (.kind, { $0.kind.rawValue }), (.place, { $0.place }),
      ]
      for (axis, value) in parts {
        let counts = try office.store.counts(query, by: axis, today: office.today, for: StoreFixture.sam)
        let expected = Dictionary(grouping: rows, by: value).mapValues(\.count)
        #expect(
          Dictionary(uniqueKeysWithValues: counts.map { ($0.name, $0.count) }) == expected, "\(typed) \(axis)"
        )
      }
    }
    let themes = try office.store.counts(.all, by: .theme, today: office.today, for: StoreFixture.sam)
    #expect(
      themes == [
        RecordCount(name: nil, count: 16), RecordCount(name: "dogs", count: 1),
        RecordCount(name: "speeding", count: 1),
      ])
  }

  private func plan(of sql: String, _ arguments: StatementArguments) throws -> [String] {
    let queue = try DatabaseQueue(path: office.path)
    defer { try? queue.close() }
    return try queue.read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] }
    }
  }
}
