internal import Canvas
internal import Casework

// Both versions of a record, one above the other, and what can be done about it.
extension LayerDrawing {
  func draw(_ conflict: Conflict, on frame: inout Frame) {
    let foot = FootRows(
      ["Tab chooses", "Enter takes the marked one", "Up/Down move"], last: "Esc back to edit")
    let area = box(conflict.title, height: size.rows < 16 ? size.rows : size.rows - 2, foot: foot, on: &frame)
    let lines = conflict.rows.flatMap { self.lines(of: $0) }
    // A small screen is all for the two versions.
    let isSmall = size.rows < 16
    let height = max(1, area.rows - (isSmall ? 1 : 3))
    let first = min(conflict.scroll, max(0, lines.count - height))
    for (row, line) in lines.dropFirst(first).prefix(height).enumerated() {
      frame.put(line, row: area.row + row, column: 0, width: size.columns)
    }
    if !isSmall {
      MessageRows(explanation(of: conflict), Style(.note), lastRow: area.end.row - 2).draw(on: &frame)
    }
    drawRefusal(conflict.refusal, row: area.end.row - 2, on: &frame)
    drawButtons(conflict, row: area.end.row - 1, on: &frame)
  }

  private func lines(of row: Conflict.Row) -> [StyledLine] {
    let label = row.isContested ? Message("\(row.label): both changed it") : row.label
    var lines = part("", label.text(), .heading)
    if let before = row.before, row.theirs != nil {
      lines += part(Message("  was     ").text(), before, .dim)
    }
    if let theirs = row.theirs { lines += part(Message("  theirs  ").text(), theirs, .text) }
    if let yours = row.yours { lines += part(Message("  yours   ").text(), yours, .text) }
    return lines
  }

  /// All of a text beside what it is: nothing of either version is cut.
  private func part(_ start: String, _ text: String, _ role: Role) -> [StyledLine] {
    let column = CellWidth.of(start)
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
    let lines = paragraphs.flatMap { wrap(displaySafe(String($0)), width: max(8, size.columns - column)) }
    return lines.enumerated().map { position, line in
      StyledLine((position == 0 ? start : String(repeating: " ", count: column)) + line, role)
    }
  }

  private func explanation(of conflict: Conflict) -> Message {
    switch conflict.choice {
    case .edit: "Back to what you typed, with theirs beside it. Nothing was written yet."
    case .mine:
      conflict.contested.isEmpty
        ? "Does it all the same; what \(conflict.by) changed stays."
        : "Saves yours where both changed; all else that \(conflict.by) changed stays."
    case .theirs:
      conflict.change(takesTheirs: true) == nil
        ? "Throws away what you typed; the record stays as \(conflict.by) left it."
        : "Leaves theirs where both changed, and saves the rest of yours."
    }
  }

  private func drawButtons(_ conflict: Conflict, row: Int, on frame: inout Frame) {
    var verbs: [(Conflict.Choice, Message)] = [
      (.edit, "Back to edit"), (.mine, "Keep mine"), (.theirs, "Take theirs"),
    ]
    // Where not all have room, the chosen one is the first.
    if size.columns < 60 {
      verbs = Array(verbs[conflict.choice.rawValue...] + verbs[..<conflict.choice.rawValue])
    }
    var column = 0
    for (choice, verb) in verbs {
      let isFocused = choice == conflict.choice
      if isFocused { frame.cursor = Point(row: row, column: min(column, size.columns - 1)) }
      column += frame.put(
        "\(isFocused ? ">" : " ") [ \(verb.text()) ]", row: row, column: column, width: size.columns - column,
        style: Style(.text, isFocused: isFocused))
      column += 2
    }
  }
}
