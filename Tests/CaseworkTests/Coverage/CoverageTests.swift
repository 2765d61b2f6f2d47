import Casework
import Testing

private let areas = ["North", "South", "West"].map { TitledName(name: $0.lowercased(), title: $0) }

/// One talk to each area in each quarter, for the financial year.
private let talks = CoverageProgramme(
  name: "talks", title: "Public speaking", counts: ["talk"],
  unit: .eachArea(level: "area", number: 1, per: .quarter), from: day("2026-04-01"), to: day("2027-03-31"),
  year: .financial, warningDays: 28)

private func talk(_ number: Int, _ text: String, _ places: String...) -> CoverageEvent {
  CoverageEvent(reference: "EV-26-000\(number)", day: day(text), type: "talk", places: places)
}

@Suite struct CoverageTests {
  /// Source 001: 79 ward areas, 61 visited, and the 18 that were not come first.
  @Test func sixtyOneOfSeventyNineWardsAreVisitedAndTheOthersComeFirst() {
    let wards = (1...79).map { TitledName(name: "w\($0)", title: "Ward \($0)") }
    let programme = CoverageProgramme(
      name: "yfyv", title: "Your Force Your Voice", unit: .everyPlace(level: "ward", vintage: "2018"),
      from: day("2026-01-01"), to: day("2027-12-31"))
    let meetings = (1...60).map {
      CoverageEvent(
        reference: "EV-26-\($0)", day: day("2026-02-01") + $0, places: $0 == 60 ? ["w60", "w79"] : ["w\($0)"])
    }
    let report = programme.report(on: meetings, owed: wards, today: day("2026-11-20"))
    #expect(report.total.text() == "61 of 79")
    #expect(report.lines.prefix(18).map(\.subject.name) == (61...78).map { "w\($0)" })
    #expect(report.missing.count == 18)
    #expect(report.lines[18].done.map(\.reference) == ["EV-26-1"])
    #expect(report.lines[18].done.map(\.day) == [day("2026-02-02")])
    #expect(report.board.isEmpty)
  }

  @Test func aWardVisitedTwiceDoesNotMakeUpForAnother() {
    let report = talks.report(
      on: [talk(1, "2026-04-10", "north"), talk(2, "2026-05-10", "north", "north")], owed: areas,
      today: day("2026-05-20"))
    #expect(report.total.text() == "1 of 3")
    #expect(report.lines.map(\.subject.title) == ["South", "West", "North"])
  }

  @Test func whatIsPlannedOrOfAnotherTypeDoesNotCountYet() throws {
    let surgery = CoverageEvent(
      reference: "EV-26-0009", day: day("2026-04-02"), type: "surgery", places: ["west"])
    let report = talks.report(
      on: [surgery, talk(1, "2026-05-21", "north"), talk(2, "2026-03-31", "south")], owed: areas,
      today: day("2026-05-20"))
    #expect(report.done == 0)
    let north = try #require(report.lines.first { $0.subject.name == "north" })
    #expect(north.planned.map(\.reference) == ["EV-26-0001"])
  }

  @Test func aMeetingInAWardOfAnotherListIsReportedAndNotDropped() {
    let report = talks.report(
      on: [talk(1, "2026-05-01", "east"), talk(2, "2026-05-01", "east", "north")], owed: areas,
      today: day("2026-05-20"))
    #expect(report.elsewhere.map(\.reference) == ["EV-26-0001"])
    #expect(report.done == 1)
  }

  /// North 1, South 0, West 2, and South turns red before the quarter's end.
  @Test func theQuartersBoardTurnsRedForSouthBeforeTheQuartersEnd() throws {
    let held = [talk(1, "2026-10-05", "north"), talk(2, "2026-10-06", "west"), talk(3, "2026-11-02", "west")]
    func cells(_ today: String) -> [CoverageLine] {
      talks.report(on: held, owed: areas, today: day(today)).board.map { $0.cells[2] }
    }
    #expect(cells("2026-12-03").map(\.done.count) == [1, 0, 2])
    #expect(cells("2026-12-03").map(\.urgency) == [.done, .due, .done])
    #expect(cells("2026-12-04").map(\.urgency) == [.done, .late, .done])
    #expect(cells("2026-12-31")[1].urgency == .late)
    #expect(cells("2027-01-01")[1].urgency == .missed)
    #expect(cells("2026-09-30")[1].urgency == .ahead)
    #expect(cells("2026-12-04")[1].urgency.isRed)
  }

