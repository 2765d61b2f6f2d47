internal import Canvas
internal import Casework

/// Where a day begins: the queues of all panes with how many records each holds.
struct StartPage: Sendable, Equatable {
  enum Row: Sendable, Equatable {
    case heading(PaneName)
    case queue(QueueLine)
  }

  private(set) var rows: [Row]
  private(set) var cursor = ListCursor()

  init(_ rows: [Row]) {
    self.rows = rows
    cursor.setHeight(1)
    cursor.setCount(rows.count)
    skipHeading(1)
  }

  var selected: QueueLine? {
    guard case .queue(let line)? = rows[safe: cursor.selection] else { return nil }
    return line
  }

  /// Takes newer counts in, and queues that came or went; the cursor stays on its queue.
  mutating func arrange(_ rows: [Row], height: Int) {
    let before = selected
    self.rows = rows
    cursor.setHeight(max(1, height))
    cursor.setCount(rows.count)
    let position = rows.firstIndex { row in
      guard case .queue(let line) = row, let before else { return false }
      return line.isSame(as: before)
    }
    if let position { cursor.select(position) }
    skipHeading(1)
    // The heading above the first queue is worth its row.
    if cursor.selection == 1, cursor.height > 1 { cursor.scroll(by: -1) }
  }

  /// Whether the intent moved.
  mutating func move(_ intent: Intent) -> Bool {
    switch intent {
    case .down, .nextRecord: cursor.move(by: 1)
    case .up, .previousRecord:
      cursor.move(by: -1)
      skipHeading(-1)
    case .pageDown: cursor.page(by: 1)
    case .pageUp: cursor.page(by: -1)
    case .first: cursor.first()
    case .last: cursor.last()
    case .otherPart: nextPane()
    case .nextNeeding: moveToNeeding(1)
    case .previousNeeding: moveToNeeding(-1)
    default: return false
    }
    skipHeading(1)
    return true
  }

  mutating func scroll(by rows: Int) {
    cursor.scroll(by: rows)
    skipHeading(1)
  }

  /// The queue on a line of the window; nil when there is none.
  mutating func select(line: Int) -> QueueLine? {
    guard cursor.visible.contains(cursor.offset + line),
      case .queue = rows[cursor.offset + line]
    else { return nil }
    cursor.select(cursor.offset + line)
    return selected
  }

  /// Off a heading; at the top there is a queue only below.
  private mutating func skipHeading(_ step: Int) {
    guard case .heading? = rows[safe: cursor.selection] else { return }
    cursor.move(by: cursor.selection == 0 ? 1 : step)
  }

  private mutating func nextPane() {
    let headings = rows.indices.filter { if case .heading = rows[$0] { true } else { false } }
    cursor.select(headings.first { $0 > cursor.selection } ?? headings.first ?? 0)
  }

  /// To the next queue that holds something late or due soon.
  private mutating func moveToNeeding(_ step: Int) {
    let count = rows.count
    for distance in 1...max(1, count) where count > 0 {
      let position = ((cursor.selection + step * distance) % count + count) % count
      if case .queue(let line) = rows[position], let tally = line.tally, tally.late + tally.soon > 0 {
        return cursor.select(position)
      }
    }
  }
}
