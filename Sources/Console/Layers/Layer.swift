internal import Canvas
internal import Casework

/// What lies over the pane. Esc takes off the topmost.
enum Layer: Sendable, Equatable {
  case picker(Picker)
  case form(TextForm)
  case help(HelpPage)
  case history(HistoryPage)

  var isHelp: Bool {
    if case .help = self { return true }
    return false
  }
}

/// The history of a case in full, to be scrolled.
struct HistoryPage: Sendable, Equatable {
  let reference: String
  private let history: [HistoryLine]
  private(set) var lines: [StyledLine] = []
  private var size = Size(rows: 0, columns: 0)
  /// The line on which the cursor stands, so that the text can be read by ear.
  private var line = 0

  init(reference: String, history: [HistoryLine]) {
    self.reference = reference
    self.history = history
  }

  /// Makes the lines again when the screen has another size.
  mutating func arrange(in size: Size, words: CaseWords) {
    if size.columns != self.size.columns || lines.isEmpty {
      lines = HistoryText.lines(history, width: size.columns, words: words)
    }
    self.size = size
    line = min(line, lines.count - 1)
  }

  /// The first line in sight.
  var scroll: Int { min(line, max(0, lines.count - size.rows)) }

  /// Where the cursor stands, counted from the first line in sight.
  var cursorRow: Int { line - scroll }

  mutating func move(_ intent: Intent) {
    line = TextScroll.moved(line, intent, height: size.rows, last: max(0, lines.count - 1))
  }
}

/// Moving in a text that is higher than the screen.
enum TextScroll {
  /// The line that comes to the top.
  ///
  /// - Parameter last: the line at the top when the end is in sight.
  static func moved(_ scroll: Int, _ intent: Intent, height: Int, last: Int) -> Int {
    // One line stays in sight, so that the eye finds its place.
    let page = max(1, height - 1)
    return switch intent {
    case .down: min(last, scroll + 1)
    case .up: max(0, scroll - 1)
    case .pageDown: min(last, scroll + page)
    case .pageUp: max(0, scroll - page)
    case .first: 0
    case .last: last
    default: scroll
    }
  }
}
