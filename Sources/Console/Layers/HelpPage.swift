internal import Canvas
internal import Casework

/// All keys, narrowed by typing.
struct HelpPage: Sendable, Equatable {
  /// What can be done where it was asked for.
  private let list: ActionList
  private(set) var entry = TextEntry()
  private(set) var lines: [StyledLine] = []
  /// What each line is about, as far as there is something to do.
  private var intents: [Intent?] = []
  /// The line on which the cursor stands; 0 leaves it where one types.
  private var line = 0
  private var size = Size(rows: 0, columns: 0)

  /// The columns of the keys, before the sentences.
  private static let keyColumns = 18

  /// Whether Enter does what the cursor stands on: over another layer it only goes back to that.
  let isForDoing: Bool

  init(_ list: ActionList, isForDoing: Bool = true) {
    self.list = list
    self.isForDoing = isForDoing
  }

  mutating func handle(_ key: Key) {
    switch key {
    case .down: move(.down)
    case .up: move(.up)
    case .pageDown: move(.pageDown)
    case .pageUp: move(.pageUp)
    default:
      guard entry.handle(key) else { return }
      line = 0
    }
  }

  mutating func paste(_ text: String) {
    entry.paste(text)
    line = 0
  }

  /// Makes the lines for what was typed and for the screen.
  mutating func arrange(in size: Size) {
    self.size = size
    let actionLines = ActionGroup.allCases.flatMap { lines(of: $0) }
    lines = actionLines.map(\.line)
    intents = actionLines.map(\.intent)
    if entry.text.isBlank { lines += Self.signs }
    if lines.isEmpty { lines = [StyledLine(Message("No key does that.").text(), .dim)] }
    line = min(line, lines.count - 1)
  }

  /// The first line in sight.
  var scroll: Int { min(line, max(0, lines.count - size.rows)) }

  /// Where the cursor stands, counted from the first line in sight; nil while it stands where one types.
  var cursorRow: Int? { line == 0 ? nil : line - scroll }

  /// What Enter does: the action under the cursor, or, where one types, the first that fits what was typed.
  var chosen: Intent? {
    guard line == 0 else { return intents[safe: line] ?? nil }
    return entry.text.isBlank ? nil : actions.first?.intent
  }

  private mutating func move(_ intent: Intent) {
    line = TextScroll.moved(line, intent, height: size.rows, last: max(0, lines.count - 1))
  }

  /// What the signs of the list mean.
  private static var signs: [StyledLine] {
    let meanings: [(Message, Message)] = [
      (">", "the record that the keys act on"),
      ("*", "tagged: the next verb is for all that are tagged"),
      (RecordListDrawing.newMark, "new: nothing was done since the last letter came"),
      ("\(9) wd", "it is due in nine working days"),
      ("LATE \(3)", "it was due three working days ago"),
      ("SL  --", "the owner's initials; nobody's"),
    ]
    return [StyledLine(Message("Signs").text(), .heading)]
      + meanings.map { mark, meaning in
        let sign = mark.text()
        return StyledLine("  " + sign + String(repeating: " ", count: 16 - sign.count) + meaning.text())
      }
  }

  /// Those that fit what was typed, in the order of the list.
  var actions: [Action] {
    let typed = Folding.words(entry.text)
    // A key that is a sign is no word: it is looked for as it stands.
    let sign = typed.isEmpty ? entry.text.filter { !$0.isWhitespace } : ""
    return list.all.filter { action in
      guard sign.isEmpty else { return action.allKeys.contains(sign) }
      let text = "\(action.name.text()) \(action.sentence.text()) \(action.allKeys)"
      return Folding.matches(typed, in: text)
    }
  }

  private func lines(of group: ActionGroup) -> [(line: StyledLine, intent: Intent?)] {
    let members = actions.filter { $0.group == group }
    guard !members.isEmpty else { return [] }
    return [(StyledLine(group.title.text(), .heading), nil)]
      + members.flatMap { action in lines(of: action).map { ($0, action.intent) } }
  }

  private func lines(of action: Action) -> [StyledLine] {
    let keys = "  \(action.allKeys)"
    let indent = size.columns < 50 ? 4 : Self.keyColumns
    let sentences = wrap(action.sentence.text(), width: max(8, size.columns - indent))
      .map { String(repeating: " ", count: indent) + $0 }
    guard CellWidth.of(keys) < indent, let first = sentences.first else {
      return [StyledLine(keys)] + sentences.map { StyledLine($0) }
    }
    let start = keys + String(repeating: " ", count: indent - CellWidth.of(keys))
    return ([start + first.dropFirst(indent)] + sentences.dropFirst()).map { StyledLine($0) }
  }
}
