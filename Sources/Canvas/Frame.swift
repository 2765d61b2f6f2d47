/// A whole picture of the screen as a value: what every cell holds and where the cursor stands.
///
/// Whatever is put on it is cleaned and clipped, so a frame never holds half of a wide character, a control
/// character or text outside its edges.
package struct Frame: Hashable, Sendable {
  /// How many rows and columns it has.
  package let size: Size
  /// Where the terminal's own cursor is shown. Screen readers and braille lines follow it.
  package var cursor: Point
  /// Row after row, `size.columns` cells each.
  package private(set) var cells: [Cell]

  /// A blank frame with the cursor in the top left cell.
  package init(size: Size) {
    self.size = size
    cursor = Point(row: 0, column: 0)
    cells = Array(repeating: .blank, count: size.rows * size.columns)
  }

  /// The cell at a place; a blank one outside the frame.
  package subscript(row row: Int, column column: Int) -> Cell {
    guard let index = index(row: row, column: column) else { return .blank }
    return cells[index]
  }

  /// Puts cleaned text on one row, clipped to `width` columns and to the frame.
  /// - Returns: the columns used, including those left of the frame.
  @discardableResult
  package mutating func put(
    _ text: String, row: Int, column: Int, width: Int, style: Style = Style()
  ) -> Int {
    place(text, row: row, column: column, width: width, style: style).columns
  }

  /// Puts the runs of a line one after the other.
  /// - Returns: the columns used.
  @discardableResult
  package mutating func put(_ line: StyledLine, row: Int, column: Int, width: Int) -> Int {
    var used = 0
    for span in line.spans {
      let placed = place(span.text, row: row, column: column + used, width: width - used, style: span.style)
      used += placed.columns
      // A wide character that did not fit ends the line: what follows must not slip into its place.
      guard placed.isWhole else { break }
    }
    return used
  }

  /// Blanks every cell of the rectangle that lies on the frame.
  package mutating func fill(_ rectangle: Rectangle, style: Style = Style()) {
    let cell = Cell(text: " ", style: style)
    let columns = clipped(column: rectangle.column, width: rectangle.columns)
    for row in clippedRows(rectangle.row, rectangle.rows) where !columns.isEmpty {
      separateWide(row: row, columns: columns)
      for column in columns { cells[row * size.columns + column] = cell }
    }
  }

  /// Blanks every cell in a role, wherever it is.
  package mutating func blank(role: Role) {
    for index in cells.indices where cells[index].style.role == role && cells[index].text != " " {
      cells[index] = Cell(text: " ", style: cells[index].style)
    }
  }

  /// Changes the style and leaves the text, for example to mark a whole row as focused.
  package mutating func restyle(row: Int, column: Int, width: Int, _ change: (inout Style) -> Void) {
    guard row >= 0, row < size.rows else { return }
    for column in clipped(column: column, width: width) {
      change(&cells[row * size.columns + column].style)
    }
  }

  /// Draws `─` over `width` columns, clipped to the frame.
  package mutating func horizontalLine(
    row: Int, column: Int, width: Int, style: Style = Style(.divider)
  ) {
    guard row >= 0, row < size.rows else { return }
    let columns = clipped(column: column, width: width)
    separateWide(row: row, columns: columns)
    for column in columns { cells[row * size.columns + column] = Cell(text: "─", style: style) }
  }

  /// Draws `│` over `height` rows, clipped to the frame.
  package mutating func verticalLine(
    row: Int, column: Int, height: Int, style: Style = Style(.divider)
  ) {
    guard column >= 0, column < size.columns else { return }
    for row in clippedRows(row, height) {
      separateWide(row: row, columns: column..<(column + 1))
      cells[row * size.columns + column] = Cell(text: "│", style: style)
    }
  }

  /// The letters of one row without the blanks at its end.
  package func text(ofRow row: Int) -> String {
    guard row >= 0, row < size.rows else { return "" }
    var text = ""
    var blanks = 0
    for cell in cells[(row * size.columns)..<((row + 1) * size.columns)] {
      guard cell.text != " " else {
        blanks += 1
        continue
      }
      text += String(repeating: " ", count: blanks) + cell.text
      blanks = 0
    }
    return text
  }

  /// The letters of all rows, joined by line feeds.
  package var text: String {
    (0..<size.rows).map(text(ofRow:)).joined(separator: "\n")
  }
}

