import Canvas
import Casework
import Testing

@testable import Console

/// The one list of actions: what the foot, the help, the palette and the keys read.
@Suite struct ActionListTests {
  @Test func noIntentHasTwoActions() {
    for pane in PaneName.allCases {
      let intents = ActionList.of(pane).all.map(\.intent)
      #expect(Set(intents).count == intents.count, "\(pane)")
    }
  }

  @Test func everyActionHasANameAKeyAndASentenceWithoutAFullStop() {
    for action in ActionList.of(.correspondence).all {
      let sentence = action.sentence.text()
      #expect(!action.name.text().isBlank && !action.short.text().isBlank && !action.keys.isEmpty)
      #expect(sentence.count > 8 && !sentence.hasSuffix("."), "\(sentence)")
    }
  }

  @Test func namesAreDifferent() {
    #expect(
      Set(ActionList.of(.correspondence).all.map { $0.name.text() }).count
        == ActionList.of(.correspondence).all.count)
  }

  @Test(arguments: PaneName.allCases)
  func noWayOfTypingOneActionShadowsAnother(pane: PaneName) {
    let chords = ActionList.of(pane).all.flatMap { action in action.chords.map { (action.intent, $0) } }
    for (intent, chord) in chords {
      for (other, longer) in chords where (other, longer) != (intent, chord) {
        #expect(!longer.starts(with: chord), "\(intent) \(chord) and \(other) \(longer)")
      }
    }
  }

  @Test func everyActionIsInTheHelpWithItsSentence() {
    let session = Desk(columns: 200, rows: 24)
    var help = HelpPage(ActionList.of(.correspondence))
    help.arrange(in: Size(rows: 20, columns: session.frame.size.columns))
    let text = help.lines.map(\.text).joined(separator: "\n")
    for action in ActionList.of(.correspondence).all { #expect(text.contains(action.sentence.text())) }
    for group in ActionGroup.allCases { #expect(text.contains(group.title.text())) }
  }

  @Test func theHelpIsNarrowedByWordsAndByKeys() {
    var desk = Desk()
    desk.type("?refer")
    #expect(desk.shows("ask a neighbourhood team or a partner"))
    #expect(!desk.shows("write a note"))
    desk.press(.control("u"))
    desk.type("#")
    #expect(desk.shows("choose the record's themes"))
    #expect(!desk.shows("write a note"))
    desk.type("zzz")
    #expect(desk.shows("No key does that."))
  }

  @Test func theHelpStopsAtItsEnd() {
    var desk = Desk()
    desk.type("?")
    for _ in 0..<200 { desk.press(.down) }
    let end = desk.frame.text
    #expect(desk.frame.cursor.row > 1)
    desk.press(.pageUp)
    desk.press(.pageUp)
    #expect(desk.frame.text != end)
  }

  @Test func everyActionIsInThePaletteAndRunsFromThere() {
    let items = Pickers.palette(ActionList.of(.correspondence)).items
    for action in ActionList.of(.correspondence).all where action.intent != .palette {
      #expect(items.contains { $0.choice == .intent(action.intent) && $0.title == action.name.text() })
    }
    var desk = Desk()
    desk.type(":note\n")
    #expect(desk.shows("Note on COR-26-0001"))
  }

  // MARK: - The foot

  @Test func theFootAlwaysEndsInHelp() {
    for (keys, end) in [
      ("", "? help"), ("\n", "? help"), ("/light\n", "? help"), ("gh", "? help"), ("a", "F1 help"),
      ("wA note", "F1 help"), ("/light", "F1 help"), (":", "F1 help"),
    ] {
      for columns in [20, 30, 59, 60, 80, 120, 200] {
        var desk = Desk(columns: columns, rows: 24)
        desk.type(keys)
        #expect(desk.foot.hasSuffix(end), "after '\(keys)' at \(columns): \(desk.foot)")
      }
    }
  }

  @Test(arguments: ["a", "wA note", "/light"])
  func f1IsHelpWhereAQuestionMarkIsText(keys: String) {
    var desk = Desk()
    desk.type(keys)
    let before = desk.frame.text
    desk.press(.function(1))
    #expect(desk.shows("-- Keys"))
    desk.press(.escape)
    #expect(desk.frame.text == before)
  }

  @Test func theFootLeavesOutWhatTheRulesForbid() {
    var desk = Desk(columns: 200, rows: 24)
    desk.type("fabbey\nWhat was done?")
    desk.press(.tab, .enter)
    #expect(!desk.foot.contains("x close"))
    #expect(desk.foot.contains("F answer"))
  }

  @Test func theFootOfANarrowScreenKeepsOpenAndSearch() {
    #expect(Desk(columns: 30, rows: 8).foot == "Enter open  / search  ? help")
  }

  @Test func aLetterSaysHowToComeBack() {
    var desk = Desk()
    desk.press(.enter)
    #expect(desk.foot.hasPrefix("Esc back"))
  }
}

/// From keys to what is meant.
@Suite struct KeymapTests {
  @Test func theFirstKeyOfAChordWaits() {
    #expect(Keymap.standard.meaning(of: [.character("g")], in: .correspondence) == .pending)
    #expect(
      Keymap.standard.meaning(of: [.character("g"), .character("h")], in: .correspondence)
        == .intent(.history))
    #expect(
      Keymap.standard.meaning(of: [.character("g"), .character("x")], in: .correspondence)
        == Keymap.Meaning.none)
  }

  @Test func escapeAndControlCLeaveAChord() {
    for key in [Key.escape, .control("c")] {
      var desk = Desk()
      let before = desk.frame.text
      desk.type("g")
      desk.press(key)
      #expect(desk.frame.text == before)
    }
  }

  @Test func everyContinuationOfAChordIsShown() {
    for (first, count) in [("'", SavedView.correspondence.count + 1), ("z", 9), ("T", 6), ("g", 12)] {
      var desk = Desk()
      desk.type(first)
      let next = Keymap.standard.continuations(of: [.character(Character(first))], in: .correspondence)
      #expect(next.count == count)
      for (key, action) in next where action.intent != .queues {
        #expect(desk.shows("\(key.label) \(action.short.text())"))
      }
    }
  }

  @Test func lettersAndArrowsMoveAlike() {
    for (letter, key) in [("j", Key.down), ("G", .end)] {
      var (typed, pressed) = (Desk(), Desk())
      typed.type(letter)
      pressed.press(key)
      #expect(typed.frame == pressed.frame)
    }
  }
}
