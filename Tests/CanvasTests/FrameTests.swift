import Canvas
import Testing

@Suite struct FrameTests {
  @Test func textIsPutWhereItBelongs() {
    var frame = Frame(size: Size(rows: 2, columns: 12))
    let used = frame.put("Tŷ'r Ŵyl", row: 1, column: 2, width: 20, style: Style(.late))
    #expect(used == 8)
    #expect(frame.text == "\n  Tŷ'r Ŵyl")
    #expect(frame[row: 1, column: 3] == Cell(text: "ŷ", style: Style(.late)))
    #expect(frame[row: 0, column: 0] == .blank)
  }

  @Test(arguments: ["abcdefgh", "Ŵbcdefgh"])
  func textIsClippedToItsWidthAndToTheFrame(text: String) {
    var frame = Frame(size: Size(rows: 1, columns: 6))
    let first = frame.put(text, row: 0, column: 0, width: 3)
    #expect(first == 3)
    let second = frame.put(text, row: 0, column: 4, width: 9)
    #expect(second == 2)
    #expect(frame.text.count == 6)
    for place in [(-1, 0), (1, 0), (0, 6), (0, Int.max)] {
      let outside = frame.put(text, row: place.0, column: place.1, width: 5)
      #expect(outside == 0)
    }
    frame.put(text, row: 0, column: -2, width: Int.max)
    #expect(frame.text == "cdefgh")
  }

  @Test func aWideCharacterIsNeverSplit() {
    var frame = Frame(size: Size(rows: 1, columns: 5))
    let used = frame.put("日本語", row: 0, column: 0, width: 5)
    #expect(used == 4)
    #expect(frame.text == "日本")
    #expect(frame[row: 0, column: 1].text.isEmpty)
    frame.put("x", row: 0, column: 1, width: 1)
    #expect(frame.text == " x本")
    frame.put("y", row: 0, column: 2, width: 1)
    #expect(frame.text == " xy")
    #expect(frame.cells.map(\.text) == [" ", "x", "y", " ", " "])
  }

  @Test func aWideCharacterAcrossTheLeftEdgeIsABlank() {
    var frame = Frame(size: Size(rows: 1, columns: 4))
    frame.put("日a", row: 0, column: -1, width: 9)
    #expect(frame.text == " a")
  }

  @Test func dangerousTextIsCleanedOnTheWay() {
    var frame = Frame(size: Size(rows: 1, columns: 20))
    frame.put("a\u{1B}[2J\r\u{202E}b", row: 0, column: 0, width: 20)
    #expect(frame.text == "a␛[2J␍[RLO]b")
  }

  @Test func theRunsOfALineFollowEachOther() {
    var frame = Frame(size: Size(rows: 1, columns: 20))
    let line = StyledLine("> ", .text) + StyledLine("LATE 3", .late) + StyledLine("\u{8}")
    #expect(line.width == 9)
    let used = frame.put(line, row: 0, column: 1, width: 19)
    #expect(used == 9)
    #expect(frame.text == " > LATE 3␈")
    #expect(frame[row: 0, column: 3].style == Style(.late))
    var narrow = Frame(size: Size(rows: 1, columns: 20))
    let columns = narrow.put(
      StyledLine("ab") + StyledLine("日") + StyledLine("c"), row: 0, column: 0, width: 3)
    #expect(columns == 2)
    #expect(narrow.text == "ab")
  }

  @Test func aVeryLongTextIsPutByItsStart() {
    var frame = Frame(size: Size(rows: 1, columns: 8))
    let long = String(repeating: "Ŵyl ", count: 1 << 18)
    let used = frame.put(long, row: 0, column: 0, width: 8)
    #expect(used == 8)
    #expect(frame.text == "Ŵyl Ŵyl")
    frame.put(StyledLine(long) + StyledLine("x"), row: 0, column: Int.min, width: Int.max)
    frame.put(StyledLine(long) + StyledLine("x"), row: 0, column: 4, width: 3)
    #expect(frame.text == "Ŵyl Ŵyl")
  }

