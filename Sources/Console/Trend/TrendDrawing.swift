internal import Canvas
internal import Casework

// The trend grid: a row a theme or place, a column a quarter, beneath it the cell under the cursor in words.
extension LayerDrawing {
  private static let cell = 6
  private static let totals = 8

  func draw(_ page: TrendPage, on frame: inout Frame) {
    let keys: [Message] = ["Enter records", "x turn", "+ in", "- out", "< > years"]
    let title = DeskLayer.trend(page).title
    guard
      let area = pageBox(title, foot: FootRows(keys + ["Esc back"], last: "F1 help"), on: &frame)
    else { return }
    frame.cursor = Point(row: area.row, column: 0)
    guard let grid = page.grid else {
      frame.put(
        Message("Counting ...").text(), row: area.row, column: 0, width: size.columns, style: Style(.dim))
      return
    }
    let columns = TrendColumns(grid, column: page.column, width: size.columns)
    drawHead(grid, columns, row: area.row, on: &frame)
    for (line, position) in page.cursor.visible.prefix(max(0, area.rows - 2)).enumerated() {
      drawRow(grid, position, page, columns, row: area.row + 1 + line, on: &frame)
    }
    frame.put(
      sentence(page, grid), row: area.end.row - 1, column: 0, width: size.columns, style: Style(.note))
  }

  private func drawHead(_ grid: TrendGrid, _ columns: TrendColumns, row: Int, on frame: inout Frame) {
    for (place, quarter) in columns.shown.enumerated() {
      let column = columns.start + place * Self.cell
      frame.put(
        right(grid.quarters[quarter].short, Self.cell), row: row, column: column, width: Self.cell,
        style: Style(.heading))
    }
    guard columns.hasTotals else { return }
    frame.put(
      right(Message("all").text(), Self.totals), row: row, column: columns.end, width: Self.totals,
      style: Style(.heading))
  }

  private func drawRow(
    _ grid: TrendGrid, _ position: Int, _ page: TrendPage, _ columns: TrendColumns, row: Int,
    on frame: inout Frame
  ) {
    let line = grid.rows[position]
    let isFocused = position == page.cursor.selection
    let title = TrendText.title(of: line, grid.question.axis) + (line.canBeOpened ? " +" : "")
    let style = Style(line.name == nil ? .dim : .text)
    frame.put(
      "\(isFocused ? ">" : " ") \(displaySafe(title))", row: row, column: 0, width: columns.start - 1,
      style: style)
    for (place, quarter) in columns.shown.enumerated() {
      let column = columns.start + place * Self.cell
      let count = line.counts[quarter]
      frame.put(
        right(count == 0 ? "." : String(count), Self.cell), row: row, column: column, width: Self.cell,
        style: Style(count == 0 ? .dim : .text))
      guard isFocused, quarter == page.column else { continue }
      frame.restyle(row: row, column: column, width: Self.cell) { $0.isFocused = true }
      frame.cursor = Point(row: row, column: min(size.columns - 1, column + Self.cell - 1))
    }
    guard columns.hasTotals else { return }
    frame.put(
      right(String(line.total), Self.totals) + "  "
        + TrendText.bars(of: columns.shown.map { line.counts[$0] }),
      row: row, column: columns.end, width: size.columns - columns.end, style: Style(.dim))
  }

  /// The cell once more in words: for the ear, and where titles are cut.
  private func sentence(_ page: TrendPage, _ grid: TrendGrid) -> String {
    guard !page.isWaiting else { return Message("Counting ...").text() }
    guard let row = page.selected, let quarter = page.quarter, let count = row.counts[safe: page.column]
    else {
      return Message("Nothing was received in these years.").text()
    }
    let title = TrendText.title(of: row, grid.question.axis)
    return displaySafe(
      Message.counted(
        count, one: "\(title), \(quarter.description): 1 record.",
        other: "\(title), \(quarter.description): \(count) records."
      ).text())
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// Which quarters fit, and where they stand. The one under the cursor is among them.
private struct TrendColumns {
  let start: Int
  let shown: Range<Int>
  let hasTotals: Bool

  var end: Int { start + shown.count * 6 }

  init(_ grid: TrendGrid, column: Int, width: Int) {
    let all = grid.quarters.count
    hasTotals = width >= 60
    // With the totals come the bars, one column a quarter.
    let least = hasTotals ? 24 : 10
    let fits = hasTotals ? (width - least - 10) / 7 : (width - least) / 6
    let count = min(all, max(1, fits))
    let first = min(max(0, all - count), column)
    shown = first..<first + count
    start = max(2, width - count * (hasTotals ? 7 : 6) - (hasTotals ? 10 : 0))
  }
}
