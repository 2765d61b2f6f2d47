import Canvas
import Casework
import Testing

@testable import Console

/// The mouse, the shape of the screen, and the screen for who listens.
@Suite struct MouseTests {
  private func click(_ desk: inout Desk, row: Int, column: Int, times: Int = 1) {
    for _ in 0..<times {
      desk.send(.mouse(Mouse(kind: .press, point: Point(row: row, column: column))))
      desk.send(.mouse(Mouse(kind: .release, point: Point(row: row, column: column))))
    }
  }

  /// Clicks in the middle of a text on the screen.
  private func click(_ desk: inout Desk, on text: String) throws {
    let row = try #require(desk.screen.lastIndex { $0.contains(text) }, "\(text) is not on the screen")
    let line = desk.screen[row]
    let start = try #require(line.firstRange(of: text)).lowerBound
    click(&desk, row: row, column: line.distance(from: line.startIndex, to: start) + text.count / 2)
  }

  @Test func aSecondPressOnARowOpensIt() {
    var desk = Desk()
    click(&desk, row: 3, column: 20)
    #expect(desk.cursorRow.contains("COR-26-0002") && desk.shows("COR-26-0003"))
    click(&desk, row: 4, column: 20, times: 2)
    #expect(desk.foot.hasPrefix("Esc back") && desk.shows("COR-26-0003") && !desk.shows("COR-26-0002 "))
  }

  @Test func aPressOnATabGoesToItsPane() throws {
    for columns in [80, 120] {
      var desk = Desk(columns: columns, rows: 24)
      try click(&desk, on: columns == 80 ? "5 Walks" : "5 Walkabouts")
      #expect(desk.shows("Walkabouts: "))
      try click(&desk, on: columns == 80 ? "1 Corr" : "1 Correspondence")
      #expect(desk.shows("Correspondence: "))
      click(&desk, row: 0, column: columns - 2)
      #expect(desk.shows("Correspondence: "))
    }
  }

  @Test func aPressOnAKeyOfTheFootPressesIt() throws {
    var desk = Desk(columns: 120, rows: 30)
    try click(&desk, on: "a assign")
    #expect(desk.shows("Assign COR-26-0001 to"))
    try click(&desk, on: "Esc leave")
    #expect(!desk.shows("Assign COR-26-0001 to"))
    try click(&desk, on: "/ search")
    try click(&desk, on: "F1 help")
    #expect(desk.shows("-- Keys"))
    try click(&desk, on: "Esc leave")
    try click(&desk, on: "Esc clear")
    desk.type("g")
    try click(&desk, on: "h history")
    #expect(desk.shows("History of COR-26-0001"))
  }

  @Test func aSecondPressInAPickerTakesTheItem() {
    var desk = Desk()
    desk.type("a")
    click(&desk, row: 14, column: 3)
    #expect(desk.changes.isEmpty)
    click(&desk, row: 13, column: 3, times: 2)
    #expect(desk.changes.count == 1)
  }

  @Test func theLineBetweenListAndLetterIsDragged() {
    var desk = Desk(columns: 120, rows: 40)
    desk.send(.mouse(Mouse(kind: .press, point: Point(row: 10, column: 67))))
    desk.send(.mouse(Mouse(kind: .drag, point: Point(row: 10, column: 48))))
    #expect(desk.frame[row: 10, column: 48].text == "│" && desk.frame[row: 10, column: 67].text != "│")
    desk.send(.mouse(Mouse(kind: .drag, point: Point(row: 10, column: 1))))
    #expect(desk.frame[row: 10, column: 24].text == "│")
    desk.send(.mouse(Mouse(kind: .release, point: Point(row: 10, column: 1))))
    desk.send(.mouse(Mouse(kind: .drag, point: Point(row: 10, column: 90))))
    #expect(desk.frame[row: 10, column: 24].text == "│")

    var high = Desk(columns: 80, rows: 40)
    let divider = high.screen.firstIndex { $0.hasPrefix("-- COR") } ?? 0
    high.send(.mouse(Mouse(kind: .press, point: Point(row: divider, column: 30))))
    high.send(.mouse(Mouse(kind: .drag, point: Point(row: 30, column: 30))))
    high.send(.mouse(Mouse(kind: .release, point: Point(row: 30, column: 30))))
    let dragged = high.screen.firstIndex { $0.hasPrefix("-- COR") } ?? 0
    #expect(divider < 20 && (28...31).contains(dragged))
  }

  @Test func keysShareTheScreenToo() {
    var desk = Desk(columns: 120, rows: 40)
    desk.type("z+")
    #expect(desk.frame[row: 10, column: 57].text == "│")
    desk.type("z-z-")
    #expect(desk.frame[row: 10, column: 76].text == "│")
    desk.type("zl")
    #expect(desk.screen.contains { $0.hasPrefix("-- COR") })
    desk.type("zl")
    #expect(desk.frame[row: 10, column: 76].text == "│")
    desk.type("zpz+")
    #expect(desk.shows("No text stands beside or below the list here: z p shows it"))
  }

  @Test func onANarrowScreenTheLetterStaysBelow() {
    var desk = Desk(columns: 70, rows: 24)
    desk.type("zl")
    #expect(desk.shows("too narrow") && desk.screen.contains { $0.hasPrefix("-- COR") })
  }

  @Test func theMouseIsGivenToTheTerminalAndTakenBack() {
    var desk = Desk()
    desk.type("zm")
    #expect(desk.asked.last == .mouse(false) && desk.shows("The mouse is the terminal's"))
    desk.type("zm")
    #expect(desk.asked.last == .mouse(true))
  }

  @Test func thePreferencesSayWhereTheLetterStands() {
    func screen(_ place: PreviewPlace) -> Desk {
      var preferences = Preferences()
      preferences.preview = place
      return Desk(columns: 120, rows: 40, preferences: preferences)
    }
    #expect(screen(.side).frame[row: 10, column: 67].text == "│")
    #expect(screen(.below).screen.contains { $0.hasPrefix("-- COR") })
    #expect(!screen(.off).shows("From       ") && screen(.auto).shows("From       "))
  }

  // MARK: - By ear

  @Test func forTheEarRowsAreSentencesAndNoLineIsDrawn() {
    var preferences = Preferences()
    preferences.isForEar = true
    for columns in [30, 80, 120, 160] {
      var desk = Desk(columns: columns, rows: 24, preferences: preferences)
      for keys in ["", "\n", "a", "w", "?", "/", "e", "gh"] {
        desk.press(.escape, .escape)
        desk.type(keys)
        #expect(!desk.frame.text.contains { "─│|".contains($0) }, "\(keys) \(desk.frame.text)")
      }
    }
    var desk = Desk(columns: 160, rows: 24, preferences: preferences)
    #expect(desk.frame.cursor.column == 0 && desk.cursorRow.hasPrefix("> "))
    #expect(desk.cursorRow.contains("COR-26-0001, ") && desk.cursorRow.contains(" working day"))
    #expect(!desk.shows(" wd ") && !desk.shows("From       "))
    desk.press(.enter)
    #expect(desk.shows("From       ") && desk.shows(" working days") && !desk.shows(" wd"))
  }
}