  @Test func aRowCanBeFocusedWithoutItsText() {
    var frame = Frame(size: Size(rows: 1, columns: 4))
    frame.put("abcd", row: 0, column: 0, width: 4, style: Style(.late))
    frame.restyle(row: 0, column: 1, width: 99) { $0.isFocused = true }
    #expect(frame.cells.map(\.style.isFocused) == [false, true, true, true])
    #expect(frame.cells.allSatisfy { $0.style.role == .late })
  }

  @Test func linesAndFillsStayOnTheFrame() {
    var frame = Frame(size: Size(rows: 3, columns: 4))
    frame.horizontalLine(row: 1, column: -3, width: Int.max)
    frame.verticalLine(row: -1, column: 2, height: Int.max)
    #expect(frame.text == "  │\n──│─\n  │")
    frame.fill(Rectangle(row: 0, column: 1, rows: Int.max, columns: Int.max), style: Style(.bar))
    #expect(frame.text == "\n─\n")
    #expect(frame[row: 2, column: 3].style == Style(.bar))
    frame.horizontalLine(row: 9, column: 0, width: 4)
    frame.fill(Rectangle(row: -5, column: -5, rows: 2, columns: 2))
  }

  @Test func aFrameWithoutCellsTakesAnything() {
    var frame = Frame(size: Size(rows: 0, columns: -3))
    frame.put("a", row: 0, column: 0, width: 1)
    frame.fill(Rectangle(row: 0, column: 0, rows: 1, columns: 1))
    frame.verticalLine(row: 0, column: 0, height: 1)
    #expect(frame.cells.isEmpty && frame.text.isEmpty)
  }

  /// Whatever is put where: every wide character has its second column, and nothing else has one.
  @Test func noSequenceOfChangesBreaksAWideCharacter() {
    var generator = SeededGenerator(seed: 3)
    let texts = ["日本", "a日b", "x", "Ŵyl", "😀😀", "e\u{301}é", "   "]
    var frame = Frame(size: Size(rows: 2, columns: 9))
    for _ in 0..<20_000 {
      let row = Int.random(in: -1...2, using: &generator)
      let column = Int.random(in: -3...10, using: &generator)
      let width = Int.random(in: -1...6, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: frame.fill(Rectangle(row: row, column: column, rows: 1, columns: width))
      case 1: frame.verticalLine(row: row, column: column, height: 2)
      case 2: frame.horizontalLine(row: row, column: column, width: width)
      default:
        frame.put(texts.randomElement(using: &generator) ?? "", row: row, column: column, width: width)
      }
      #expect(isWhole(frame))
    }
  }

  private func isWhole(_ frame: Frame) -> Bool {
    (0..<frame.size.rows).allSatisfy { row in
      var column = 0
      while column < frame.size.columns {
        let width = CellWidth.of(frame[row: row, column: column].text)
        guard width > 0, width == 1 || frame[row: row, column: column + 1].text.isEmpty else { return false }
        column += width
      }
      return column == frame.size.columns
    }
  }
}

@Suite struct RectangleTests {
  @Test func splitsCoverTheWholeAndNothingElse() {
    let whole = Rectangle(row: 2, column: 3, rows: 10, columns: 20)
    let rows = whole.split(atRow: 4)
    #expect(rows.above == Rectangle(row: 2, column: 3, rows: 4, columns: 20))
    #expect(rows.below == Rectangle(row: 6, column: 3, rows: 6, columns: 20))
    let columns = whole.split(atColumn: 99)
    #expect(columns.left == whole)
    #expect(columns.right.columns == 0)
    #expect(whole.split(atRow: -1).below == whole)
    #expect(whole.row(9) == Rectangle(row: 11, column: 3, rows: 1, columns: 20))
    #expect(whole.row(10).rows == 0)
    #expect(whole.contains(Point(row: 11, column: 22)))
    #expect(!whole.contains(Point(row: 12, column: 22)))
  }
}
