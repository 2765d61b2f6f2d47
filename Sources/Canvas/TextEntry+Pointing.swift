// Where the insertion point goes when somebody points into the text.
extension TextEntry {
  /// Puts the insertion point where a column of ``window(width:)`` is.
  package mutating func point(toColumn column: Int, width: Int) {
    let start = CellWidth.of(displaySafe(String(text.prefix(cursor)))) - window(width: width).cursorColumn
    cursor = Self.characters(of: Array(text), before: start + column)
  }

  /// Puts the insertion point where a place in the lines of ``layout(width:height:)`` is; below the last of them, at the
  /// end of the text.
  package mutating func point(to place: Point, width: Int, height: Int) {
    let width = max(2, width)
    // The lines begin so many rows above the insertion point.
    var row = place.row - layout(width: width, height: height).cursor.row
    row += TextEntry(String(text.prefix(cursor)), isMultiline: true).layout(width: width).cursor.row
    var passed = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init) {
      let rows = TextEntry(String(line), isMultiline: true).layout(width: width).lines
      let isLongEnough = row < rows.count
      guard isLongEnough else {
        // A full line leaves an empty row for the insertion point, which the text itself does not take.
        row -= max(1, rows.last == "" ? rows.count - 1 : rows.count)
        passed += line.count + 1
        continue
      }
      var start = 0
      for _ in 0..<max(0, row) { start += Self.characters(of: Array(line[start...]), thatFit: width) }
      let rest = Array(line[start...])
      let inRow = Array(rest.prefix(Self.characters(of: rest, thatFit: width)))
      cursor = passed + start + Self.characters(of: inRow, before: place.column)
      return
    }
    cursor = text.count
  }

  /// How many characters stand before a column.
  private static func characters(of text: [Character], before column: Int) -> Int {
    var used = 0
    for (position, character) in text.enumerated() {
      used += width(of: character)
      if used > column { return position }
    }
    return text.count
  }

  /// How many characters a row of so many columns holds; at least one, so that every text ends.
  private static func characters(of text: [Character], thatFit columns: Int) -> Int {
    var used = 0
    for (position, character) in text.enumerated() {
      used += width(of: character)
      if used > columns { return max(1, position) }
    }
    return text.count
  }

  private static func width(of character: Character) -> Int { CellWidth.of(displaySafe(String(character))) }
}
