import Canvas
import Casework
import Testing

@testable import Console

/// The list: where the cursor stays, how pages come, how a search narrows.
@Suite struct RegisterPaneTests {
  // MARK: - The cursor

  @Test func theCursorStaysOnItsCaseWhenRowsComeAbove() {
    var desk = Desk()
    desk.type("jj")
    #expect(desk.cursorRow.contains("COR-26-0003"))
    desk.files.insert(
      ExampleFile(90, "New", "Just in", due: "2026-11-16", text: "New.\n"), at: 0)
    desk.receive(.changedElsewhere)
    #expect(desk.cursorRow.contains("COR-26-0003"))
    #expect(desk.shows("4 of 9"))
  }

  @Test func aChangeElsewhereIsSeenInTheRowAndInTheLetter() {
    var desk = Desk()
    desk.files[0].record[Head.owner] = "pjones"
    desk.receive(.changedElsewhere)
    #expect(desk.cursorRow.contains("PJ Siân Llwyd"))
    #expect(desk.shows("Owner      Priya Jones"))
  }

  @Test func nextGoesToWhatIsUnreadOrLateAndWrapsAround() {
    var desk = Desk()
    desk.type("jjn")
    #expect(desk.cursorRow.contains("COR-26-0001"))
    desk.type("n")
    #expect(desk.cursorRow.contains("COR-26-0002"))
    desk.type("NN")
    #expect(desk.cursorRow.contains("COR-26-0002"))
  }

  @Test func nextSaysWhenNothingNeedsAnybody() {
    var desk = Desk(ConsoleExamples.manyFiles(3))
    desk.type("n")
    #expect(desk.shows("Nothing in this list is new or late."))
  }

  // MARK: - Pages

  @Test func furtherRowsComeBeforeTheCursorNeedsThem() {
    var desk = Desk(ConsoleExamples.manyFiles(450))
    for _ in 0..<20 { desk.press(.pageDown) }
    #expect(desk.asked.contains { $0.isPage(after: "COR-26-0200") })
    for _ in 0..<60 { desk.press(.pageDown) }
    #expect(desk.cursorRow.contains("COR-26-0450"))
    #expect(desk.shows("450 of 450"))
  }

  @Test func goingToTheEndGoesToTheLastOfALongList() {
    var desk = Desk(ConsoleExamples.manyFiles(12_345))
    desk.type("G")
    #expect(desk.cursorRow.contains("COR-26-12345"))
    #expect(desk.shows("12,345 of 12,345"))
  }

  @Test func aReloadKeepsTheCursorFarDownTheList() {
    var desk = Desk(ConsoleExamples.manyFiles(450))
    desk.type("GR")
    #expect(desk.cursorRow.contains("COR-26-0450"))
  }

  @Test func anAnswerToAnOldQuestionIsDropped() {
    var desk = Desk()
    desk.receive(.rows([], generation: 0))
    #expect(desk.shows("1 of 8"))
  }

  // MARK: - Searching

  @Test func theListNarrowsAtEachKeyAndEnterKeepsIt() {
    var desk = Desk()
    desk.type("/spe")
    #expect(desk.shows("COR-26-0002"))
    #expect(!desk.shows("COR-26-0003"))
    let searches = desk.asked.count
    desk.press(.enter)
    #expect(desk.asked.count == searches)
    #expect(desk.shows("Search: spe   1 of 1"))
    #expect(desk.cursorRow.contains("COR-26-0002"))
    desk.press(.escape)
    #expect(desk.shows("Correspondence: open   2 of 8"))
  }

  @Test func escapeWhileTypingClearsTheSearch() {
    var desk = Desk()
    desk.type("/light")
    desk.press(.escape)
    #expect(desk.shows("Correspondence: open"))
  }

