internal import Canvas
internal import Casework

// Forms of records, and logs of lines.
extension LayerDrawing {
  // MARK: - Form

  func draw(_ form: RecordForm, on frame: inout Frame) {
    let foot = FootRows(
      form.isOnSave || form.isOnLeave
        ? ["Enter take the marked one", "Tab next", "Esc leave"]
        : form.isInLongText
          ? ["Tab next field", "Ctrl-E editor", "Ctrl-S save", "Esc leave"]
          : form.fitting.isEmpty
            ? ["Tab next field", "Shift-Tab back", "Ctrl-S save", "Esc leave"]
            : ["type to narrow", "Up/Down choose", "Enter take", "Ctrl-S save", "Esc leave"], last: "F1 help")
    let area = box(form.title, height: size.rows < 16 ? size.rows : size.rows - 2, foot: foot, on: &frame)
    let height = max(1, area.rows - 2)
    let rows = FormRows(form, width: size.columns, height: height)
    let first = rows.first(height: height)
    for (position, row) in rows.rows.dropFirst(first).prefix(height).enumerated() {
      draw(row, at: area.row + position, on: &frame)
    }
    drawRefusal(form.refusal, row: area.end.row - 2, on: &frame)
    drawButtons(form, row: area.end.row - 1, on: &frame)
    guard let cursor = rows.cursor, cursor.row >= first, cursor.row < first + height else { return }
    frame.cursor = Point(
      row: area.row + cursor.row - first, column: min(cursor.column, size.columns - 1))
  }

  private func draw(_ row: FormRows.Row, at position: Int, on frame: inout Frame) {
    frame.put(row.line, row: position, column: 0, width: size.columns)
    guard row.isFocused else { return }
    frame.restyle(row: position, column: 0, width: size.columns) { $0.isFocused = true }
  }

  private func drawButtons(_ form: RecordForm, row: Int, on frame: inout Frame) {
    var column = 0
    for (isFocused, verb) in [(form.isOnSave, Message("Save")), (form.isOnLeave, Message("Leave"))] {
      if isFocused { frame.cursor = Point(row: row, column: min(column, size.columns - 1)) }
      column += frame.put(
        "\(isFocused ? ">" : " ") [ \(verb.text()) ]", row: row, column: column, width: size.columns - column,
        style: Style(.text, isFocused: isFocused))
      column += 2
    }
  }

  // MARK: - Log

  func draw(_ log: LineLog, on frame: inout Frame) {
    let foot = FootRows(Self.keys(of: log), last: "F1 help")
    // Where one writes below what stands there already, that has the room.
    let height = log.paper.isEmpty ? Self.boxHeight(in: size) : max(Self.boxHeight(in: size), size.rows - 2)
    let area = box("Log on \(log.reference) \(log.title)", height: height, foot: foot, on: &frame)
    var row = area.row
    for (position, slot) in log.slots.enumerated() where row < area.end.row - 2 {
      let label = Message("F\(position + 2) \(slot.field.label)").text()
      let used = frame.put(label + "  ", row: row, column: 0, width: size.columns, style: Style(.dim))
      frame.put(
        slot.shown.isEmpty ? "--" : slot.shown, row: row, column: max(used, 14),
        width: size.columns - max(used, 14))
      row += 1
    }
    let last = area.end.row - 2
    let lines =
      log.paper.isEmpty ? log.logged.map { StyledLine(Message("saved: \($0)").text(), .dim) } : log.paper
    for (position, line) in lines.suffix(max(0, last - row)).enumerated() {
      frame.put(line, row: row + position, column: 0, width: size.columns)
    }
    if let told = log.told, log.refusal == nil, !isWaiting {
      MessageRows(told, Style(.note), lastRow: area.end.row - 2).draw(on: &frame)
    }
    drawRefusal(log.refusal, row: area.end.row - 2, on: &frame)
    let label = "\(log.label.text()): "
    let used = frame.put(label, row: area.end.row - 1, column: 0, width: size.columns, style: Style(.heading))
    let typed = log.entry.window(width: max(1, size.columns - used - 1))
    frame.put(typed.text, row: area.end.row - 1, column: used, width: size.columns - used)
    frame.cursor = Point(row: area.end.row - 1, column: min(size.columns - 1, used + typed.cursorColumn))
  }
}

extension LayerDrawing {
  private static func keys(of log: LineLog) -> [Message] {
    guard !log.isEditingSlot else { return ["Enter take it", "Esc back to the line"] }
    let slots = log.slots.enumerated().map { Message("F\($0 + 2) \($1.field.label)") }
    return ["Enter log it"] + slots + ["Esc done"]
  }
}

/// A form as rows: each field, and beneath the one that has the keys what fits in it, or what is wrong with it.
struct FormRows {
  struct Row {
    let line: StyledLine
    var isFocused = false
    /// The field whose text stands here, by its position; which of its rows; and where its text begins, and how many
    /// columns it has.
    var field: Int?
    var textRow = 0
    var textColumn = 0
    var room = 0
    /// One of the options of the field that has the keys.
    var option: Int?
  }

