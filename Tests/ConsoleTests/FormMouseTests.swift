import Canvas
import Casework
import Testing

@testable import Console

/// The mouse in forms: a press puts the insertion point where it falls, takes a choice, or presses a button.
@Suite struct FormMouseTests {
  private func click(_ desk: inout Desk, row: Int, column: Int) {
    desk.send(.mouse(Mouse(kind: .press, point: Point(row: row, column: column))))
    desk.send(.mouse(Mouse(kind: .release, point: Point(row: row, column: column))))
  }

  /// Clicks on the first letter of a text on the screen, the lowest there is.
  private func click(_ desk: inout Desk, on text: String, at offset: Int = 0) throws {
    let row = try #require(desk.screen.lastIndex { $0.contains(text) }, "\(text) is not on the screen")
    let line = desk.screen[row]
    let start = try #require(line.firstRange(of: text)).lowerBound
    click(&desk, row: row, column: line.distance(from: line.startIndex, to: start) + offset)
  }

  @Test(arguments: [(80, 24), (120, 40), (50, 14)])
  func aPressOnAFieldPutsTheCursorThere(columns: Int, rows: Int) throws {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("cNoise at nigt")
    desk.press(.tab)
    try click(&desk, on: "Noise at nigt", at: 12)
    #expect(desk.cursorRow.contains("Noise at nigt"))
    desk.type("h")
    #expect(desk.shows("Noise at night"))
    try click(&desk, on: "Noise at night", at: 40 % columns / 2)
    desk.type("!")
    #expect(desk.shows("Noise at night!"))
  }

  @Test func aPressOnAChoiceTakesItAndAnotherReplacesIt() throws {
    var desk = Desk(columns: 100, rows: 40)
    desk.type("c")
    try click(&desk, on: "Channel")
    try click(&desk, on: "Phone")
    #expect(desk.cursorRow.contains("> Channel") && desk.cursorRow.contains("phone"))
    desk.press(.tab)
    #expect(desk.screen.contains { $0.contains("Channel") && $0.contains("Phone") })
  }

  @Test func ofAListOfNamesEachPressAddsOne() throws {
    var desk = Desk(columns: 100, rows: 40)
    desk.type("e")
    try click(&desk, on: "Themes")
    desk.press(.control("u"))
    try click(&desk, on: "Road safety")
    desk.press(.backTab)
    try click(&desk, on: "Themes")
    let typed = desk.cursorRow
    #expect(typed.contains("Themes") && !typed.contains(","))
    let other = try #require(ConsoleExamples.lists.themes.map(\.title).first { $0 == "Response times" })
    desk.press(.end)
    desk.type(",")
    try click(&desk, on: other)
    #expect(desk.cursorRow.filter { $0 == "," }.count == 1)
  }

  @Test func aPressOnSaveSavesAndOnLeaveAsksFirst() throws {
    var desk = Desk()
    desk.type("e")
    desk.press(.end)
    desk.type(" again")
    try click(&desk, on: "[ Leave ]")
    #expect(desk.shows("Enter throws the form away"))
    try click(&desk, on: "again")
    try click(&desk, on: "[ Save ]")
    #expect(desk.changes.count == 1)
  }

  @Test(arguments: [(80, 24), (200, 60), (30, 8)])
  func inATextThePressIsWhereTheNextLetterStands(columns: Int, rows: Int) throws {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("wRang hr.\nShe will write.")
    try click(&desk, on: "Rang hr.", at: 6)
    desk.type("e")
    #expect(desk.shows("| Rang her."))
    try click(&desk, on: "She will write.", at: 14)
    desk.type(" again")
    #expect(desk.shows("She will write again."))
    // Beneath the text is its end.
    guard let row = desk.screen.lastIndex(of: "|") else { return }
    click(&desk, row: row, column: 5)
    desk.type(" Soon.")
    #expect(desk.shows("She will write again. Soon."))
  }

  @Test func theButtonsOfATextArePressed() throws {
    var desk = Desk()
    desk.type("wRang her.")
    try click(&desk, on: "[ Cancel ]")
    #expect(desk.shows("Enter throws the text away"))
    try click(&desk, on: "Rang her.", at: 4)
    #expect(desk.cursorRow.contains("Rang her."))
    try click(&desk, on: "[ Write ]")
    #expect(desk.changes.map(\.what) == [.act(.note("Rang her."), on: "COR-26-0001", seen: 1)])
  }

  @Test func aQueueIsNamedAndSharedWithTheMouse() throws {
    var desk = Desk()
    desk.type("\"Dogs")
    try click(&desk, on: "For")
    try click(&desk, on: "For")
    #expect(desk.shows("everybody  (Space: me alone)"))
    try click(&desk, on: "Name", at: 12)
    desk.type("s")
    #expect(desk.shows("sDogs"))
  }
}
