import Canvas
import Casework
import Testing

@testable import Console

/// Names and numbers that a group's forms know are chosen, and what they do not know is typed.
@Suite struct GroupOptionsTests {
  private func said(_ console: GroupsConsole) -> Change? {
    console.asked.compactMap { request in
      if case .perform(let change) = request { change } else { nil }
    }.last
  }

  @Test func aMemberIsChosenByTheBeginningOfAName() {
    var console = GroupsConsole(columns: 80, rows: 24)
    console.type("A")
    #expect(console.shows("Grace Okafor, Community, Chair") && console.shows("PCC, seat"))
    console.type("rees")
    console.press(.control("s"))
    #expect(said(console)?.what == .act(.act("attend", ["who": "Supt Rees"]), on: "MTG-26-0002", seen: 1))
    console.type("A")
    // Of whom something is recorded stands last, with what it is.
    console.press(.down, .down, .down, .down, .down)
    #expect(console.frame.text(ofRow: console.frame.cursor.row).contains("Supt Rees, Force: present"))
  }

  /// "Community" is said of most members: it must not stand before the seat that is called so.
  @Test func whoIsCalledSoComesBeforeOfWhomItIsSaid() {
    var console = GroupsConsole(columns: 80, rows: 24)
    console.type("Acom")
    #expect(console.shows("> Commissioner Hughes"))
    console.press(.control("s"))
    #expect(
      said(console)?.what
        == .act(.act("attend", ["who": "Commissioner Hughes"]), on: "MTG-26-0002", seen: 1))
  }

  @Test func aGuestIsTypedWithTheSeatThatIsChosen() {
    var console = GroupsConsole(columns: 80, rows: 24)
    console.type("ADeputy Price")
    console.press(.tab, .tab)
    #expect(console.shows("PCC, Commissioner Hughes"))
    console.type("p")
    console.press(.control("s"))
    #expect(
      said(console)?.what
        == .act(.act("attend", ["who": "Deputy Price", "seat": "PCC"]), on: "MTG-26-0002", seen: 1))
  }

  @Test func whatIsAmendedIsChosenFromTheMinutes() {
    var console = GroupsConsole(columns: 80, rows: 24)
    console.press(.character("j"), .character("M"), .backTab)
    #expect(console.shows("1.A1  Send a sample of 20"))
  }

  @Test func whoLeavesIsChosenFromTheMembers() {
    var console = GroupsConsole(columns: 80, rows: 24)
    console.type("'gdleaves")
    console.press(.enter)
    #expect(console.shows("Łukasz Nowak, Community"))
  }
}
