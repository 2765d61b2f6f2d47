import Canvas
import Casework
import Testing

@testable import Console

/// What a person does at the console, from the first key to what the register is asked for.
@Suite struct SessionTests {
  // MARK: - Acting

  @Test func closingWithoutAReplyAsksForAReasonAndKeepsWhatWasTyped() {
    var desk = Desk()
    desk.type("xans")
    desk.press(.enter)
    #expect(desk.shows("A reason is needed"))
    desk.type("She rang and was content")
    desk.press(.tab, .enter)
    #expect(desk.changes.last?.reason == "She rang and was content")
    #expect(desk.file(1)?.record.isClosed == true)
    #expect(desk.shows("COR-26-0001: closed. u takes it back."))
  }

  @Test func aReasonOfBlanksIsNotAskedOfTheRegister() {
    var desk = Desk()
    desk.type("x")
    desk.press(.enter)
    desk.type("  ")
    desk.press(.tab, .enter)
    #expect(desk.changes.count == 1)
    #expect(desk.shows("The text is empty: write something, or leave it."))
  }

  @Test func aCaseIsAssignedByTypingPartOfAName() {
    var desk = Desk()
    desk.type("azoe")
    desk.press(.enter)
    #expect(desk.file(1)?.record[Head.owner] == "zoneill")
    #expect(desk.shows("COR-26-0001: assigned to Zoë O'Neill. u takes it back."))
  }

  @Test func aCaseIsAssignedToATeam() {
    var desk = Desk()
    desk.type("ahafod")
    desk.press(.enter)
    #expect(desk.file(1)?.record[Head.team] == "hafod")
  }

  @Test func aReferralAwaitsTheForceAndItsAnswerMakesAReplyOwed() {
    var desk = Desk()
    desk.type("fabbey")
    desk.press(.enter)
    desk.type("What was done since June?")
    desk.press(.tab, .enter)
    #expect(desk.file(1)?.record[Head.stage] == "awaiting-force")
    #expect(desk.shows("Awaiting   Abbey neighbourhood team, asked 20 Nov"))
    #expect(desk.foot.contains("F answer"))
    desk.type("FTwo patrols a week")
    desk.press(.tab, .enter)
    #expect(desk.file(1)?.record[Head.stage] == "reply-owed")
    desk.type("rAnnwyl Ms Llwyd")
    desk.press(.tab, .enter)
    #expect(desk.file(1)?.record[Head.stage] == "replied")
    desk.type("x")
    desk.press(.enter)
    #expect(desk.file(1)?.record.isClosed == true)
  }

  @Test func anAnswerThatNobodyWasAskedForIsRefusedAtOnce() {
    var desk = Desk()
    desk.type("F")
    #expect(desk.shows("COR-26-0001 awaits no answer: refer it to a team first."))
    #expect(desk.changes.isEmpty)
  }

  @Test func undoTakesBackWhatWasDoneHereTheLastFirst() {
    var desk = Desk()
    desk.type("a")
    desk.press(.enter)
    desk.type("u")
    #expect(desk.changes.last == Change(.undoEntry(1)))
    #expect(desk.shows("COR-26-0001: taken back (assigned to"))
  }

  @Test func undoNeverTakesBackWhatWasDoneBeforeTheConsoleWasOpened() {
    var desk = Desk()
    desk.type("u")
    #expect(desk.changes.isEmpty)
    #expect(desk.shows("You have changed nothing here yet"))
  }

  @Test func anAttachmentIsSavedUnderANameOfOnesOwn() {
    var desk = Desk()
    desk.type("o")
    desk.press(.enter, .control("u"))
    desk.type("letter.pdf\n")
    #expect(desk.asked.contains(.save(digest: "digest-1", part: 1, path: "letter.pdf")))
    #expect(desk.shows("Saved as letter.pdf."))
  }

