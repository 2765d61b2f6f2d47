import Canvas
import Casework
import Testing

@testable import Console

/// Long work beside the console, what is told, and how an office without records is greeted.
@Suite struct JobTests {
  private func orders(_ desk: Desk) -> [JobOrder] {
    desk.asked.compactMap { if case .startJob(let order, _) = $0 { order } else { nil } }
  }

  private func importing(columns: Int = 80, rows: Int = 24) -> Desk {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("!m~/mail\n")
    return desk
  }

  // MARK: - Jobs

  @Test func anImportIsBegunFromTheListOfJobsAndFromTheCommands() {
    var desk = importing()
    #expect(orders(desk) == [JobOrder(.importMail, path: "~/mail")])
    desk.press(.escape)
    desk.type(":import compl\n/srv/june.csv\n")
    #expect(orders(desk).last == JobOrder(.importComplaints, path: "/srv/june.csv"))
    desk.type(":verify\n")
    #expect(orders(desk).last == JobOrder(.verify))
  }

  @Test func anExportWritesWhatIsShown() {
    var desk = Desk()
    desk.type("'u:export")
    desk.press(.enter)
    #expect(desk.shows("casebook-2026-11-20.csv") && desk.shows("casebook export QUERY --out FILE"))
    desk.press(.enter)
    #expect(
      orders(desk)
        == [JobOrder(.export, path: "casebook-2026-11-20.csv", query: "kind:case stage:untriaged")])
  }

  @Test func theFootSaysHowFarItIsAndTheKeysStayFree() {
    var desk = importing()
    desk.press(.escape)
    desk.receive(.progress(JobProgress("1204 messages", percent: 41), job: 1))
    desk.type("j")
    let row = desk.screen[desk.screen.count - 2]
    #expect(row.hasSuffix("import mail: running 41 %, 1204 messages  [====------]  ! jobs"), "\(row)")
    desk.type("wRang her")
    desk.press(.control("s"))
    #expect(desk.changes.count == 1)
  }

  @Test(arguments: [(80, 24), (30, 8)])
  func theListOfJobsFitsTheScreen(columns: Int, rows: Int) throws {
    var desk = importing(columns: columns, rows: rows)
    desk.receive(.progress(JobProgress("1204 messages", percent: 41), job: 1))
    desk.receive(.ended(JobEnd(.done, "3900 read, 3900 new."), job: 1))
    desk.type("v")
    desk.press(.escape)
    desk.type("!")
    #expect(desk.cursorRow.hasPrefix("> ") && desk.frame.cursor.column == 0)
    try GoldenFrame.expect(desk.frame, "jobs-\(columns)x\(rows)")
  }

  @Test func aJobIsStoppedByAKeyAndSaysWhatStays() {
    var desk = importing()
    #expect(desk.cursorRow.contains("import mail  ~/mail"))
    desk.type("x")
    #expect(desk.asked.contains(.stopJob(1)) && desk.shows("stopping"))
    desk.receive(.ended(JobEnd(.stopped, "stopped; 400 read. These stay."), job: 1))
    #expect(desk.shows("stopped       import mail") && desk.shows("import mail: stopped; 400 read."))
    desk.type("x")
    #expect(desk.asked.count { $0 == .stopJob(1) } == 1)
    // Enter begins it again, with what was typed.
    desk.press(.enter)
    #expect(desk.shows("~/mail"))
  }

  @Test func leavingAsksWhileAJobRuns() {
    var desk = importing()
    desk.press(.escape)
    desk.type("q")
    #expect(!desk.hasQuit && desk.shows("A job is running: q stops it and leaves, Esc stays."))
    desk.press(.escape)
    #expect(desk.session.layers.isEmpty)
    desk.type("qq")
    #expect(desk.hasQuit)
  }

  @Test func whatAJobBroughtInIsShown() {
    var desk = importing()
    desk.press(.escape)
    let before = desk.asked.count
    desk.receive(.ended(JobEnd(.done, "1 read, 1 new."), job: 1))
    #expect(desk.asked.dropFirst(before).contains { if case .rows = $0 { true } else { false } })
    #expect(desk.shows("import mail: 1 read, 1 new."))
  }

  // MARK: - What is told

  @Test func anErrorStaysInTheFootUntilItIsSeenAndNoKeyWaitsForThat() {
    var desk = importing()
    desk.press(.escape)
    desk.receive(.ended(JobEnd(.failed, "~/mail cannot be imported."), job: 1))
    desk.type("j")
    #expect(desk.shows("import mail: ~/mail cannot be imported.") && desk.shows("Esc: seen, g m: in full"))
    #expect(desk.cursorRow.contains("COR-26-0002"))
    // A newer message stands before it for as long as it is new.
    desk.type("wRang her")
    desk.press(.control("s"))
    #expect(desk.shows("note written") && !desk.shows("cannot be imported"))
    desk.type("k")
    #expect(desk.shows("cannot be imported"))
    desk.press(.escape)
    desk.type("j")
    #expect(!desk.shows("cannot be imported"))
  }

  @Test func anErrorBehindAFormIsNotSeenByLeavingTheForm() {
    var desk = importing()
    desk.press(.escape)
    desk.type("w")
    desk.receive(.ended(JobEnd(.failed, "~/mail cannot be imported."), job: 1))
    desk.press(.escape)
    #expect(desk.shows("cannot be imported"))
    desk.type("j")
    #expect(desk.shows("cannot be imported") && desk.shows("Esc: seen"))
  }

  @Test func aSlipOfTheFingerGoesWithTheNextKey() {
    var desk = Desk()
    desk.type("Z")
    #expect(desk.shows("does nothing here"))
    desk.type("j")
    #expect(!desk.shows("does nothing here"))
  }

  @Test func theLogHasWhatWasToldTheNewestFirstWithItsTime() throws {
    var desk = importing()
    desk.press(.escape)
    desk.receive(.ended(JobEnd(.failed, "~/mail cannot be imported."), job: 1))
    desk.type("wRang her")
    desk.press(.control("s"))
    desk.type("gm")
    let lines = desk.screen.filter { $0.contains("14:05") }
    #expect(lines.count == 3)
    #expect(lines.first?.contains("note written") == true)
    #expect(lines[1].contains("! import mail: ~/mail cannot be imported."))
    desk.press(.escape)
    desk.type("j")
    #expect(!desk.shows("cannot be imported"), "opening the log is reading it")
  }

  // MARK: - The first start

  private func greeted(columns: Int = 80, rows: Int = 24) -> (session: Session, asked: [Request]) {
    var session = Session(
      size: Size(rows: rows, columns: columns), actor: ConsoleExamples.actor, lists: ConsoleExamples.lists,
      rulebook: ConsoleExamples.rulebook, now: ConsoleExamples.now)
    let asked = session.start(with: .greeting)
    return (session, asked)
  }

  @Test(arguments: [(80, 24), (30, 8)])
  func anEmptyStoreGreetsWithThreeThingsOneCanDo(columns: Int, rows: Int) throws {
    let (session, _) = greeted(columns: columns, rows: rows)
    let frame = session.draw()
    #expect(frame.text(ofRow: frame.cursor.row).hasPrefix("> m Import mail"))
    try GoldenFrame.expect(frame, "greeting-\(columns)x\(rows)")
  }

  @Test func eachOfTheThreeIsOneKeyAndAllOtherKeysWorkAsEver() {
    var (session, _) = greeted()
    _ = session.handle(.key(.character("m")))
    #expect(session.draw().text.contains("Which mail?"))
    _ = session.handle(.key(.escape))
    #expect(session.handle(.key(.character("d"))) == [.demo])
    _ = session.handle(.key(.character("c")))
    #expect(session.draw().text.contains("-- New: "))
    (session, _) = greeted()
    _ = session.handle(.key(.character("?")))
    #expect(session.draw().text.contains("-- Keys"))
  }

  @Test func withoutAStoreTheOfficeIsNamedFirst() {
    var greeting = Greeting(missingStore: "/home/sam/casebook.sqlite")
    let size = Size(rows: 24, columns: 80)
    #expect(greeting.frame(size: size).text.contains("There is no store at /home/sam/casebook.sqlite yet."))
    #expect(greeting.handle(.character("m")) == .stay)
    #expect(greeting.handle(.enter) == .stay, "an office has a name")
    greeting.paste("Office of Saltmarsh")
    #expect(greeting.handle(.enter) == .stay)
    greeting.paste("/srv/mail")
    #expect(greeting.frame(size: size).text.contains("> /srv/mail"))
    #expect(greeting.handle(.enter) == .make(office: "Office of Saltmarsh", mail: "/srv/mail"))
    #expect(
      Greeting(missingStore: "x").frame(size: Size(rows: 8, columns: 30)).text.contains("m Import mail"))
  }
}
