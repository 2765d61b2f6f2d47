import Canvas
import Casework
import Testing

@testable import Console

/// The menu of queues, keeping what is shown as one, and the start page.
@Suite struct QueueMenuTests {
  private func tallyRequests(_ desk: Desk) -> Int {
    desk.asked.count { if case .tally = $0 { true } else { false } }
  }

  // MARK: - The menu

  @Test func theMenuSaysHowManyEachQueueHoldsAndALetterOpensOne() {
    var desk = Desk()
    desk.type("'")
    let row = desk.screen.first { $0.contains("u untriaged") } ?? ""
    let untriaged = desk.files.count { $0.record[Head.stage] == "untriaged" }
    #expect(row.contains("  \(untriaged) "), "\(row)")
    #expect(desk.cursorRow.hasPrefix("> o open"))
    desk.type("u")
    #expect(desk.screen[1].hasPrefix("Correspondence: untriaged"))
    #expect(desk.session.layers.isEmpty)
  }

  @Test func theArrowsAndEnterOpenAQueueToo() {
    var desk = Desk()
    desk.type("'")
    desk.press(.down, .enter)
    #expect(desk.screen[1].hasPrefix("Correspondence: untriaged"))
    desk.type("'")
    #expect(desk.cursorRow.hasPrefix("> u untriaged"))
    desk.type("Z")
    #expect(desk.shows("No queue has the key 'Z'."))
    desk.press(.escape)
    #expect(desk.session.layers.isEmpty)
  }

  @Test func theMenuIsOpenBeforeAnythingIsCounted() {
    var session = Session(
      size: Size(rows: 24, columns: 80), actor: ConsoleExamples.actor, lists: ConsoleExamples.lists,
      rulebook: ConsoleExamples.rulebook, now: ConsoleExamples.now)
    _ = session.start()
    _ = session.handle(.key(.character("'")))
    let row = session.draw().text(ofRow: session.draw().cursor.row)
    #expect(row.hasPrefix("> o open") && row.contains(".."))
    // What is typed then does not wait for the counts either.
    let requests = session.handle(.key(.character("u")))
    #expect(requests.contains { if case .rows = $0 { true } else { false } })
  }

  @Test func countsFollowTheDataAsLongAsTheyAreOnTheScreen() {
    var desk = Desk()
    desk.receive(.changedElsewhere)
    #expect(tallyRequests(desk) == 0)
    desk.type("'")
    #expect(tallyRequests(desk) == 1)
    desk.files.removeLast()
    desk.receive(.changedElsewhere)
    #expect(tallyRequests(desk) == 2)
    let open = desk.files.count { !$0.record.isClosed }
    #expect(desk.cursorRow.contains("  \(open) "), "\(desk.cursorRow)")
  }

  // MARK: - Keeping

