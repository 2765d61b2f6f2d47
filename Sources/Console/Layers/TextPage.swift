internal import Canvas
internal import Casework

/// A text over the pane, to be scrolled: a history, how due dates are made.
struct TextPage: Sendable, Equatable {
  /// What the lines are made from.
  enum Content: Sendable, Equatable {
    case history([HistoryLine], KindName)
    case deadlines([RunningClock])
    /// A table about many records.
    case sheet(Sheet)
    /// Lines that are made already, one paragraph each.
    case lines([StyledLine])
  }

  let title: Message
  private let content: Content
  private(set) var lines: [StyledLine] = []
  private var size = Size(rows: 0, columns: 0)
  /// The line on which the cursor stands, so that the text can be read by ear.
  private var line = 0

  init(_ title: Message, _ content: Content) {
    self.title = title
    self.content = content
  }

  /// Makes the lines again when the screen has another size.
  mutating func arrange(in size: Size, words: RecordWords) {
    if size.columns != self.size.columns || lines.isEmpty {
      lines = made(width: size.columns, words)
    }
    self.size = size
    line = max(0, min(line, lines.count - 1))
  }

  private func made(width: Int, _ words: RecordWords) -> [StyledLine] {
    let readable = min(width, RecordText.measure)
    return switch content {
    case .history(let history, let kind):
      HistoryText.lines(history, of: kind, width: readable, words: words)
    case .deadlines(let clocks): DeadlineText.lines(clocks, width: readable, words: words)
    case .sheet(let sheet): SheetText.lines(sheet, width: width, words: words)
    case .lines(let lines): lines
    }
  }

  /// The first line in sight.
  var scroll: Int { min(line, max(0, lines.count - size.rows)) }

  /// Where the cursor stands, counted from the first line in sight.
  var cursorRow: Int { line - scroll }

  mutating func move(_ intent: Intent) {
    line = TextScroll.moved(line, intent, height: size.rows, last: max(0, lines.count - 1))
  }
}
