internal import Canvas
internal import Casework

/// What lies over the pane: pickers, texts being written, help, pages.
///
/// A layer takes the lower part of the screen, so that the list stays in sight, and all of a small one. The
/// hardware cursor stands on what has the keys.
struct LayerDrawing {
  let size: Size

  func draw(_ layer: Layer, on frame: inout Frame) {
    switch layer {
    case .picker(let picker): draw(picker, on: &frame)
    case .form(let form): draw(form, on: &frame)
    case .help(let page): draw(page, on: &frame)
    case .page(let page): draw(page, on: &frame)
    }
  }

  /// Rows of a picker's list: its box less title, entry, message and foot.
  static func pickerHeight(in size: Size) -> Int { max(1, boxHeight(in: size) - 4) }

  static func pageHeight(in size: Size) -> Int { max(1, size.rows - 2) }

  private static func boxHeight(in size: Size) -> Int {
    size.rows < 16 ? size.rows : min(size.rows - 4, max(12, size.rows * 6 / 10))
  }

  /// Clears the layer's part of the screen and writes its title; returns the rows between title and foot.
  private func box(_ title: Message, height: Int, foot: Message, on frame: inout Frame) -> Rectangle {
    let top = size.rows - height
    frame.fill(Rectangle(row: top, column: 0, rows: height, columns: size.columns))
    let used = frame.put(
      "-- \(title.text()) ", row: top, column: 0, width: size.columns, style: Style(.heading))
    frame.horizontalLine(row: top, column: used, width: size.columns - used, style: Style(.divider))
    frame.fill(Rectangle(row: size.rows - 1, column: 0, rows: 1, columns: size.columns), style: Style(.bar))
    frame.put(foot.text(), row: size.rows - 1, column: 0, width: size.columns, style: Style(.bar))
    return Rectangle(row: top + 1, column: 0, rows: height - 2, columns: size.columns)
  }

  // MARK: - Picker

  private func draw(_ picker: Picker, on frame: inout Frame) {
    let foot: Message =
      picker.isMultiple
      ? "type to narrow  Up/Down choose  Space mark  Enter take  Esc leave"
      : "type to narrow  Up/Down choose  Enter take  Esc leave"
    let area = box(picker.title, height: Self.boxHeight(in: size), foot: foot, on: &frame)
    let typed = picker.entry.window(width: size.columns - 12)
    let label = Message("Find: ").text()
    let used = frame.put(label, row: area.row, column: 0, width: size.columns, style: Style(.dim))
    frame.put(typed.text, row: area.row, column: used, width: size.columns - used)
    let rows = area.rows - 2
    for (line, position) in picker.cursor.visible.prefix(max(0, rows)).enumerated() {
      drawItem(picker, position, row: area.row + 1 + line, on: &frame)
    }
    if picker.shown.isEmpty {
      frame.put(
        Message("Nothing fits what is typed.").text(), row: area.row + 1, column: 2, width: size.columns - 2,
        style: Style(.dim))
      frame.cursor = Point(row: area.row, column: used + typed.cursorColumn)
    } else {
      frame.cursor = Point(row: area.row + 1 + picker.cursor.selectedLine, column: 0)
    }
    drawRefusal(picker.refusal, row: area.end.row - 1, on: &frame)
  }

  private func drawItem(_ picker: Picker, _ position: Int, row: Int, on frame: inout Frame) {
    let item = picker.items[picker.shown[position]]
    let isFocused = position == picker.cursor.selection
    let mark = picker.isMultiple ? picker.marked.contains(item.choice) ? "[x] " : "[ ] " : ""
    let start = "\(isFocused ? ">" : " ") \(mark)\(item.title)"
    let half = max(24, size.columns * 2 / 5)
    frame.put(start, row: row, column: 0, width: half - 1)
    let detail = item.refusal.map { Message("not now: \($0)").text() } ?? item.detail
    frame.put(detail, row: row, column: half, width: size.columns - half, style: Style(.dim))
    guard isFocused else { return }
    frame.restyle(row: row, column: 0, width: size.columns) { $0.isFocused = true }
  }