  private(set) var rows: [Row] = []
  /// Where the insertion point is, counted from the first row.
  private(set) var cursor: Point?
  private let width: Int
  /// How many lines a long text has at once while it is written.
  private let mostLines: Int
  /// How many options are listed at once.
  private let mostOptions: Int

  /// - Parameter height: of the window. As many options are listed as there is room for; a few where there is none.
  init(_ form: RecordForm, width: Int, height: Int) {
    self.width = width
    mostLines = max(3, height - 4)
    mostOptions = max(5, min(12, height - form.lines.count - 1))
    let labels = form.lines.map { label(of: $0.field) }
    let column = min(width / 2, (labels.map { CellWidth.of($0) }.max() ?? 0) + 3)
    for (position, line) in form.lines.enumerated() {
      let start = rows.count
      add(line, label: labels[position], column: column, isFocused: position == form.focus)
      for row in rows.indices[start...] {
        rows[row].field = position
        rows[row].textRow += row - start
        rows[row].textColumn = column
        rows[row].room = max(4, width - column - 1)
      }
      if position == form.focus { addOptions(form, column: column) }
      if let day = form.understood(position) {
        addRemark(day, .dim, column: width - column < 30 ? 4 : column)
      }
      if let theirs = line.theirs { addRemark("theirs: \(theirs)", .note, column: 4) }
      if let fault = line.fault { addRemark(fault, .error, column: 4) }
    }
  }

  /// What is to be said of the field above.
  private mutating func addRemark(_ remark: Message, _ role: Role, column: Int) {
    let text = remark.text().replacing("\n", with: " / ")
    for part in wrap(displaySafe(text), width: max(8, width - column)) {
      rows.append(Row(line: StyledLine(String(repeating: " ", count: column) + part, role)))
    }
  }

  private func label(of field: FieldDescription) -> String {
    field.label.text() + (field.isRequired ? " *" : "")
  }

  private mutating func add(_ line: RecordForm.Line, label: String, column: Int, isFocused: Bool) {
    let start = "\(isFocused ? ">" : " ") \(label)"
    let padding = String(repeating: " ", count: max(1, column - CellWidth.of(start)))
    let room = max(4, width - column - 1)
    if line.entry.isMultiline, isFocused {
      // It grows with what is written, and scrolls when there is no more room.
      let (lines, cursor) = line.entry.layout(width: room, height: mostLines)
      let height = min(max(3, lines.count), mostLines)
      let first = max(0, cursor.row - height + 1)
      self.cursor = Point(row: rows.count + cursor.row - first, column: column + cursor.column)
      for row in 0..<height {
        let text = lines.indices.contains(first + row) ? lines[first + row] : ""
        let head = row == 0 ? start + padding : String(repeating: " ", count: column)
        rows.append(Row(line: StyledLine(head, .dim) + StyledLine(text), textRow: first))
      }
      return
    }
    let (text, cursor) = line.entry.window(width: room)
    if isFocused { self.cursor = Point(row: rows.count, column: column + cursor) }
    rows.append(
      Row(line: StyledLine(start + padding, .dim) + StyledLine(isFocused ? text : oneLine(line, room))))
  }

  /// A field that has not the keys: the option's title where there is one, else the beginning of the text.
  private func oneLine(_ line: RecordForm.Line, _ room: Int) -> String {
    let typed = line.entry.text
    guard let option = line.options.first(where: { $0.name == typed }) else {
      return displaySafe(typed.replacing("\n", with: " / "))
    }
    return displaySafe(option.title)
  }

  private mutating func addOptions(_ form: RecordForm, column: Int) {
    let options = form.fitting
    let first = max(0, form.marked - mostOptions + 1)
    for (position, option) in options.enumerated().dropFirst(first).prefix(mostOptions) {
      let mark = position == form.marked ? "> " : "  "
      // Who chooses hears what is chosen; who types stays where the letters appear.
      if position == form.marked, form.isMarkMoved { cursor = Point(row: rows.count, column: column) }
      let text = String(repeating: " ", count: column) + mark + displaySafe(option.title)
      rows.append(Row(line: StyledLine(text, position == form.marked ? .text : .dim), option: position))
    }
    let rest = options.count - first - mostOptions
    guard rest > 0 else { return }
    rows.append(
      Row(
        line: StyledLine(
          String(repeating: " ", count: column + 2) + Message("and \(rest) more: type to narrow").text(), .dim
        )))
  }

  /// The first row in sight, so that the one with the keys is seen with what stands beneath it.
  func first(height: Int) -> Int {
    guard let cursor else { return max(0, rows.count - height) }
    return max(0, min(cursor.row - height / 2, rows.count - height))
  }
}
