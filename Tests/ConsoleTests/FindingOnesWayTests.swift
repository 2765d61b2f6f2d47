import Canvas
import Casework
import Testing

@testable import Console

/// Going where one wants: by number, by reference, by name, back and forth, and in another order.
@Suite struct FindingOnesWayTests {
  @Test func aNumberGoesBeforeAMovement() {
    var desk = Desk()
    desk.type(";3")
    #expect(desk.foot.contains("; 3 ..."))
    desk.type("j")
    #expect(desk.session.pane.cursor.selection == 3)
    desk.type(";2k")
    #expect(desk.session.pane.cursor.selection == 1)
    desk.type(";4G")
    #expect(desk.session.pane.cursor.selection == 3)
    desk.type("gg;3t")
    #expect(desk.foot.contains("assign 3"))
  }

  @Test func aNumberBeforeAVerbDoesNothing() {
    var desk = Desk()
    desk.type(";3u")
    #expect(desk.shows("A number goes before a movement") && desk.changes.isEmpty)
    desk.type(";9")
    desk.press(.escape)
    desk.type("2")
    #expect(desk.session.paneName == .complaints)
  }

  @Test func oneGoesBackToWhereOneWasAndOnAgain() {
    var desk = Desk()
    desk.type("jj")
    let here = desk.session.pane.selected?.reference
    desk.type("3")
    #expect(desk.session.paneName == .victims)
    desk.type("<")
    #expect(desk.session.paneName == .correspondence && desk.session.pane.selected?.reference == here)
    desk.type(">")
    #expect(desk.session.paneName == .victims)
    desk.type(">")
    #expect(desk.shows("This is the last place."))
  }

  @Test func theListIsSortedByAnyColumnAndTurnedRound() {
    var desk = Desk()
    desk.type("zs")
    desk.type("subject")
    desk.press(.enter)
    #expect(desk.shows("by subject"))
    guard
      case .search(_, let sort, _, _, _)? = desk.asked.last(where: {
        if case .search = $0 { true } else { false }
      })
    else { return #expect(Bool(false)) }
    #expect(sort == ListSort(.title))
    desk.type("zs")
    desk.press(.enter)
    #expect(desk.shows("by subject, reversed"))
    desk.type("'a")
    #expect(!desk.shows("by subject"))
  }

  @Test(arguments: [
    ("42", "COR-26-0042"), ("26-42", "COR-26-0042"), ("adv-25-3", "ADV-25-0003"),
    ("COR-26-12345", "COR-26-12345"),
  ])
  func aReferenceIsTypedInShort(typed: String, reference: String) {
    let references = TypedReference(prefix: "COR", year: 26)
    let known = RecordKind.all.map(\.prefix)
    guard known.contains(String(reference.prefix(3))) else { return }
    #expect(references.reference(typed: typed) == reference)
  }

  @Test(arguments: ["", "x", "26-", "-4", "XYZ-26-1", "1-2-3-4", "26-x", "99999999999999999999"])
  func whatIsNoReferenceIsNone(typed: String) {
    #expect(TypedReference(prefix: "COR", year: 26).reference(typed: typed) == nil)
  }

  @Test func thePaletteGoesToAReference() {
    var desk = Desk()
    desk.type(":2")
    #expect(desk.cursorRow.contains("go to COR-26-0002"))
    desk.press(.enter)
    #expect(desk.session.pane.view == .one("COR-26-0002"))
    desk.type("<")
    #expect(desk.session.pane.view == PaneName.correspondence.views[0])
  }

  @Test func theCommandIsTypedWithItsArgument() {
    var desk = Desk()
    let colleague = ConsoleExamples.lists.accounts.first { $0.name != ConsoleExamples.actor.name }
    desk.type(":assign \(colleague?.fullName.split(separator: " ").last ?? "")")
    #expect(desk.cursorRow.contains("assign \(colleague?.fullName ?? "-")"))
    #expect(desk.shows("casebook set COR-26-0001 owner=\(colleague?.name ?? "-")"))
    desk.press(.enter)
    #expect(
      desk.changes.last?.what
        == .act(.set(["owner": .string(colleague?.name ?? "")]), on: "COR-26-0001", seen: 1))
  }

  @Test func theHelpDoesWhatItsLineSays() {
    var desk = Desk()
    desk.type("?write a note")
    desk.press(.enter)
    #expect(desk.shows("Note on COR-26-0001"))
  }

  /// Whatever changes or shows a record has a command; the names are held against the program in the stories.
  @Test func everyCommandOfThePaletteHasATwin() {
    for pane in PaneName.allCases {
      for action in ActionList.of(pane).all where [.acting, .tagging].contains(action.group) {
        guard ![.repeatLast, .tagNone, .tagAgain, .tagOrPage].contains(action.intent) else { continue }
        let twin = CommandTwin.text(
          of: action.intent, view: pane.views[0], reference: nil, isMany: false)
        #expect(twin != nil, "\(action.name.text())")
      }
    }
  }
}

extension FindingOnesWayTests {
  @Test func oneKeyZoomsTheListOrTheTextAndBack() {
    var desk = Desk(columns: 120, rows: 40)
    let both = desk.frame.text
    desk.type("+")
    #expect(desk.session.layout?.preview == nil && desk.frame.text != both)
    desk.type("+")
    #expect(desk.frame.text == both)
    desk.press(.tab)
    desk.type("+")
    #expect(desk.session.pane.focus == .reading)
    desk.type("+")
    #expect(desk.session.pane.focus == .preview && desk.session.layout?.preview != nil)
  }
}
