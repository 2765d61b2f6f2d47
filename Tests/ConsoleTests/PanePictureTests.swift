import Canvas
import Casework
import Testing

@testable import Console

/// Each screen of the panes beside Correspondence, on a small and on a large terminal.
@Suite struct PanePictureTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  private func expect(
    _ desk: PaneDesk, _ name: String, _ size: (Int, Int), at location: SourceLocation = #_sourceLocation
  ) throws {
    try GoldenFrame.expect(desk.frame, "panes/\(name)-\(size.0)x\(size.1)", at: location)
  }

  // MARK: - Walkabouts

  static let events: [Record] = [
    .byHand(
      .event, "WLK-26-0002",
      [
        "title": "Ward meeting, Abbey and Hafod", "type": "ward-meeting", "place": "abbey",
        "wards": ["hafod"],
      ]),
    .byHand(
      .event, "WLK-26-0001",
      ["title": "Canal Walk", "type": "walkabout", "place": "abbey", "stage": "held", "officers": "PC Evans"]),
    .byHand(
      .caseFile, "COR-26-0001",
      [
        "title": "Light out, 2 columns", "channel": "walkabout", "parent": "WLK-26-0001", "place": "abbey",
        "street": "Lock Lane", "themes": ["lighting"],
      ]),
  ]

  @Test(arguments: sizes)
  func anEventShowsItsIssues(size: (Int, Int)) throws {
    var desk = PaneDesk("5", Self.events, columns: size.0, rows: size.1)
    desk.press(.down)
    try expect(desk, "event", size)
    desk.type("L")
    desk.type("Needles on the steps #light")
    try expect(desk, "event-log", size)
  }

  @Test(arguments: sizes)
  func aNewEventIsAForm(size: (Int, Int)) throws {
    var desk = PaneDesk("5", Self.events, columns: size.0, rows: size.1)
    desk.type("c")
    desk.press(.enter)
    desk.type("Canal Walk")
    desk.press(.tab, .tab)
    desk.type("wa")
    try expect(desk, "event-form", size)
  }

  @Test(arguments: sizes)
  func coverageNamesWhatIsMissingFirst(size: (Int, Int)) throws {
    let programme = try #require(PaneDesk.programmes.first)
    let events = [
      CoverageEvent(reference: "WLK-26-0002", day: PaneDesk.today - 3, places: ["abbey", "hafod"])
    ]
    let owed = ["abbey", "hafod", "mon"].map { TitledName(name: $0, title: $0.uppercased()) }
    let report = programme.report(on: events, owed: owed, today: PaneDesk.today)
    var desk = PaneDesk(
      "5", Self.events, sheet: .coverage(programme, report), columns: size.0, rows: size.1)
    desk.type("gc")
    try expect(desk, "coverage", size)
  }

  // MARK: - Complaints

  static let complaints: [Record] = [
    .byHand(
      .complaint, "CO/00217/26",
      [
        "title": "No update for seven weeks", "received": "2026-04-01", "closed": "2026-06-20",
        "stage": "closed", "area": "North", "track": "outside-schedule-3",
        "category": "Individual behaviours",
        "result": "resolved", "summary": "No update for seven weeks, then a letter with another name.",
        "updates": ["2026-04-20"],
        "allegations": [["category": "Individual behaviours", "result": "resolved"]],
      ]),
    .byHand(
      .round, "DSR-26-0001",
      ["title": "Timeliness", "query": "closed:2026-Q2", "size": 25, "by": "area", "owner": "zoneill"]),
  ]

  @Test(arguments: sizes)
  func aRoundBeginsWithItsPopulation(size: (Int, Int)) throws {
    var desk = PaneDesk("2", Self.complaints, columns: size.0, rows: size.1)
    try expect(desk, "round", size)
    desk.type("'c")
    try expect(desk, "complaint", size)
  }

  // MARK: - Advisory groups and victims

  static let meetings: [Record] = [
    .byHand(.group, "IAG-26-0001", ["title": "Strategic IAG", "level": "strategic"]),
    .byHand(
      .meeting, "MTG-26-0001", ["title": "Autumn meeting", "type": "ordinary", "parent": "IAG-26-0001"]),
  ]

  @Test(arguments: sizes)
  func aMeetingBelongsToItsGroup(size: (Int, Int)) throws {
    var desk = PaneDesk("4", Self.meetings, columns: size.0, rows: size.1)
    try expect(desk, "meeting", size)
    desk.type("'g")
    try expect(desk, "group", size)
  }

  @Test(arguments: sizes)
  func aParticipantIsAPseudonymWithConsents(size: (Int, Int)) throws {
    let consent = ConsentEntry(
      .focusGroup, .given, on: PaneDesk.today - 30, takenBy: "slewis", wording: "2026-04")
    let people: [Record] = [
      .byHand(
        .participant, "VIC-26-0001",
        ["title": "Heron", "contactBy": "phone", "noVoicemail": true, "consents": [consent].json])
    ]
    var desk = PaneDesk("3", people, columns: size.0, rows: size.1)
    desk.type("'p")
    try expect(desk, "participant", size)
    desk.type("C")
    try expect(desk, "consent-form", size)
  }
}
