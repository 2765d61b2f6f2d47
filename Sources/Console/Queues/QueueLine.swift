internal import Canvas
internal import Casework

/// A queue in a list of queues, with how many records it holds.
struct QueueLine: Sendable, Equatable {
  let pane: PaneName
  let queue: Queue
  /// What is kept; nil when the queue ships.
  let kept: SavedQueue?
  /// Nil while it is being counted.
  let tally: QueueTally?

  func isSame(as other: QueueLine) -> Bool {
    pane == other.pane && kept?.name == other.kept?.name && queue == other.queue
  }
}

/// The row of a queue: its key and name, how many it holds, and how pressing they are, as a bar and in words.
struct QueueLineDrawing {
  private let columns: Int
  private let name: Int

  private static let barColumns = 10
  private let count: Int

  private let showsBar: Bool

  /// - Parameter showsBar: whether signs show beside the words how pressing the queue is.
  init(columns: Int, showsBar: Bool = true) {
    self.columns = columns
    self.showsBar = showsBar && columns >= 60
    name = columns >= 150 ? 32 : columns >= 60 ? 24 : max(8, columns - 18)
    count = columns >= 60 ? 7 : 5
  }

  func draw(_ line: QueueLine, isFocused: Bool, row: Int, on frame: inout Frame) {
    var column = 0
    func put(_ text: String, _ width: Int, _ role: Role = .text) {
      frame.put(
        text, row: row, column: column, width: min(width, max(0, columns - column)), style: Style(role))
      column += width
    }
    put(isFocused ? "> " : "  ", 2)
    put("\(line.queue.key) ", 2, .heading)
    put(line.queue.name.text(), name)
    let count = line.tally.map { String($0.total) } ?? ".."
    put(String(repeating: " ", count: max(0, self.count - count.count)) + count, self.count)
    column += columns >= 60 ? 2 : 1
    if showsBar {
      drawBar(line.tally, row: row, column: column, on: &frame)
      column += Self.barColumns + 2
    }
    let words = words(line.tally)
    let used = frame.put(words, row: row, column: column, width: max(0, columns - column))
    if columns >= 110 {
      column += max(used + 2, sentenceStart)
      put(line.queue.sentence.text(), columns, .dim)
    }
    guard isFocused else { return }
    frame.restyle(row: row, column: 0, width: columns) { $0.isFocused = true }
  }

  /// `!` for what is late, `+` for what is due soon, `.` for what is due later: each that is there has a cell at least.
  private func drawBar(_ tally: QueueTally?, row: Int, column: Int, on frame: inout Frame) {
    guard let tally else { return }
    let parts = [(tally.late, "!", Role.late), (tally.soon, "+", .soon), (tally.later, ".", .good)]
    let whole = parts.reduce(0) { $0 + $1.0 }
    guard whole > 0 else { return }
    var used = 0
    for (count, sign, role) in parts where count > 0 {
      let left = Self.barColumns - used
      let width = min(left, max(1, (count * Self.barColumns + whole / 2) / whole))
      used += frame.put(
        String(repeating: sign, count: width), row: row, column: column + used, width: left,
        style: Style(role))
    }
  }

  /// How far the sentence stands from the words before it, so that the sentences stand in one column. In columns;
  /// other languages need more of them for the words than English does.
  private var sentenceStart: Int {
    let widest = words(QueueTally(total: 297, late: 99, soon: 99, later: 99))
    return max(30, CellWidth.of(widest.text) + 2)
  }

  private func words(_ tally: QueueTally?) -> StyledLine {
    guard let tally else { return StyledLine("") }
    let parts: [(Int, Message, Role)] = [
      (tally.late, "\(tally.late) late", .late), (tally.soon, "\(tally.soon) soon", .soon),
      (columns < 60 ? 0 : tally.later, "\(tally.later) later", .dim),
    ]
    return StyledLine(
      spans: parts.filter { $0.0 > 0 }.map { StyledSpan("\($0.1.text())  ", Style($0.2)) })
  }
}