extension Frame {
  /// Places outside this are not reckoned with, so that no sum can overflow.
  private static let farLeft = -(1 << 20)

  private mutating func place(
    _ text: String, row: Int, column: Int, width: Int, style: Style
  ) -> (columns: Int, isWhole: Bool) {
    guard row >= 0, row < size.rows, column < size.columns, column >= Self.farLeft, width > 0 else {
      return (0, text.isEmpty)
    }
    let end = min(Self.sum(column, width), size.columns)
    let start = Self.start(of: text, columns: end - column)
    if let used = putASCII(start, row: row, column: column, end: end, style: style) {
      return (used, used == text.utf8.count)
    }
    var next = column
    for cluster in ClusterSequence(displaySafe(start)) {
      guard next + cluster.width <= end else { return (next - column, false) }
      putCluster(cluster, row: row, column: next, style: style)
      next += cluster.width
    }
    return (next - column, start.utf8.count == text.utf8.count)
  }

  /// Enough of a text to fill so many columns, so that a letter of a megabyte costs no more than its first
  /// line. Hidden characters may use up more than that; then the row ends early.
  private static func start(of text: String, columns: Int) -> String {
    let limit = columns * 16 + 64
    guard text.utf8.count > limit * 4 else { return text }
    return String(text.unicodeScalars.prefix(limit))
  }

  /// The way of nearly all text: printable ASCII needs no cleaning, and each letter is one cell.
  private mutating func putASCII(
    _ text: String, row: Int, column: Int, end: Int, style: Style
  ) -> Int? {
    guard column >= 0, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
    let used = min(text.utf8.count, end - column)
    separateWide(row: row, columns: column..<(column + used))
    var index = row * size.columns + column
    for byte in text.utf8.prefix(used) {
      cells[index] = Cell(text: ASCIILetters.all[Int(byte)], style: style)
      index += 1
    }
    return used
  }

  private mutating func putCluster(_ cluster: Cluster, row: Int, column: Int, style: Style) {
    // Half of a wide character at the left edge would be seen as a whole one, so it becomes a blank.
    guard column >= 0 else {
      if column + cluster.width > 0 { putCell(Cell(text: " ", style: style), row: row, column: 0) }
      return
    }
    separateWide(row: row, columns: column..<(column + cluster.width))
    cells[row * size.columns + column] = Cell(text: cluster.text, style: style)
    if cluster.width == 2 { cells[row * size.columns + column + 1] = Cell(text: "", style: style) }
  }

  private mutating func putCell(_ cell: Cell, row: Int, column: Int) {
    separateWide(row: row, columns: column..<(column + 1))
    cells[row * size.columns + column] = cell
  }

  /// Blanks the other half of a wide character that stands across an edge of the columns to be written.
  private mutating func separateWide(row: Int, columns: Range<Int>) {
    guard !columns.isEmpty else { return }
    let start = row * size.columns
    if cells[start + columns.lowerBound].text.isEmpty, columns.lowerBound > 0 {
      cells[start + columns.lowerBound - 1].text = " "
      cells[start + columns.lowerBound].text = " "
    }
    let after = columns.upperBound
    if after < size.columns, cells[start + after].text.isEmpty { cells[start + after].text = " " }
  }

  private func index(row: Int, column: Int) -> Int? {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return nil }
    return row * size.columns + column
  }

  private func clipped(column: Int, width: Int) -> Range<Int> {
    let first = min(max(0, column), size.columns)
    return first..<max(first, min(Self.sum(column, max(0, width)), size.columns))
  }

  private func clippedRows(_ row: Int, _ height: Int) -> Range<Int> {
    let first = min(max(0, row), size.rows)
    return first..<max(first, min(Self.sum(row, max(0, height)), size.rows))
  }

  /// The sum, or the largest number there is: `Int.max` as a width means "to the edge".
  private static func sum(_ start: Int, _ length: Int) -> Int {
    let (sum, overflows) = start.addingReportingOverflow(length)
    return overflows ? Int.max : sum
  }
}

/// The text of each ASCII letter, made once.
private enum ASCIILetters {
  static let all = (0..<128).map { String(Unicode.Scalar(UInt8($0))) }
}
