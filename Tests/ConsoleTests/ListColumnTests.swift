import Canvas
import Casework
import Testing

@testable import Console

/// The columns of a list: as many as the screen allows, or those that a person chose, as wide as they chose.
@Suite struct ListColumnTests {
  private static let width = 120

  @Test func aColumnIsHiddenAndShownAgainWhileTheListIsInSight() {
    var desk = Desk(columns: Self.width, rows: 40)
    desk.type("zp")
    let owner = ConsoleExamples.lists.initials(of: desk.session.pane.lines[2].row.owner)
    #expect(desk.screen[4].contains(" \(owner) "))
    desk.type("zc")
    #expect(desk.shows("Columns: Tab shows or hides") && desk.shows("owner"))
    desk.press(.down, .down, .down, .down, .tab)
    #expect(!desk.screen[4].contains(" \(owner) "))
    desk.press(.up, .tab, .escape)
    #expect(desk.screen[4].contains(" \(owner) "))
  }

  @Test func aColumnIsMadeWiderAndTheScreenDecidesAgain() {
    var desk = Desk(columns: Self.width, rows: 40)
    desk.type("zpzcwho")
    for _ in 0..<8 { desk.press(.right) }
    let wide = desk.session.pane.listColumns?.width(of: .party)
    #expect(wide == 30 && desk.shows("30 wide"))
    desk.press(.escape)
    desk.type("zc")
    desk.press(.enter)
    #expect(desk.session.pane.listColumns == nil)
  }

  @Test func whatIsChosenIsKeptWithAQueueInItsOrder() {
    var desk = Desk(columns: Self.width, rows: 40)
    desk.type("zsreference")
    desk.press(.enter)
    desk.type("zc")
    desk.press(.down, .down, .tab, .escape)
    desk.type("\"By number")
    desk.press(.control("s"))
    let kept = desk.session.lists.queues.first
    #expect(kept?.order == .reference && kept?.columns?.width(of: .stage) == 16)
    #expect(kept.flatMap { SavedQueue(name: $0.name, json: $0.json) } == kept)
  }

  @Test func soManyColumnsAsLeaveRoomForTheSubject() {
    let words = RecordWords(
      lists: ConsoleExamples.lists, rulebook: ConsoleExamples.rulebook, today: ConsoleExamples.now.londonDay)
    for width in [20, 40, 60, 80, 120] {
      let plan = RecordListDrawing(
        words: words, width: width, isOfCases: true, chosen: ListColumns(ListColumn.allCases), lines: []
      ).plan
      #expect(plan.reduce(0) { $0 + $1.width } <= max(0, width - 28))
    }
  }

  @Test func columnsAreWrittenAndReadInAShell() {
    let columns = ListColumns(text: "party:22,due")
    #expect(columns?.text == "due:9,party:22")
    for wrong in ["who", "party:", "party:2", "party:61", "party:x", "party:1:2"] {
      #expect(ListColumns(text: wrong) == nil, "\(wrong)")
    }
  }
}
