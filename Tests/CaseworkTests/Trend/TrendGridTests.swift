import Casework
import Testing

/// What a grid counts: each record once in the total, and in every row to which it belongs.
@Suite struct TrendGridTests {
  private static let day = Day("2026-08-20") ?? Day(number: 0)
  private static let places = [
    Place(name: "f", title: "Force", level: "force", parents: []),
    Place(name: "n", title: "North", level: "authority", parents: ["f"]),
    Place(name: "s", title: "South", level: "authority", parents: ["f"]),
    Place(name: "a", title: "Abbey", level: "ward", parents: ["n"]),
    Place(name: "b", title: "Beacon", level: "ward", parents: ["n", "s"]),
  ]

  private func row(_ name: String, _ grid: TrendGrid) -> [Int]? {
    grid.rows.first { $0.name == name }?.counts
  }

  @Test func aQuarterIsThreeMonthsOfACalendarYear() throws {
    let quarter = try #require(Quarter("2026-Q3"))
    #expect(quarter.first.description == "2026-07-01" && quarter.last.description == "2026-09-30")
    #expect(Quarter(Self.day) == quarter)
    #expect(Quarter(quarter.last + 1).description == "2026-Q4")
    #expect(Quarter(number: quarter.number - 3).description == "2025-Q4")
    for wrong in ["2026-Q5", "2026-Q0", "26-Q1", "2026Q1", "", "2026-Q١"] { #expect(Quarter(wrong) == nil) }
  }

  @Test func aRecordOfTwoThemesCountsInBothRowsAndOnceInTheTotal() {
    let question = TrendQuestion(.theme, last: Quarter(Self.day), count: 4)
    let themes = ["asb", "roads", "roads/parking"].map { TitledName(name: $0, title: $0) }
    var tally = TrendTally(question, themes: themes, places: [])
    tally.add(1, ["asb", "roads"], on: Self.day)
    tally.add(2, ["roads/parking"], on: Self.day - 91)
    tally.add(3, [], on: Self.day)
    tally.add(4, ["asb"], on: Self.day - 800)
    let grid = tally.grid
    #expect(row("asb", grid) == [0, 0, 0, 1])
    #expect(row("roads", grid) == [0, 0, 1, 1])
    #expect(row("roads/parking", grid) == [0, 0, 1, 0])
    #expect(grid.rows.first { $0.subject == .none }?.counts == [0, 0, 0, 1])
    #expect(grid.rows.last?.subject == .total && grid.rows.last?.counts == [0, 0, 1, 2])
    #expect(grid.rows.first?.name == "roads", "the fullest comes first")
  }

  @Test func aPlaceCountsWhatLiesBelowItAndTwiceInNothing() {
    var question = TrendQuestion(.place, last: Quarter(Self.day), count: 1)
    var tally = TrendTally(question, themes: [], places: Self.places)
    // In two wards of the same district; in a ward of two districts; in the district itself.
    tally.add(1, ["a", "b"], on: Self.day)
    tally.add(2, ["b"], on: Self.day)
    tally.add(3, ["n"], on: Self.day)
    // The one force is everything: its districts are the rows.
    #expect(row("n", tally.grid) == [3] && row("s", tally.grid) == [2])
    #expect(tally.grid.rows.last?.counts == [3])
    question.place = "n"
    var below = TrendTally(question, themes: [], places: Self.places)
    below.add(1, ["a", "b"], on: Self.day)
    #expect(row("a", below.grid) == [1] && row("b", below.grid) == [1] && row("n", below.grid) == nil)
  }

  @Test func theRecordsBehindANumberAreAQueryThatCanBeTyped() {
    var question = TrendQuestion(.theme, place: "Mon Isle", text: "a OR b", last: Quarter(Self.day))
    let quarter = Quarter(Self.day)
    #expect(
      question.typed(row: "asb", quarter: quarter) == "(a OR b) place:\"Mon Isle\" theme:asb received:2026-Q3"
    )
    #expect(question.typed(row: nil, quarter: quarter).hasSuffix("theme:none received:2026-Q3"))
    #expect(
      question.typed(row: nil, isTotal: true, quarter: quarter)
        == "(a OR b) place:\"Mon Isle\" received:2026-Q3")
    question.axis = .place
    #expect(question.typed(row: "n", quarter: quarter) == "(a OR b) place:n received:2026-Q3")
  }

  @Test func barsRiseWithTheNumbers() {
    #expect(TrendText.bars(of: [0, 1, 4, 8]) == " ▁▄█")
    #expect(TrendText.bars(of: [0, 0]) == "  ")
  }
}