  @Test func aQuarterThatHasNotBegunOwesNothingYet() {
    let report = talks.report(on: [], owed: areas, today: day("2026-07-01"))
    #expect(report.periods.map(\.name) == ["Q1 2026/27", "Q2 2026/27", "Q3 2026/27", "Q4 2026/27"])
    #expect(report.owed == 6)
    #expect(report.lines.first?.period?.name == "Q1 2026/27")
    #expect(talks.report(on: [], owed: areas, today: day("2026-03-31")).owed == 0)
  }

  @Test func aGroupMeetsOnceAQuarterWhereverItMeets() {
    var programme = talks
    programme.counts = []
    programme.unit = .eachGroup(number: 1, per: .quarter)
    let groups = [
      TitledName(name: "strategic", title: "Strategic IAG"), TitledName(name: "hart", title: "Hart IAG"),
    ]
    let meeting = CoverageEvent(
      reference: "EV-26-0001", day: day("2026-04-20"), places: ["hart"], group: "strategic")
    let report = programme.report(on: [meeting], owed: groups, today: day("2026-06-30"))
    #expect(report.lines.map(\.subject.name) == ["hart", "strategic"])
    #expect(report.total.text() == "1 of 2")
  }

  @Test func theAreaThatWaitedLongestIsNext() {
    #expect(talks.next(after: [], among: areas)?.name == "north")
    let held = [
      talk(1, "2026-05-01", "north"), talk(2, "2026-04-20", "south"), talk(3, "2026-06-01", "west"),
    ]
    #expect(talks.next(after: held, among: areas)?.name == "south")
    #expect(talks.next(after: Array(held.prefix(2)), among: areas)?.name == "west")
    #expect(talks.next(after: held, among: []) == nil)
  }

  @Test func aProgrammeReadsBackFromItsSetting() throws {
    for unit in [
      CoverageUnit.everyPlace(level: "ward", vintage: "2018"), .eachGroup(number: 2, per: .halfYear),
      talks.unit,
    ] {
      var programme = talks
      programme.unit = unit
      #expect(CoverageProgramme(name: "talks", json: try JSON(parsing: programme.json.text)) == programme)
    }
  }

  @Test func aProgrammeThatEndsBeforeItStartsIsNone() {
    var programme = talks
    programme.last = day("2026-03-31")
    #expect(CoverageProgramme(name: "talks", json: programme.json) == nil)
    #expect(programme.report(on: [], owed: areas, today: day("2026-05-01")).board.isEmpty)
    programme.last = day("9999-12-31")
    #expect(CoverageProgramme(name: "talks", json: programme.json) == nil)
    programme = talks
    programme.unit = .eachGroup(number: 0, per: .year)
    #expect(CoverageProgramme(name: "talks", json: programme.json) == nil)
  }
}

@Suite struct CoveragePeriodTests {
  @Test(arguments: [
    ("2026-11-20", Cadence.month, ReportingYear.calendar, "Nov 2026", "2026-11-01", "2026-11-30"),
    ("2026-03-31", .month, .financial, "Mar 2026", "2026-03-01", "2026-03-31"),
    ("2026-11-20", .quarter, .calendar, "Q4 2026", "2026-10-01", "2026-12-31"),
    ("2026-11-20", .quarter, .financial, "Q3 2026/27", "2026-10-01", "2026-12-31"),
    ("2027-03-31", .quarter, .financial, "Q4 2026/27", "2027-01-01", "2027-03-31"),
    ("2026-04-01", .halfYear, .financial, "H1 2026/27", "2026-04-01", "2026-09-30"),
    ("2026-04-01", .halfYear, .calendar, "H1 2026", "2026-01-01", "2026-06-30"),
    ("2027-03-31", .year, .financial, "2026/27", "2026-04-01", "2027-03-31"),
    ("1999-12-31", .year, .financial, "1999/00", "1999-04-01", "2000-03-31"),
    ("2028-02-29", .year, .calendar, "2028", "2028-01-01", "2028-12-31"),
  ])
  func aDayLiesInItsPeriod(
    text: String, cadence: Cadence, year: ReportingYear, name: String, first: String, last: String
  ) {
    let period = CoveragePeriod(cadence, containing: day(text), year: year)
    #expect(period.name == name)
    #expect(period.first == day(first))
    #expect(period.last == day(last))
  }

  @Test func theOuterPeriodsEndWithTheProgramme() {
    let periods = CoveragePeriod.all(
      .quarter, in: day("2026-11-15")...day("2027-05-04"), year: .calendar)
    #expect(periods.map(\.name) == ["Q4 2026", "Q1 2027", "Q2 2027"])
    #expect(periods.first?.first == day("2026-11-15"))
    #expect(periods.last?.last == day("2027-05-04"))
  }
}