  @Test func whatIsShownIsKeptUnderANameAndAKey() throws {
    var desk = Desk()
    desk.type("/light\n\"")
    #expect(desk.shows("Query: light"))
    desk.type("Lamps")
    desk.press(.tab)
    desk.type("L")
    desk.press(.tab, .character(" "), .control("s"))
    let kept = try #require(desk.queues.first)
    #expect(
      kept
        == SavedQueue(
          pane: .correspondence, title: "Lamps", key: "L", query: "light*", order: .newest, keeper: "slewis",
          isShared: true))
    #expect(desk.shows("'L opens 'Lamps'.") && desk.session.layers.isEmpty)
    desk.press(.escape)
    desk.type("'L")
    #expect(desk.screen[1].hasPrefix("Correspondence: Lamps"))
  }

  @Test func aFreeKeyIsProposedAndATakenOneIsRefusedWithNothingLost() {
    var desk = Desk()
    desk.type("\"Dogs")
    #expect(desk.shows("d (free)"))
    desk.press(.tab)
    desk.type("l")
    desk.press(.control("s"))
    #expect(desk.shows("The key 'l' opens 'late' in this pane: take another."))
    #expect(desk.shows("Dogs") && desk.queues.isEmpty)
    desk.press(.backspace)
    desk.press(.control("s"))
    #expect(desk.queues.map(\.key) == ["d"])
  }

  @Test func whatTheStoreRefusesStaysInTheForm() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("\"Dogs")
    desk.press(.control("s"))
    #expect(desk.shows("Saving."))
    desk.receive(.failed("The shared queue 'Dogs' is kept by ann: ask ann, or an administrator."))
    #expect(desk.shows("is kept by ann") && desk.shows("Keep what is shown as a queue"))
  }

  @Test func aQueueIsDeletedWithASecondDelAndOneThatShipsStays() {
    var desk = Desk()
    desk.type("\"Dogs")
    desk.press(.control("s"))
    desk.type("'")
    desk.press(.delete)
    #expect(desk.shows("The queue 'open' ships with Casebook and stays."))
    desk.press(.end, .delete)
    #expect(desk.shows("Del again deletes the queue 'Dogs'") && desk.queues.count == 1)
    desk.press(.delete)
    #expect(desk.queues.isEmpty && desk.shows("The queue 'Dogs' is deleted."))
    #expect(!desk.shows("d Dogs"))
  }

  // MARK: - The start page

  @Test(arguments: [(80, 24), (160, 50), (30, 8)])
  func theStartPageListsTheQueuesOfAllPanes(columns: Int, rows: Int) throws {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("0")
    #expect(desk.cursorRow.hasPrefix("> o open") && desk.frame.cursor.column == 0)
    try GoldenFrame.expect(desk.frame, "start-\(columns)x\(rows)")
  }

  @Test(arguments: [(80, 24), (30, 8)])
  func theMenuOfQueuesFitsTheScreen(columns: Int, rows: Int) throws {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("'")
    desk.press(.down)
    #expect(desk.cursorRow.hasPrefix("> u untriaged") && desk.frame.cursor.column == 0)
    try GoldenFrame.expect(desk.frame, "queues-\(columns)x\(rows)")
  }

  @Test func theFormOfAQueueHasTheCursorWhereOneTypes() throws {
    var desk = Desk()
    desk.type("\"Dogs")
    #expect(desk.frame.cursor.column == 14 + 4)
    try GoldenFrame.expect(desk.frame, "queue-form-80x24")
  }

  @Test func enterOnTheStartPageOpensTheQueueInItsPane() {
    var desk = Desk()
    desk.type("0")
    desk.press(.tab)
    #expect(desk.cursorRow.hasPrefix("> r rounds"))
    desk.press(.enter)
    #expect(desk.screen[1].hasPrefix("Complaints: rounds"))
    desk.type("0")
    desk.press(.escape)
    #expect(desk.screen[1].hasPrefix("Complaints: rounds"))
    desk.type("01")
    #expect(desk.screen[1].hasPrefix("Correspondence: open") && desk.session.layers.isEmpty)
  }

  @Test func theCursorOfTheStartPageNeverStandsOnAHeading() {
    var desk = Desk()
    desk.type("0")
    for _ in 0..<60 {
      desk.press(.down)
      #expect(desk.cursorRow.hasPrefix("> "), "\(desk.cursorRow)")
    }
    let last = desk.cursorRow
    for _ in 0..<60 {
      desk.press(.up)
      #expect(desk.cursorRow.hasPrefix("> "), "\(desk.cursorRow)")
    }
    #expect(desk.cursorRow.hasPrefix("> o open") && last.hasPrefix("> x closed"))
  }

  @Test func aPressChoosesAQueueAndAnotherOpensIt() {
    for keys in ["0", "'"] {
      var desk = Desk()
      desk.type(keys)
      guard let row = desk.screen.firstIndex(where: { $0.contains("u untriaged") }) else {
        Issue.record("no such queue")
        return
      }
      let press = Event.mouse(Mouse(kind: .press, point: Point(row: row, column: 5)))
      desk.send(press)
      #expect(desk.cursorRow.hasPrefix("> u untriaged"))
      desk.send(press)
      #expect(desk.screen[1].hasPrefix("Correspondence: untriaged"))
    }
  }

  @Test func whatNeedsAListLeavesTheStartPage() {
    var desk = Desk()
    desk.type("0/light")
    #expect(desk.session.layers.isEmpty && desk.shows("/light"))
    desk.press(.escape)
    desk.type("0?")
    #expect(desk.shows("-- Keys"))
    desk.press(.escape)
    #expect(desk.cursorRow.hasPrefix("> o open"))
    desk.type("q")
    #expect(desk.hasQuit)
  }
}
