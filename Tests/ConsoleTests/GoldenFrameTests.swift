import Canvas
import Casework
import Testing

@testable import Console

/// Pictures of the console in its states and sizes, and where the hardware cursor stands in each.
///
/// A picture is kept in `Golden/`. When the screen was changed on purpose, write them anew with
/// `UPDATE_GOLDEN=1 swift test --filter GoldenFrameTests`, and read the difference.
@Suite struct GoldenFrameTests {
  /// Where the hardware cursor must stand.
  enum Focus {
    /// Column 0 of a row that begins with the mark of the focus.
    case row
    /// The insertion point, after this text.
    case after(String)
    /// The mark of the chosen button.
    case button(String)
    /// The first row of a text to read.
    case text
  }

  private func expect(
    _ desk: Desk, _ name: String, _ focus: Focus, at location: SourceLocation = #_sourceLocation
  ) throws {
    let frame = desk.frame
    let cursor = frame.cursor
    #expect(cursor.row >= 0 && cursor.row < frame.size.rows, sourceLocation: location)
    #expect(cursor.column >= 0 && cursor.column < frame.size.columns, sourceLocation: location)
    let row = frame.text(ofRow: cursor.row)
    switch focus {
    case .row:
      #expect(cursor.column == 0 && row.hasPrefix(">"), sourceLocation: location)
    case .after(let text):
      let before = (0..<cursor.column).map { frame[row: cursor.row, column: $0].text }.joined()
      #expect(before.hasSuffix(text), "the cursor stands after '\(before)'", sourceLocation: location)
    case .button(let text):
      let after = (cursor.column..<frame.size.columns).map { frame[row: cursor.row, column: $0].text }
        .joined()
      #expect(after.hasPrefix("> [ \(text) ]"), "on '\(after)'", sourceLocation: location)
    case .text:
      #expect(frame[row: cursor.row, column: cursor.column].text != " ", sourceLocation: location)
    }
    try GoldenFrame.expect(frame, name, at: location)
  }

  // MARK: - The list

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (50, 20), (30, 8), (20, 5)])
  func theListAndTheLetterFitTheScreen(columns: Int, rows: Int) throws {
    try expect(Desk(columns: columns, rows: rows), "list-\(columns)x\(rows)", .row)
  }

  @Test func aScreenThatIsTooSmallSaysWhatItNeeds() throws {
    let desk = Desk(columns: 19, rows: 4)
    #expect(desk.frame.text.hasPrefix("Casebook needs 20\nby 5"))
    try GoldenFrame.expect(desk.frame, "list-19x4")
  }

  @Test func anEmptyListSaysWhatToDo() throws {
    let desk = Desk([])
    #expect(desk.frame.cursor == Point(row: 2, column: 0))
    try GoldenFrame.expect(desk.frame, "list-empty")
  }

  @Test func aLetterIsReadOnTheWholeScreen() throws {
    var desk = Desk()
    desk.press(.enter)
    try expect(desk, "reading-80x24", .text)
  }

  @Test func aLetterWithControlsShowsThemAsSigns() throws {
    var desk = Desk()
    desk.press(.end, .up)
    try expect(desk, "list-hostile", .row)
  }

  // MARK: - Searching

  @Test func aSearchShowsWhereItMatches() throws {
    var desk = Desk()
    desk.type("/light")
    try expect(desk, "search", .after("/light"))
  }

  @Test func aSearchThatIsNotUnderstoodSaysWhy() throws {
    var desk = Desk()
    desk.type("/light stage:lost")
    try expect(desk, "search-fault", .after("stage:lost"))
  }

  // MARK: - Layers

  @Test func assigningOffersMeColleaguesAndTeams() throws {
    var desk = Desk()
    desk.type("a")
    try expect(desk, "picker-assign", .row)
  }

  @Test func themesShowTheirMarks() throws {
    var desk = Desk()
    desk.type("#")
    desk.press(.tab)
    try expect(desk, "picker-themes", .row)
  }

  @Test func aStageThatIsRefusedSaysWhy() throws {
    var desk = Desk()
    desk.type("sawaiting")
    desk.press(.enter)
    try expect(desk, "picker-stage-refused", .row)
  }

  @Test(arguments: [(80, 24), (30, 8)])
  func aNoteIsWritten(columns: Int, rows: Int) throws {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("wRang back\nleft word")
    try expect(desk, "note-\(columns)x\(rows)", .after("left word"))
  }

  @Test func leavingATextThatWasBegunAsks() throws {
    var desk = Desk()
    desk.type("wRang back")
    desk.press(.escape)
    try expect(desk, "note-leaving", .button("Cancel"))
  }

  @Test func closingWithoutAReplyAsksForAReason() throws {
    var desk = Desk()
    desk.type("x")
    desk.press(.enter)
    desk.type("Rang her instead")
    try expect(desk, "reason", .after("Rang her instead"))
  }

  @Test(arguments: [(80, 24), (30, 8)])
  func theHelpListsTheKeys(columns: Int, rows: Int) throws {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("?")
    try expect(desk, "help-\(columns)x\(rows)", .after("Find: "))
  }

  @Test func thePaletteListsTheCommands() throws {
    var desk = Desk()
    desk.type(":vie")
    try expect(desk, "palette", .row)
  }

  @Test func theHistoryIsShownInFull() throws {
    var desk = Desk()
    desk.type("a")
    desk.press(.enter)
    desk.type("gh")
    try expect(desk, "history", .text)
  }

  // MARK: - The last rows

  @Test func aChordThatIsBegunShowsHowItGoesOn() throws {
    var desk = Desk()
    desk.type("'")
    try expect(desk, "pending-views", .text)
  }

  @Test func anErrorIsSaidInFull() throws {
    var desk = Desk()
    desk.receive(
      .failed(
        """
        The store is locked by another program for longer than five seconds: close it there, or wait and \
        press R to try again.
        """
      ))
    try expect(desk, "notice-error", .row)
  }
}