  @Test func aSavedFileThatExistsKeepsThePathToBeChanged() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("o")
    desk.press(.enter, .enter)
    desk.receive(.failed("The file exists: choose another name."))
    #expect(desk.shows("The file exists: choose another name."))
    #expect(desk.cursorRow.contains("llythyr-3-mehefin.pdf"))
  }

  // MARK: - Whom it is done to

  @Test func aNoteStaysWithItsCaseWhenTheCaseLeavesTheList() {
    var desk = Desk()
    desk.type("wFor Ms Llwyd")
    desk.files[0].record[Head.stage] = "closed"
    desk.receive(.changedElsewhere)
    desk.press(.tab, .enter)
    #expect(desk.changes.last?.what == .act(.note("For Ms Llwyd"), on: "COR-26-0001", seen: 1))
  }

  @Test func aLetterThatIsReadStaysWhenItsCaseLeavesTheList() {
    var desk = Desk()
    desk.press(.enter)
    desk.files[0].record[Head.stage] = "closed"
    desk.receive(.changedElsewhere)
    #expect(desk.shows("COR-26-0001  Cwyn am oedi"))
    #expect(desk.shows("Stage      Closed"))
    desk.type("]")
    #expect(desk.shows("COR-26-0002  Speeding"))
    desk.press(.escape)
    #expect(desk.cursorRow.contains("COR-26-0002"))
  }

  @Test func aCaseThatIsClosedStaysUnderTheCursorUntilItIsLeft() {
    var desk = Desk()
    desk.type("jx")
    desk.press(.enter)
    desk.type("Same matter")
    desk.press(.tab, .enter)
    #expect(desk.cursorRow.hasPrefix(">   COR-26-0002 closed"))
    desk.type("j")
    #expect(desk.cursorRow.contains("COR-26-0003"))
    #expect(desk.shows("From       Łukasz Żółkiewski"))
    desk.type("R")
    #expect(!desk.shows("COR-26-0002"))
  }

  // MARK: - Leaving

  @Test func qLeavesFromTheBareListAndTakesOffALayerElsewhere() {
    var desk = Desk()
    desk.press(.enter)
    desk.type("q")
    #expect(!desk.hasQuit)
    desk.type("/light\nq")
    #expect(!desk.hasQuit)
    #expect(desk.shows("Correspondence: open   3 of 8"))
    desk.type("q")
    #expect(desk.hasQuit)
  }

  @Test func escapeOnTheBareListSaysHowToLeave() {
    var desk = Desk()
    desk.press(.escape)
    #expect(desk.shows("This is the list: q leaves Casebook."))
    #expect(!desk.hasQuit)
  }

  @Test func controlCNeverQuitsAndNeverThrowsATextAway() {
    var desk = Desk()
    desk.press(.control("c"))
    #expect(desk.shows("Ctrl-C ends nothing here: q leaves Casebook."))
    desk.type("wA long note")
    desk.press(.control("c"))
    #expect(desk.shows("Enter throws the text away; Esc goes back to it."))
    desk.press(.escape)
    #expect(desk.cursorRow.contains("A long note"))
    #expect(!desk.hasQuit)
  }

  @Test func aKeyWithoutAMeaningSaysSo() {
    var desk = Desk()
    desk.type("zx")
    #expect(desk.shows("The key z x does nothing here: ? lists the keys."))
  }

  // MARK: - Paste

  @Test func pastingIntoTheListDoesNothingButSaySo() {
    var desk = Desk()
    let before = desk.asked.count
    desk.send(.paste("Dear team, please delete\nqxaq"))
    #expect(desk.asked.count == before)
    #expect(desk.shows("Pasted text has no place here: open a note or a reply first."))
  }

  @Test func pastingAtTheButtonsGoesIntoTheText() {
    var desk = Desk()
    desk.type("wSee: ")
    desk.press(.tab)
    desk.send(.paste("line one\r\nline two"))
    desk.press(.tab, .enter)
    #expect(desk.changes.last?.what == .act(.note("See: line one\nline two"), on: "COR-26-0001", seen: 1))
  }

  @Test func pastingSearches() {
    var desk = Desk()
    desk.type("/")
    desk.send(.paste("speeding"))
    #expect(desk.cursorRow.hasPrefix("/speeding"))
    #expect(desk.shows("1 of 1"))
  }

  // MARK: - Resizing

  @Test(arguments: ["", "/light", "a", "#", "wA note", "?", ":", "gh", "'", "x\n", "\n"])
  func resizingKeepsWhatOneIsDoing(keys: String) {
    var desk = Desk()
    desk.type(keys)
    let before = desk.frame
    for (columns, rows) in [(200, 60), (30, 8), (19, 4), (0, 0), (1, 1), (20, 5), (110, 6), (80, 24)] {
      desk.resize(columns: columns, rows: rows)
      let frame = desk.frame
      #expect(frame.cursor.row <= max(0, rows - 1) && frame.cursor.column <= max(0, columns - 1))
    }
    #expect(desk.frame.text == before.text)
    #expect(desk.frame.cursor == before.cursor)
  }

  @Test func theHistoryIsWrappedAnewForANarrowScreen() {
    var desk = Desk()
    desk.type("gh")
    desk.resize(columns: 24, rows: 10)
    #expect(desk.shows("Tŷ'r Ŵyl"))
  }

  @Test func aPreviewThatLosesItsRoomGivesTheKeysBackToTheList() {
    var desk = Desk()
    desk.press(.tab)
    desk.resize(columns: 50, rows: 20)
    desk.type("j")
    #expect(desk.cursorRow.contains("COR-26-0002"))
  }

  // MARK: - The mouse

  @Test func aPressChoosesARowAndTheWheelScrollsTheLetter() {
    var desk = Desk()
    desk.send(.mouse(Mouse(kind: .press, point: Point(row: 4, column: 10))))
    #expect(desk.cursorRow.contains("COR-26-0003"))
    desk.send(.mouse(Mouse(kind: .press, point: Point(row: 11, column: 10))))
    #expect(desk.cursorRow.contains("COR-26-0003"))
    desk.send(.mouse(Mouse(kind: .wheelDown, point: Point(row: 15, column: 10))))
    #expect(!desk.shows("From       "))
  }

  @Test func aPressChoosesAnItemOfAPicker() {
    var desk = Desk()
    desk.type("a")
    desk.send(.mouse(Mouse(kind: .press, point: Point(row: 14, column: 3))))
    #expect(desk.cursorRow.hasPrefix("> Zoë"))
  }

  // MARK: - Sizes

  @Test func everyScreenSizeIsDrawn() {
    for keys in ["", "/x", "a", "wA note\nof lines", "?", "'", "gh", "\n"] {
      var desk = Desk()
      desk.type(keys)
      for columns in [0, 1, 19, 20, 29, 30, 59, 60, 109, 110, 250] {
        for rows in [0, 1, 4, 5, 6, 8, 15, 16, 20, 24, 70] {
          desk.resize(columns: columns, rows: rows)
          #expect(desk.frame.size == Size(rows: rows, columns: columns))
        }
      }
    }
  }
}
