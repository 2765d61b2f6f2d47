import Canvas
import Casework
import Testing

@testable import Console

/// Choosing from a list by typing.
@Suite struct PickerTests {
  private let lists = ConsoleExamples.lists

  private var record: Record { ConsoleExamples.files[0].record }

  @Test func typingNarrowsByTheBeginningsOfWordsWithoutAccents() {
    var picker = Pickers.place(record, lists: lists)
    for character in "mon fa" { _ = picker.handle(.character(character)) }
    #expect(picker.selected?.choice == .place("mon"))
    #expect(picker.shown.count == 1)
  }

  @Test func signsAloneNarrowNothing() {
    var picker = Pickers.place(record, lists: lists)
    _ = picker.handle(.character("-"))
    #expect(picker.shown.count == lists.places.count)
  }

  @Test func nothingThatFitsCannotBeChosen() {
    var desk = Desk()
    desk.type("azzzz\n")
    #expect(desk.changes.isEmpty)
    #expect(desk.shows("Nothing fits what is typed."))
    #expect(desk.frame.cursor == Point(row: 11, column: 10))
  }

  @Test func placesAreInOrderWithThePlaceAroundThem() {
    let items = Pickers.place(record, lists: lists).items
    #expect(items.map(\.title) == ["Abbey", "Gororau", "Hafod", "Môn Fach"])
    #expect(items.first?.detail == "Gororau")
  }

  @Test func outcomesAreReadInFull() {
    var desk = Desk()
    desk.type("x")
    for outcome in Outcome.allCases {
      #expect(desk.shows("  \(outcome.label.text()) ") || desk.shows("> \(outcome.label.text()) "))
    }
  }

  // MARK: - Themes

  @Test func aThemeIsTakenByTypingItsName() {
    var desk = Desk()
    desk.type("#light\n")
    #expect(desk.file(1)?.record[Head.themes] == ["lighting"])
    desk.type("#noise\n")
    #expect(desk.file(1)?.record[Head.themes] == ["lighting", "noise"])
  }

  @Test func severalThemesAreMarkedOneAfterTheOther() {
    var desk = Desk()
    desk.type("#road")
    desk.press(.tab)
    desk.type("noi")
    desk.press(.tab)
    #expect(desk.shows("[x] Noise"))
    #expect(desk.shows("[x] Road safety"))
    desk.press(.enter)
    #expect(desk.file(1)?.record[Head.themes] == ["road-safety", "noise"])
  }

  @Test func theLastThemeCanBeTakenAway() {
    var desk = Desk()
    desk.type("#noise\n#noise")
    desk.press(.tab, .enter)
    #expect(desk.file(1)?.record[Head.themes] == nil)
  }

  // MARK: - Refusals

  @Test func aStageWhoseGateIsShutSaysSoBeforeItIsChosen() {
    let facts = Facts(
      actor: ConsoleExamples.actor, now: ConsoleExamples.now, rulebook: ConsoleExamples.rulebook,
      newUID: { "" })
    let items = Pickers.stage(record, facts: facts).items
    let shut = items.first { $0.choice == .stage("awaiting-force") }?.refusal
    #expect(shut?.text().contains("awaits no answer") == true)
    #expect(items.first { $0.choice == .stage("replied") }?.refusal == nil, "a reason opens it")
  }

  @Test func aRefusalByTheRegisterStaysInThePickerUntilTheNextKey() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("apri\n")
    guard let change = desk.changes.last else { return #expect(Bool(false), "nothing was asked") }
    desk.receive(.refused(change, "Priya Jones gave it to herself meanwhile.", yieldsToReason: false))
    #expect(desk.shows("Priya Jones gave it to herself meanwhile."))
    #expect(desk.shows("Find: pri"))
    desk.press(.down)
    #expect(!desk.shows("meanwhile."))
  }

  @Test func escapeLeavesAPickerAndNothingChanges() {
    var desk = Desk()
    desk.type("a")
    desk.press(.escape)
    #expect(desk.changes.isEmpty)
    #expect(desk.cursorRow.contains("COR-26-0001"))
  }

  @Test func nobodyIsOfferedOnlyWhereThereIsSomebody() {
    let actor = ConsoleExamples.actor
    let owned = ConsoleExamples.files[2].record
    #expect(!Pickers.assign(record, lists: lists, actor: actor).items.contains { $0.choice == .nobody })
    #expect(Pickers.assign(owned, lists: lists, actor: actor).items.contains { $0.choice == .nobody })
  }

  @Test func anOfficeWithoutTeamsSaysSo() {
    var lists = lists
    lists.teams = []
    var session = Session(
      size: Size(rows: 24, columns: 80), actor: ConsoleExamples.actor, lists: lists,
      rulebook: ConsoleExamples.rulebook, now: ConsoleExamples.now)
    _ = session.start()
    let file = ConsoleExamples.files[0]
    _ = session.receive(.rows([file.row], generation: 5))
    _ = session.receive(.view(file.view, history: []))
    _ = session.handle(.key(.character("f")))
    #expect(session.draw().text.contains("The office has no list of these yet."))
  }
}
