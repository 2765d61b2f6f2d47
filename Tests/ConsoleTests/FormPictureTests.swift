import Canvas
import Casework
import Testing

@testable import Console

/// The forms of each pane, on a small and on a large terminal.
@Suite struct FormPictureTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  private func expect(
    _ frame: Frame, _ name: String, _ size: (Int, Int), at location: SourceLocation = #_sourceLocation
  ) throws {
    try GoldenFrame.expect(frame, "forms/\(name)-\(size.0)x\(size.1)", at: location)
  }

  @Test(arguments: sizes)
  func aCaseIsTypedIn(size: (Int, Int)) throws {
    var desk = Desk(columns: size.0, rows: size.1)
    desk.type("cA caller about noise in Hafod")
    desk.press(.tab)
    try expect(desk.frame, "case-new", size)
    desk = Desk(columns: size.0, rows: size.1)
    desk.type("e")
    try expect(desk.frame, "case-edit", size)
    desk = Desk(columns: size.0, rows: size.1)
    desk.type("r")
    try expect(desk.frame, "reply", size)
  }

  @Test(arguments: sizes)
  func aRoundIsPlannedAndItsSeedNamed(size: (Int, Int)) throws {
    let round = Record.byHand(
      .round, "DSR-26-0001",
      [
        "title": "Timeliness", "query": "closed:2026-Q2", "size": 25, "stage": "frozen",
        "frame": [
          "query": "closed:2026-Q2", "count": 310, "sha256": "ab12", "file": "00",
          "frozen": "2026-11-20T09:00:00Z", "strata": [["name": "", "population": 310]],
        ],
      ])
    var desk = PaneDesk("2", [round], columns: size.0, rows: size.1)
    desk.type("D")
    desk.type("6 2 5 1 4")
    try expect(desk.frame, "draw", size)
    desk = PaneDesk("2", [round], columns: size.0, rows: size.1)
    desk.type("c")
    desk.press(.enter)
    desk.type("Incivility")
    desk.press(.tab, .tab)
    try expect(desk.frame, "round-new", size)
    desk.press(.function(1))
    try expect(desk.frame, "round-new-help", size)
  }

  private static let participant = Record.byHand(
    .participant, "VIC-26-0001", ["title": "Heron", "contactBy": "phone"])

  private static let session = Record.byHand(
    .session, "VFG-26-0001",
    [
      "title": "Burglary circle", "stage": "held", "supportWorker": "J Ellis",
      "participants": ["VIC-26-0001"],
    ])

  @Test(arguments: sizes)
  func aSessionIsPlannedAndAFindingMade(size: (Int, Int)) throws {
    var desk = PaneDesk("3", [Self.session, Self.participant], columns: size.0, rows: size.1)
    desk.type("f")
    desk.type("Say why it takes long")
    desk.press(.tab)
    try expect(desk.frame, "finding", size)
    desk = PaneDesk("3", [Self.session, Self.participant], columns: size.0, rows: size.1)
    desk.type("D")
    try expect(desk.frame, "distress", size)
    desk = PaneDesk("3", [Self.session, Self.participant], columns: size.0, rows: size.1)
    desk.type("e")
    desk.press(.tab, .tab, .tab, .tab, .tab, .tab, .tab)
    try expect(desk.frame, "session-edit", size)
    desk = PaneDesk("3", [Self.session, Self.participant], columns: size.0, rows: size.1)
    desk.type("'pe")
    desk.press(.tab, .tab, .tab, .tab, .tab)
    try expect(desk.frame, "participant-edit", size)
  }

  @Test(arguments: sizes)
  func attendanceIsChosenFromTheGroup(size: (Int, Int)) throws {
    var console = GroupsConsole(columns: size.0, rows: size.1)
    console.type("A")
    try expect(console.frame, "attendance", size)
    console.press(.function(1))
    try expect(console.frame, "attendance-help", size)
    console = GroupsConsole(columns: size.0, rows: size.1)
    console.type("'gP")
    try expect(console.frame, "appoint", size)
    console = GroupsConsole(columns: size.0, rows: size.1)
    console.type("c")
    console.press(.enter)
    console.type("Winter meeting")
    console.press(.tab, .tab, .tab)
    try expect(console.frame, "meeting-new", size)
  }

  @Test(arguments: sizes)
  func anEventIsClosedAndAnActionAsked(size: (Int, Int)) throws {
    let event = Record.byHand(
      .event, "WLK-26-0001", ["title": "Canal Walk", "type": "walkabout", "place": "abbey", "stage": "held"])
    var desk = PaneDesk("5", [event], columns: size.0, rows: size.1)
    desk.type("e")
    desk.press(.tab, .tab, .tab)
    try expect(desk.frame, "event-edit", size)
    desk = PaneDesk("5", [event], columns: size.0, rows: size.1)
    desk.type("c")
    desk.type("action")
    desk.press(.enter)
    try expect(desk.frame, "action-new", size)
  }
}
