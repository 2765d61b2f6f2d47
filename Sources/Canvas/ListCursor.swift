/// Which row of a list is chosen and which part of the list is seen.
package struct ListCursor: Hashable, Sendable {
  /// How many rows the list has.
  package private(set) var count: Int
  /// How many rows can be seen at once.
  package private(set) var height: Int
  /// The chosen row; 0 in an empty list.
  package private(set) var selection = 0
  /// The first row that is seen.
  package private(set) var offset = 0

  /// The first row is chosen and seen.
  package init(count: Int = 0, height: Int = 0) {
    self.count = max(0, count)
    self.height = max(0, height)
  }

  /// The rows that are seen.
  package var visible: Range<Int> { offset..<min(count, offset + height) }

  /// Where the chosen row is in the window, counted from its top.
  package var selectedLine: Int { selection - offset }

  /// Chooses the row, or the nearest one that there is, and brings it into sight.
  package mutating func select(_ row: Int) {
    selection = min(max(0, row), max(0, count - 1))
    keepVisible()
  }

  /// Moves the choice down, or up when negative, and stops at the ends.
  package mutating func move(by rows: Int) {
    let (row, overflows) = selection.addingReportingOverflow(rows)
    select(overflows ? (rows < 0 ? 0 : Int.max) : row)
  }

  /// Moves by windowfuls, keeping one row in sight; the choice stays on the same line of the window.
  package mutating func page(by pages: Int) {
    let step = max(1, height - 1)
    let (rows, overflows) = step.multipliedReportingOverflow(by: pages)
    guard !overflows else { return pages < 0 ? first() : last() }
    let line = selectedLine
    move(by: rows)
    offset = clampedOffset(selection - line)
  }

  /// Chooses the first row.
  package mutating func first() { select(0) }

  /// Chooses the last row.
  package mutating func last() { select(count - 1) }

  /// The list has more or fewer rows now; the choice stays where it was as far as it can.
  package mutating func setCount(_ count: Int) {
    self.count = max(0, count)
    select(selection)
  }

  /// The window is higher or lower now; the choice stays in sight.
  package mutating func setHeight(_ height: Int) {
    self.height = max(0, height)
    keepVisible()
  }

  /// Scrolls without choosing, as the wheel does; the choice follows when it would go out of sight.
  package mutating func scroll(by rows: Int) {
    let (row, overflows) = offset.addingReportingOverflow(rows)
    offset = clampedOffset(overflows ? (rows < 0 ? 0 : Int.max) : row)
    guard height > 0 else { return }
    selection = min(max(selection, offset), max(offset, min(count, offset + height) - 1))
  }

  private mutating func keepVisible() {
    if selection < offset { offset = selection }
    if height > 0, selection >= offset + height { offset = selection - height + 1 }
    offset = clampedOffset(offset)
  }

  private func clampedOffset(_ row: Int) -> Int {
    min(max(0, row), max(0, count - max(1, height)))
  }
}