  private func drawRefusal(_ refusal: Message?, row: Int, on frame: inout Frame) {
    guard let refusal else { return }
    frame.put(refusal.text(), row: row, column: 0, width: size.columns, style: Style(.error))
  }

  // MARK: - Form

  private func draw(_ form: TextForm, on frame: inout Frame) {
    let foot: Message =
      form.entry.isMultiline
      ? "type the text  Tab to the buttons  Enter takes the marked one  Esc leaves"
      : "Enter takes it  Tab to the buttons  Esc leaves"
    let area = box(form.title, height: Self.boxHeight(in: size), foot: foot, on: &frame)
    let hints = wrap(displaySafe(form.hint.text()), width: size.columns)
    for (line, text) in hints.prefix(3).enumerated() {
      frame.put(text, row: area.row + line, column: 0, width: size.columns, style: Style(.dim))
    }
    let top = area.row + min(3, hints.count)
    let height = max(1, area.end.row - 2 - top)
    let (lines, cursor) = form.entry.layout(width: max(4, size.columns - 2))
    let first = max(0, cursor.row - height + 1)
    for (line, text) in lines.dropFirst(first).prefix(height).enumerated() {
      frame.put("|", row: top + line, column: 0, width: 1, style: Style(.divider))
      frame.put(text, row: top + line, column: 2, width: size.columns - 2)
    }
    frame.cursor = Point(row: top + cursor.row - first, column: 2 + cursor.column)
    drawButtons(form, row: area.end.row - 2, on: &frame)
    drawRefusal(form.refusal, row: area.end.row - 1, on: &frame)
  }

  private func drawButtons(_ form: TextForm, row: Int, on frame: inout Frame) {
    var column = 0
    for (focus, verb) in [(TextForm.Focus.save, form.verb), (.leave, "Leave it")] {
      let isFocused = form.focus == focus
      let text = "\(isFocused ? ">" : " ") [ \(verb.text()) ]   "
      if isFocused { frame.cursor = Point(row: row, column: column) }
      column += frame.put(
        text, row: row, column: column, width: size.columns - column,
        style: Style(.text, isFocused: isFocused))
    }
  }

  // MARK: - Pages

  private func draw(_ page: TextPage, on frame: inout Frame) {
    let area = box("\(page.title)", height: size.rows, foot: "Up/Down PgUp/PgDn move  Esc leave", on: &frame)
    for (row, line) in page.lines.dropFirst(page.scroll).prefix(area.rows).enumerated() {
      frame.put(line, row: area.row + row, column: 0, width: size.columns)
    }
    frame.cursor = Point(row: area.row, column: 0)
  }

  private func draw(_ page: HelpPage, on frame: inout Frame) {
    let area = box(
      "Keys of this place", height: size.rows, foot: "type to narrow  Up/Down move  Esc leave", on: &frame)
    let label = Message("Find: ").text()
    let used = frame.put(label, row: area.row, column: 0, width: size.columns, style: Style(.dim))
    let typed = page.entry.window(width: max(1, size.columns - used))
    frame.put(typed.text, row: area.row, column: used, width: size.columns - used)
    frame.cursor = Point(row: area.row, column: used + typed.cursorColumn)
    let lines = helpLines(page)
    let room = max(1, area.rows - 1)
    let first = min(page.scroll, max(0, lines.count - room))
    for (row, line) in lines.dropFirst(first).prefix(room).enumerated() {
      frame.put(line, row: area.row + 1 + row, column: 0, width: size.columns)
    }
  }

  private func helpLines(_ page: HelpPage) -> [StyledLine] {
    let actions = page.actions
    return ActionGroup.allCases.flatMap { group -> [StyledLine] in
      let members = actions.filter { $0.group == group }
      guard !members.isEmpty else { return [] }
      let heading = StyledLine(group.title.text(), .heading)
      return [heading]
        + members.map { action in
          let keys = action.allKeys
          let padding = String(repeating: " ", count: max(1, 20 - CellWidth.of(keys)))
          return StyledLine("  \(keys)\(padding)\(action.sentence.text())")
        }
    }
  }
}
