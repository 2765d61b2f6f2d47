import Casework
import GRDB
import Testing

@testable import CaseStore

/// How many records have a theme or lie in a place is a sum of groups too, and counts each record once.
@Suite struct HeadingTallyTests {
  private let office: StoreFixture
  private let boss = Actor(name: "zoe", roles: [.supervisor], host: "desk")

  init() throws {
    office = try StoreFixture()
    let settings: [any Setting] = [
      Theme(name: "dogs/loose", title: "Loose"), Theme(name: "dogs/loose/park", title: "In parks"),
      Theme(name: "dogshow", title: "Dog shows"), Account(name: "zoe", fullName: "", roles: [.supervisor]),
      Place(name: "upper", title: "Upper", level: "district", parents: ["saltmarsh"]),
      Place(name: "hill", title: "Hill", level: "ward", parents: ["upper"]),
      Place(name: "vale", title: "Vale", level: "ward", parents: ["upper"]),
    ]
    try office.store.save(settings, by: StoreFixture.sam, at: StoreFixture.now)
  }

  private func query(_ typed: String, for reader: Actor = StoreFixture.sam) throws -> Query {
    try QueryParser.parse(typed, today: office.today, actor: reader.name)
  }

  private func count(_ typed: String, for reader: Actor = StoreFixture.sam) throws -> Int {
    try office.store.count(query(typed, for: reader), today: office.today, for: reader)
  }

  private func tallies(_ typed: String, by axis: HeadingTally.Axis? = nil) throws -> RecordTallies? {
    let queue = try DatabaseQueue(path: office.path)
    defer { try? queue.close() }
    return try queue.read {
      try RecordTallies(query(typed), by: axis, today: office.today, reader: StoreFixture.ann, $0)
    }
  }

