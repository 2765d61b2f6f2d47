import Canvas
import Testing

/// Where the insertion point goes when somebody points into a text.
@Suite struct PointingTests {
  /// What the layout says of a place in the text is what pointing at it comes back to.
  @Test(arguments: [
    "", "Tŷ'r Ŵyl", "abc\ndef", "one two three four\n\nfive 公園の照明\n", "exactly ten\nx", "\n\n",
  ])
  func pointingAtTheCursorLeavesItWhereItIs(text: String) {
    for width in [2, 5, 10, 40] {
      for position in 0...text.count {
        var entry = TextEntry(text, isMultiline: true)
        entry.cursor = position
        let place = entry.layout(width: width).cursor
        let expected = entry
        entry.point(to: place, width: width, height: .max)
        #expect(
          entry.layout(width: width).cursor == expected.layout(width: width).cursor, "\(position) in \(width)"
        )
      }
    }
  }

  @Test func beyondTheEndOfALineIsItsEnd() {
    var entry = TextEntry("abc\ndefgh", isMultiline: true)
    entry.point(to: Point(row: 0, column: 30), width: 40, height: .max)
    #expect(entry.cursor == 3)
    entry.point(to: Point(row: 9, column: 2), width: 40, height: .max)
    #expect(entry.cursor == 9)
    entry.point(to: Point(row: 1, column: 0), width: 40, height: .max)
    #expect(entry.cursor == 4)
  }

  @Test func inALineThatIsLongerThanItsWindowTheColumnIsOfTheWindow() {
    var entry = TextEntry("abcdefghij")
    // Of the window `hij` and the insertion point.
    #expect(entry.window(width: 4).text == "hij")
    entry.point(toColumn: 1, width: 4)
    #expect(entry.cursor == 8)
    var wide = TextEntry("公園ab")
    wide.point(toColumn: 3, width: 20)
    #expect(wide.cursor == 1)
  }
}
