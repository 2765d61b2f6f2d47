import Canvas
import Casework
import Testing

@testable import Console

/// A person's own keys over the program's.
@Suite struct OwnKeysTests {
  private func keymap(_ own: (pane: String?, action: String, ways: [String])...) -> Keymap {
    Keymap(
      own: own.enumerated().map { line, keys in
        OwnKeys(pane: keys.pane, action: keys.action, ways: keys.ways, place: "Line \(line + 1)")
      })
  }

  private func faults(of keymap: Keymap) -> [String] { keymap.faults.map { $0.text() } }

  private func desk(_ keymap: Keymap) -> Desk {
    var preferences = Preferences()
    preferences.keymap = keymap
    return Desk(columns: 200, preferences: preferences)
  }

  @Test func whoPrefersOtherKeysWritesANoteWithThem() {
    let keys = keymap((nil, "note", ["b"]), (nil, "assign", ["F5", ", a"]))
    #expect(keys.faults == [])
    var desk = desk(keys)
    #expect(desk.foot.contains("b note") && !desk.foot.contains("w note"))
    desk.type("b")
    #expect(desk.shows("Note on COR-26-0001"))
    desk.press(.escape)
    desk.type("w")
    #expect(desk.shows("The key w does nothing here: ? lists the keys."))
    desk.type(",")
    #expect(desk.foot.contains("a assign"))
    desk.type("a")
    #expect(desk.shows("Assign COR-26-0001 to"))
    desk.press(.escape, .function(5))
    #expect(desk.shows("Assign COR-26-0001 to"))
  }

  @Test func theHelpThePaletteAndTheSentencesNameTheKeysInForce() {
    var desk = desk(keymap((nil, "quit", ["Ctrl-X"]), (nil, "help", ["h"])))
    #expect(desk.foot.hasSuffix("h help"))
    desk.press(.escape)
    #expect(desk.shows("This is the list: Ctrl-X leaves Casebook."))
    desk.type("hquit")
    #expect(desk.shows("Ctrl-X"))
    desk.press(.escape, .control("x"))
    #expect(desk.hasQuit)
  }

  @Test func aKeyOfOnePaneIsOnlyThere() {
    let keys = keymap(("complaints", "Score", ["y"]))
    #expect(keys.faults == [])
    #expect(keys.meaning(of: [.character("y")], in: .complaints) == .intent(.score))
    #expect(keys.meaning(of: [.character("S")], in: .complaints) == Keymap.Meaning.none)
    #expect(keys.meaning(of: [.character("y")], in: .correspondence) == Keymap.Meaning.none)
  }

  @Test func theKeysOfAPaneGoBeforeThoseOfAllPanes() {
    let keys = keymap((nil, "note", ["b"]), ("victims", "note", ["y"]))
    #expect(keys.faults == [])
    #expect(keys.meaning(of: [.character("y")], in: .victims) == .intent(.note))
    #expect(keys.meaning(of: [.character("b")], in: .victims) == Keymap.Meaning.none)
    #expect(keys.meaning(of: [.character("b")], in: .groups) == .intent(.note))
  }

  @Test func oneKeyForTwoThingsIsSaidOnceWithItsPlace() {
    #expect(
      faults(of: keymap((nil, "note", ["n"]))) == [
        "Line 1: n is both 'note' and 'next-needing-me' in every pane; 'note' has it: give 'next-needing-me' "
          + "another."
      ])
    #expect(
      faults(of: keymap((nil, "note", ["I"]))) == [
        "Line 1: I is both 'note' and 'identity' in victims; 'note' has it: give 'identity' another."
      ])
  }

  @Test func ownKeysThatCollideWithEachOtherAreSaidToo() {
    let keys = keymap(("complaints", "note", ["y"]), (nil, "assign", ["y", "g"]))
    let said = faults(of: keys)
    #expect(
      said.contains {
        $0.hasPrefix("Line 2: y is both 'note' and 'assign' in complaints; 'note' has it")
      })
    // One key that begins others would end them before they are typed.
    #expect(said.contains { $0.hasPrefix("Line 2: g h is both 'assign' and 'history' in every pane") })
    #expect(keys.meaning(of: [.character("y")], in: .complaints) == .intent(.note))
    #expect(keys.meaning(of: [.character("y")], in: .groups) == .intent(.assign))
    #expect(keys.meaning(of: [.character("g")], in: .groups) == .intent(.assign))
  }

  @Test func twoActionsMayChangeTheirKeys() {
    #expect(keymap((nil, "note", ["n"]), (nil, "next needing me", ["w"])).faults == [])
    #expect(keymap((nil, "back", ["Esc"]), (nil, "note", ["Left"])).faults == [])
  }

  @Test(arguments: [
    (OwnKeys(pane: nil, action: "asign", ways: ["b"], place: "Line 7"), "did you mean 'assign'?"),
    (OwnKeys(pane: nil, action: "make tea", ways: ["b"], place: "Line 7"), "'casebook keys' lists them."),
    (OwnKeys(pane: nil, action: "identity", ways: ["Blue"], place: "Line 7"), "'Blue' is no key"),
    (OwnKeys(pane: nil, action: "note", ways: ["a b c"], place: "Line 7"), "not one key, or two"),
    (OwnKeys(pane: nil, action: "note", ways: [""], place: "Line 7"), "not one key, or two"),
    (OwnKeys(pane: nil, action: "note", ways: ["Ctrl-C"], place: "Line 7"), "cannot be given away"),
    (OwnKeys(pane: nil, action: "quit", ways: [], place: "Line 7"), "'quit' must keep a key."),
    (OwnKeys(pane: "kitchen", action: "note", ways: ["b"], place: "Line 7"), "'kitchen' is no pane"),
    (OwnKeys(pane: "complaints", action: "identity", ways: ["b"], place: "Line 7"), "is no action"),
  ])
  func whatCannotBeUsedIsNamedAndChangesNothing(own: OwnKeys, fault: String) {
    let keys = Keymap(own: [own])
    #expect(keys.faults.count == 1)
    let sentence = keys.faults.first?.text() ?? ""
    #expect(sentence.hasPrefix("Line 7: ") && sentence.contains(fault), "\(sentence)")
    for pane in PaneName.allCases { #expect(keys.actions(in: pane) == ActionList.of(pane)) }
  }

  @Test func everyKeyHasANameThatCanBeWrittenDown() {
    for pane in PaneName.allCases {
      for key in ActionList.of(pane).all.flatMap(\.chords).joined() { #expect(Key(named: key.label) == key) }
    }
    #expect(Key(named: "ctrl-x") == .control("x"))
    #expect(Key(named: "pgdn") == .pageDown)
    #expect(Key(named: "Alt-X") == .alt("X"))
    #expect(Key(named: "F13") == nil)
  }

  @Test(arguments: PaneName.allCases)
  func noTwoActionsOfAPaneHaveOneNameInSettings(pane: PaneName) {
    let slugs = ActionList.of(pane).all.map(\.slug)
    #expect(Set(slugs).count == slugs.count, "\(slugs)")
  }
}