  @Test func theAnswerToAnEarlierSearchDoesNotReplaceALaterOne() {
    var desk = Desk()
    desk.answersSearches = false
    desk.type("/no")
    desk.receive(.hits([ListLine(row: ConsoleExamples.files[3].row)], generation: 10))
    #expect(!desk.shows("Search: no   1 of 1 "))
    desk.receive(.hits([ListLine(row: ConsoleExamples.files[7].row)], generation: 15))
    #expect(desk.shows("Noise at night"))
    #expect(desk.shows("1 of 1"))
  }

  @Test func movingInTheSearchLineAsksNothing() {
    var desk = Desk()
    desk.type("/light")
    let count = desk.asked.count
    desk.press(.left, .left, .home, .end)
    #expect(desk.asked.count == count)
  }

  @Test func upGoesBackThroughEarlierSearches() {
    var desk = Desk()
    desk.type("/light\n")
    desk.press(.escape)
    desk.type("/noise\n")
    desk.press(.escape)
    desk.type("/")
    desk.press(.up)
    #expect(desk.cursorRow == "/noise")
    desk.press(.up, .up)
    #expect(desk.cursorRow == "/light")
  }

  @Test func whatIsNotUnderstoodStaysToBeMended() {
    var desk = Desk()
    desk.type("/stage:lost\n")
    #expect(desk.cursorRow == "/stage:lost")
    #expect(desk.shows("Not understood at 'lost'"))
  }

  @Test func aSearchThatFindsMoreThanAPageSaysSoAndGoesOn() {
    var desk = Desk(ConsoleExamples.manyFiles(450))
    desk.type("/letter\n")
    #expect(desk.shows("1 of 450"))
    desk.type("G")
    #expect(desk.shows("450 of 450"))
  }

  @Test func searchingFromTheWholeScreenComesBackToTheList() {
    var desk = Desk(columns: 120, rows: 40)
    desk.press(.enter)
    desk.type("/")
    #expect(desk.frame.text.contains("│ ymateb i'm cwyn."))
  }

  // MARK: - The letter

  @Test func theLastLineOfALetterCanBeReached() {
    for (columns, rows) in [(80, 24), (120, 20)] {
      var file = ExampleFile(
        1, "A", "B", due: nil, text: (1...60).map { "Line \($0)" }.joined(separator: "\n"))
      file.history = []
      var desk = Desk([file], columns: columns, rows: rows)
      desk.press(.tab, .end)
      #expect(desk.shows("Line 60"))
      #expect(!desk.shows("more line"))
    }
  }

  @Test func nothingCoversTheWordsOfALetter() {
    let file = ExampleFile(1, "A", "B", due: nil, text: (1...60).map { "Line \($0)" }.joined(separator: "\n"))
    var desk = Desk([file])
    desk.press(.enter)
    #expect(desk.shows("more lines]"))
    #expect(desk.screen[21] == "Line 11")
  }

  @Test func comingBackFromALetterFindsTheListAsItWas() {
    var desk = Desk(ConsoleExamples.manyFiles(60))
    for _ in 0..<30 { desk.type("j") }
    desk.type("kkkk")
    let before = desk.frame
    desk.press(.enter)
    desk.press(.escape)
    #expect(desk.frame == before)
  }

  @Test func anEmptyListKeepsTheKeys() {
    var desk = Desk([])
    desk.press(.tab, .enter)
    desk.type("]nGjx")
    #expect(desk.shows("There is no record here to act on."))
    #expect(desk.frame.cursor == Point(row: 2, column: 0))
  }

  @Test func steppingReadsTheNextCase() {
    var desk = Desk()
    desk.press(.enter)
    desk.type("]")
    #expect(desk.shows("COR-26-0002  Speeding"))
    desk.type("[")
    #expect(desk.shows("COR-26-0001  Cwyn"))
  }

  @Test func eachViewAsksForItsCases() {
    for view in SavedView.correspondence {
      var desk = Desk()
      desk.type("'\(view.key)")
      #expect(desk.shows("Correspondence: \(view.name.text())"))
    }
  }
}

extension Request {
  fileprivate func isPage(after reference: String) -> Bool {
    guard case .rows(let page, _) = self else { return false }
    guard case .after(let row) = page.place else { return false }
    return row.reference == reference
  }
}