  @Test func aThemeCountsWhatHasASubThemeAndCountsItOnce() throws {
    let one = try office.create(["themes": ["dogs/loose", "dogs/loose/park", "speeding"]])
    _ = try office.create(["themes": ["dogs", "dogs/loose"]])
    _ = try office.create(["themes": ["dogshow"]])
    _ = try office.create()
    #expect(
      try count("theme:dogs") == 2 && count("theme:dogs/loose") == 2 && count("theme:dogs/loose/park") == 1)
    #expect(try count("theme:\"Dog shows\"") == 1 && count("theme:none") == 1 && count("-theme:dogs") == 2)
    try office.act(.close(.answered), on: one, reason: "Said on the telephone")
    #expect(try count("theme:dogs is:open") == 1 && count("theme:dogs -is:open") == 1)
    try office.undo()
    try office.act(.set(["themes": []]), on: one)
    #expect(try count("theme:dogs") == 1 && count("theme:none") == 2 && count("-theme:none") == 2)
    try office.requireSound()
  }

  @Test func aPlaceCountsWhatLiesBelowItWhereverThatIsPutLater() throws {
    _ = try office.create(["place": "hill"])
    _ = try office.create(["place": "upper"])
    _ = try office.create(["place": "mon"])
    #expect(try count("place:upper") == 2 && count("place:hill") == 1 && count("place:saltmarsh") == 3)
    let moved = Place(name: "hill", title: "Hill", level: "ward", parents: ["mon"])
    try office.store.save([moved], by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try count("place:upper") == 1 && count("place:mon") == 2 && count("place:saltmarsh") == 3)
    _ = try office.create(["place": "hill"])
    #expect(try count("place:upper") == 1 && count("place:mon") == 3 && count("place:none") == 0)
    try office.requireSound()
  }

  /// Of a hundred acts of every kind, the sums are those of the lists, for each reader.
  @Test func theSumsAreThoseOfTheListsWhateverWasDone() throws {
    var numbers = Numbers(state: 7)
    var made: [String] = []
    let themes: [JSON] = ["dogs", "dogs/loose", "dogs/loose/park", "dogshow", "speeding"]
    let places: [JSON] = ["hill", "vale", "upper", "mon", "saltmarsh", .null]
    for _ in 0..<150 {
      let reference = made.randomElement(using: &numbers)
      let some = JSON.array(
        Array(themes.shuffled(using: &numbers).prefix(.random(in: 0...3, using: &numbers))))
      let place = places.randomElement(using: &numbers) ?? .null
      switch (Int.random(in: 0..<9, using: &numbers), reference) {
      case (0...2, _), (_, nil): made.append(try office.create(["themes": some, "place": place]))
      case (3, let one?): _ = try? office.act(.set(["themes": some]), on: one)
      case (4, let one?): _ = try? office.act(.set(["place": place]), on: one)
      case (5, let one?): _ = try? office.act(.set(["owner": "ann", "marking": "restricted"]), on: one)
      case (6, let one?): _ = try? office.act(.close(.answered), on: one, reason: "Said")
      case (7, let one?):
        _ = try? office.act(
          .act(AccessActs.wall, ["account": "sam"]), on: one, by: boss, reason: "His sister")
      default: _ = try? office.undo()
      }
    }
    for reader in [StoreFixture.sam, StoreFixture.ann, boss] { try requireSumsOfLists(for: reader) }
    try office.requireSound()
  }

  private func requireSumsOfLists(for reader: Actor) throws {
    let store = office.store
    for typed in [
      "theme:dogs", "-theme:dogs", "theme:loose", "theme:none", "-theme:none is:open", "place:upper",
      "place:hill is:overdue", "-place:upper owner:ann", "place:none", "place:Saltmarsh -is:open",
      "theme:dogs place:upper", "kind:case theme:speeding is:unread", "theme:nothing", "place:nowhere",
    ] {
      let asked = try query(typed, for: reader)
      let rows = try store.rows(ListRequest(asked, limit: 1000, today: office.today), for: reader)
      #expect(try count(typed, for: reader) == rows.count, "\(typed)")
      #expect(try store.tally(asked, today: office.today, for: reader).total == rows.count, "\(typed)")
    }
    for typed in ["", "is:open", "owner:ann", "theme:dogs", "place:upper"] {
      let asked = try query(typed, for: reader)
      let rows = try store.rows(ListRequest(asked, limit: 1000, today: office.today), for: reader)
      let places = Dictionary(grouping: rows, by: \.place).mapValues(\.count)
      let counted = try store.counts(asked, by: .place, today: office.today, for: reader)
      #expect(Dictionary(uniqueKeysWithValues: counted.map { ($0.name, $0.count) }) == places, "\(typed)")
      var themes: [String?: Int] = [:]
      for row in rows {
        let own = try store.record(row.reference, for: reader)?[Head.themes] ?? []
        for theme in own.isEmpty ? [nil] : own.map(Optional.some) { themes[theme, default: 0] += 1 }
      }
      let named = try store.counts(asked, by: .theme, today: office.today, for: reader)
      #expect(Dictionary(uniqueKeysWithValues: named.map { ($0.name, $0.count) }) == themes, "\(typed)")
    }
  }

  @Test(arguments: [
    ("theme:dogs", ""), ("place:upper is:open", ""), ("theme:none", ""), ("-place:upper is:overdue", ""),
    ("", "theme"), ("is:open", "place"), ("kind:case owner:me", "theme"),
  ])
  func themesAndPlacesAreCountedWithoutTheirRecords(typed: String, by name: String) throws {
    _ = try office.create(["themes": ["dogs"], "place": "hill"])
    let (sql, arguments) = try #require(try tallies(typed, by: HeadingTally.Axis(rawValue: name))).statement(
      "name, total(n)", end: "GROUP BY 1")
    let queue = try DatabaseQueue(path: office.path)
    let plan = try queue.read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
        .map { $0["detail"] as String }
    }
    try queue.close()
    // Tables of records are looked into by the number of one record alone.
    let whole = plan.filter {
      $0.contains("SCAN record ") || $0.hasSuffix("SCAN record") && !plan.contains { $0.contains("tally") }
        || $0.contains("SCAN own") || $0.contains("SEARCH own") && !$0.contains("record=?")
    }
    #expect(whole == [], "\(plan)")
  }

  @Test func whoeverChangesASumIsSeen() throws {
    _ = try office.create(["themes": ["dogs"], "place": "hill"])
    let rows = try #require(try office.integer("SELECT count(*) FROM heading_tally"))
    #expect(rows == 6, "a theme, a place, two above it, and any of both")
    for change in [
      "UPDATE heading_tally SET n = 2 WHERE axis = 'theme'", "DELETE FROM heading_tally WHERE extent = 0",
    ] {
      try office.edit("CREATE TABLE kept AS SELECT * FROM heading_tally; \(change)")
      let faults = try office.store.verify().faults.map { $0.sentence.text() }
      #expect(faults.contains { $0.contains("the counts of the queues are not those of the records") })
      try office.edit(
        "DELETE FROM heading_tally; INSERT INTO heading_tally SELECT * FROM kept; DROP TABLE kept")
    }
    try office.requireSound()
  }

  @Test func aStoreOfBeforeIsCountedWhenItIsOpened() throws {
    _ = try office.create(["themes": ["dogs/loose"], "place": "hill"])
    _ = try office.create(["themes": ["dogs", "dogs/loose"]])
    try office.edit("DROP TABLE heading_tally; DELETE FROM grdb_migrations WHERE identifier = 'headings'")
    let opened = try CaseStore.open(at: office.path, rulebook: office.store.rulebook)
    #expect(try opened.verify().faults == [])
    #expect(try opened.count(query("theme:dogs"), today: office.today, for: StoreFixture.sam) == 2)
    #expect(try opened.count(query("place:upper"), today: office.today, for: StoreFixture.sam) == 1)
  }
}
