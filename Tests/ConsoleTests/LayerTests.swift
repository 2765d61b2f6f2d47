import Canvas
import Casework
import Testing

@testable import Console

/// What lies over a pane says what it did and what can be done.
@Suite struct LayerTests {
  @Test func theHelpOfALogExplainsTheSignsOfItsKind() throws {
    var meeting = Record(uid: "uid", kind: .meeting, reference: "MTG-26-0001", revision: 1, values: [:])
    meeting[Head.title] = "Panel"
    let log = try #require(LineLog(meeting, lists: ConsoleExamples.lists))
    let words = RecordWords(
      lists: ConsoleExamples.lists, rulebook: ConsoleExamples.rulebook, today: ConsoleExamples.now.londonDay)
    func help(_ kind: KindName, columns: Int = 80) throws -> String {
      var page = try #require(LayerHelp.page(of: .log(log), kind: kind, width: columns))
      page.arrange(in: Size(rows: 24, columns: columns), words: words)
      return page.lines.map(\.text).joined(separator: "\n")
    }
    #expect(try help(.meeting).contains("  !           first in the line: an action"))
    #expect(try help(.session).contains("  +           first in the line: good practice"))
    #expect(try !help(.event).contains("first in the line"))
    for sign in ["#theme", "@place", "by DAY", "^DAY"] { #expect(try help(.event).contains(sign)) }
    #expect(try help(.event, columns: 40).split(separator: "\n").allSatisfy { $0.count <= 40 })
  }

  @Test func controlSWritesTheNote() {
    var desk = Desk()
    desk.type("wRang back.")
    desk.press(.control("s"))
    #expect(desk.changes.last?.what == .act(.note("Rang back."), on: "COR-26-0001", seen: 1))
  }

  @Test func theHelpOfATextIsLaidOverItAndLeavesItAsItWas() {
    var desk = Desk()
    desk.type("wRang")
    desk.press(.function(1))
    #expect(desk.shows("Keys of a text") && desk.shows("Ctrl-S"))
    desk.press(.escape)
    #expect(desk.shows("Rang"))
  }

  /// What was made is closed already, so that the list of open cases has it not.
  @Test func aRecordThatTheViewDoesNotHoldIsShownAlone() {
    var desk = Desk()
    let change = Change(.create(.caseFile, values: ["title": "Lamp"], text: ""))
    desk.receive(.done(change, Receipt(entry: 1, touched: ["COR-26-0099"])))
    #expect(desk.shows("COR-26-0099: recorded, and shown alone"))
    let queries = desk.asked.compactMap { request -> Query? in
      guard case .rows(let page, _) = request else { return nil }
      return page.query
    }
    let wanted = try? QueryParser.parse(
      SavedView.one("COR-26-0099").query, today: ConsoleExamples.now.londonDay, actor: "slewis")
    #expect(wanted != nil && queries.last == wanted)
  }

  @Test func theCursorGoesToARecordThatTheViewHolds() {
    var desk = Desk()
    let change = Change(.create(.caseFile, values: ["title": "Lamp"], text: ""))
    desk.receive(.done(change, Receipt(entry: 1, touched: ["COR-26-0003"])))
    #expect(desk.cursorRow.contains("COR-26-0003") || desk.shows("COR-26-0003: recorded. u"))
    #expect(desk.session.pane.selected?.reference == "COR-26-0003")
  }

  @Test func theKindOfTheViewAtHandIsOfferedFirst() {
    let kinds = PaneName.groups.makes
    #expect(Pickers.kinds(kinds, listedBy: "kind:group is:open").items.first?.choice == .kind(.group))
    #expect(Pickers.kinds(kinds, listedBy: "is:open").items.map(\.choice) == kinds.map { .kind($0) })
  }

  @Test func aRoundIsNotClosedByABareKey() {
    var round = Record(uid: "uid", kind: .round, reference: "DSR-26-0001", revision: 1, values: [:])
    round[Head.stage] = DipSampleRound.reported
    #expect(DipSampleRound.nextLabel(of: round)?.text() == "close")
    #expect(Pickers.nextStep("close", of: round).items.map(\.choice) == [.act("close")])
    round[Head.stage] = DipSampleRound.drawn
    #expect(DipSampleRound.nextLabel(of: round)?.text() == "share out")
  }

  @Test func closingARoundIsAskedBeforeItIsDone() {
    var file = ConsoleExamples.files[0]
    file.record = Record(
      uid: "uid", kind: .round, reference: "DSR-26-0001", revision: 1, values: ["title": "Quarter"])
    file.record[Head.stage] = DipSampleRound.reported
    file.contacts = []
    var desk = Desk([file])
    desk.press(.character("2"))
    #expect(desk.foot.contains("D close"))
    desk.press(.character("D"), .escape)
    #expect(desk.changes.isEmpty)
    desk.press(.character("D"), .enter)
    #expect(desk.changes.map(\.what) == [.act(.act("close", [:]), on: "DSR-26-0001", seen: 1)])
  }

  @Test func aRecordIsChangedInTheOrderInWhichItIsMade() {
    let record = ConsoleExamples.files[0].record
    let new = Forms.create(.caseFile, parent: nil, today: Day(number: 0), lists: ConsoleExamples.lists)
    let edit = Forms.edit(record, lists: ConsoleExamples.lists)
    #expect(edit.lines.map(\.field.name) == new.lines.map(\.field.name))
  }

  @Test func eventsMeetingsAndSessionsStandInTheOrderOfTheirRecording() {
    #expect(PaneName.walkabouts.views[0].orderLabel.text() == "latest recorded first")
    #expect(PaneName.groups.views[0].orderLabel.text() == "latest recorded first")
    #expect(PaneName.complaints.views[0].orderLabel.text() == "newest first")
    #expect(PaneName.correspondence.views[0].orderLabel.text() == "soonest due first")
  }

  @Test func stagesAndActsAreCalledAsTheKindOfTheRecordCallsThem() {
    for kind in RecordKind.all {
      for act in kind.acts where act.name != LineLog.act && act.name != "refer" {
        let what = Change.What.act(.act(act.name, [:]), on: "X", seen: nil)
        #expect(what.done(ConsoleExamples.lists, kind: kind.name) == act.done)
      }
    }
  }
}
