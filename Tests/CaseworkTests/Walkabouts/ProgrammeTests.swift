import Casework
import Testing

/// What a programme owes to whom, and how it is told (WE-01, WE-10, F3).
@Suite struct ProgrammeTests {
  private static let places = [
    Place(name: "force", title: "Cleveland", level: "force"),
    Place(name: "north", title: "North", level: "tpa", parents: ["force"]),
    Place(name: "south", title: "South", level: "tpa", parents: ["force"]),
    Place(name: "a", title: "Abbey", level: "ward", parents: ["north"], vintages: ["2017-12", "2019-12"]),
    Place(name: "b", title: "Bridge", level: "ward", parents: ["south"], vintages: ["2017-12"]),
    Place(name: "c", title: "Canal", level: "ward", parents: ["south"], vintages: ["2019-12"]),
  ]

  private static func programme(_ unit: CoverageUnit, counts: [String] = []) throws -> CoverageProgramme {
    CoverageProgramme(
      name: "p", title: "Talks", counts: counts, unit: unit, under: "force",
      from: try #require(Day("2026-10-01")), to: try #require(Day("2026-12-31")))
  }

  @Test func aProgrammeKeepsTheWardsOfItsOwnList() throws {
    let tree = PlaceTree(Self.places)
    let old = try Self.programme(.everyPlace(level: "ward", vintage: "2017-12"))
    #expect(old.owed(in: tree, places: Self.places).map(\.title) == ["Abbey", "Bridge"])
    let new = try Self.programme(.everyPlace(level: "ward", vintage: "2019-12"))
    #expect(new.owed(in: tree, places: Self.places).map(\.title) == ["Abbey", "Canal"])
    #expect(CoverageProgramme(name: "p", json: old.json) == old)
  }

  @Test func aProgrammeOfAListThatIsNotThereIsRefused() throws {
    let programme = try Self.programme(.everyPlace(level: "ward", vintage: "2016-12"))
    #expect(throws: RuleRefusal.self) { try programme.require(places: Self.places) }
    var elsewhere = try Self.programme(.eachArea(level: "tpa", number: 1, per: .quarter))
    try elsewhere.require(places: Self.places)
    elsewhere.under = "nowhere"
    #expect(throws: RuleRefusal.self) { try elsewhere.require(places: Self.places) }
  }

  @Test func aMeetingForTwoWardsCountsBothAndForTheirAreas() throws {
    var street = try Street()
    let reference = try street.plan(["type": "ward-meeting", "place": "a", "wards": ["b"]])
    let tree = PlaceTree(Self.places)
    let planned = try #require(CoverageEvent(try street[reference], in: tree))
    #expect(planned.places == ["a", "b", "north", "force", "south"])
    #expect(!planned.isHeld)
    try street.take(.move(to: "held"), on: reference)
    let held = try #require(CoverageEvent(try street[reference], in: tree))
    let wards = try Self.programme(.everyPlace(level: "ward", vintage: "2017-12"), counts: ["ward-meeting"])
    let today = street.now.londonDay
    func total(_ event: CoverageEvent) -> String {
      wards.report(on: [event], owed: wards.owed(in: tree, places: Self.places), today: today).total.text()
    }
    #expect(total(planned) == "0 of 2")
    #expect(total(held) == "2 of 2")
    try street.take(.move(to: "cancelled"), on: reference)
    #expect(try CoverageEvent(street[reference], in: tree) == nil)
  }

  /// Surgeries go round the areas, each time in another place (WE-09).
  @Test func theAreaThatWaitedLongestIsNextAndAPlaceThatRepeatsIsTold() throws {
    let programme = try Self.programme(.eachArea(level: "tpa", number: 1, per: .month), counts: ["surgery"])
    func surgery(
      _ number: Int, _ day: String, _ area: String, at venue: String, isHeld: Bool = true
    ) throws
      -> CoverageEvent
    {
      CoverageEvent(
        reference: "WLK-26-000\(number)", day: try #require(Day(day)), type: "surgery", places: [area],
        isHeld: isHeld, venue: venue)
    }
    let events = [
      try surgery(1, "2026-10-05", "north", at: "Library"),
      try surgery(2, "2026-10-20", "south", at: "Market"),
      try surgery(3, "2026-11-05", "north", at: "Church hall"),
      try surgery(4, "2026-12-01", "south", at: "Market", isHeld: false),
    ]
    let owed = programme.owed(in: PlaceTree(Self.places), places: Self.places)
    let report = programme.report(on: events, owed: owed, today: try #require(Day("2026-11-20")))
    #expect(report.next?.title == "North")
    #expect(report.repeats.map(\.event.reference) == ["WLK-26-0004"])
    let lines = Sheet.coverage(programme, report).lines(today: try #require(Day("2026-11-20"))).map(\.text)
    #expect(lines[2] == "Next: North, which had its last on 2026-11-05")
    #expect(lines[3] == "South is at one place twice running: Market, 2026-12-01 WLK-26-0004")
  }

  /// North 1, South 0: red for South before the quarter's end, in words.
  @Test func theBoardSaysRedInWords() throws {
    let programme = try Self.programme(.eachArea(level: "tpa", number: 1, per: .quarter), counts: ["talk"])
    let talk = CoverageEvent(
      reference: "WLK-26-0001", day: try #require(Day("2026-10-05")), type: "talk", places: ["north"])
    let odd = CoverageEvent(
      reference: "WLK-26-0002", day: try #require(Day("2026-10-06")), type: "talk", places: ["x"])
    let today = try #require(Day("2026-12-19"))
    let owed = programme.owed(in: PlaceTree(Self.places), places: Self.places)
    let sheet = Sheet.coverage(programme, programme.report(on: [talk, odd], owed: owed, today: today))
    #expect(
      sheet.lines(today: today).map(\.text) == [
        "1 of 2", "Talks, 2026-10-01 to 2026-12-31", "Next: South, which had none yet", "",
        "Q4 2026, 2026-10-01 to 2026-12-31",
        "RED      South 0 of 1  12 days left", "done     North 1 of 1  2026-10-05 WLK-26-0001", "",
        "In no place of this programme", "2026-10-06 WLK-26-0002",
      ])
    #expect(sheet.table(today: today).dropFirst().map { $0[5] } == ["South", "North"])
    #expect(sheet.json(today: today)["done"] == 1)
  }
}
