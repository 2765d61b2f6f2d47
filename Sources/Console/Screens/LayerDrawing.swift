internal import Canvas
internal import Casework

/// What lies over the pane: pickers, texts being written, help, the history.
///
/// A layer takes the lower part of the screen, so that the list stays in sight, and all of a small one. The
/// hardware cursor stands on what has the keys.
struct LayerDrawing {
  let size: Size
  /// What the layer waits for; nil when it waits for nothing.
  let waiting: Message?

  /// Whether it is heard or felt: what is drawn with signs is left out where words say the same.
  let isForEar: Bool

  init(size: Size, waiting: Message? = nil, isForEar: Bool = false) {
    self.size = size
    self.waiting = waiting
    self.isForEar = isForEar
  }

  /// Whether the layer waits for an answer.
  var isWaiting: Bool { waiting != nil }

  func draw(_ layer: Layer, on frame: inout Frame) {
    switch layer {
    case .picker(let picker): draw(picker, on: &frame)
    case .form(let form): draw(form, on: &frame)
    case .help(let page): draw(page, on: &frame)
    case .record(let form): draw(form, on: &frame)
    case .log(let log): draw(log, on: &frame)
    case .scoring(let scoring): draw(scoring, on: &frame)
    case .page(let page): draw(page, on: &frame)
    case .bulk(let preview): draw(preview, on: &frame)
    case .identity(let layer): draw(layer, on: &frame)
    case .desk(let layer): draw(layer, on: &frame)
    case .offer(let offer): draw(offer, on: &frame)
    case .conflict(let conflict): draw(conflict, on: &frame)
    }
  }

  // MARK: - Sizes

  /// Rows of a picker's list: its box less title, entry, what is said of the chosen item, and foot.
  static func pickerHeight(of picker: Picker, in size: Size) -> Int {
    max(1, boxHeight(in: size) - 3 - sayingRows(of: picker, in: size))
  }

  /// Rows for what is said of the chosen item. A command has a sentence and its twin in a shell, and both can be read
  /// in full.
  static func sayingRows(of picker: Picker, in size: Size) -> Int {
    guard picker.purpose == .palette else { return 1 }
    return size.rows >= 16 ? 3 : size.rows >= 8 ? 2 : 1
  }

  /// The row of the first item of a picker that is seen.
  static func pickerTop(in size: Size) -> Int { size.rows - boxHeight(in: size) + 2 }

  /// A page over the whole screen: its rows less title and foot.
  static func pageSize(in size: Size) -> Size {
    Size(rows: max(1, size.rows - 2), columns: size.columns)
  }

  /// The help has a line to type in besides.
  static func helpSize(in size: Size) -> Size {
    Size(rows: max(1, size.rows - 3), columns: size.columns)
  }

  static func boxHeight(in size: Size) -> Int {
    size.rows < 16 ? size.rows : min(size.rows - 4, max(12, size.rows * 6 / 10))
  }

  // MARK: - The box

  /// Clears the layer's part of the screen and writes its title; returns the rows between title and foot.
  func box(_ title: Message, height: Int, foot: FootRows, on frame: inout Frame) -> Rectangle {
    let top = size.rows - height
    frame.fill(Rectangle(row: top, column: 0, rows: height, columns: size.columns))
    let used = frame.put(
      "-- \(title.text()) ", row: top, column: 0, width: size.columns, style: Style(.heading))
    frame.horizontalLine(row: top, column: used, width: size.columns - used, style: Style(.divider))
    foot.draw(row: size.rows - 1, on: &frame)
    return Rectangle(row: top + 1, column: 0, rows: height - 2, columns: size.columns)
  }

  /// The line in which one types to narrow; returns where the insertion point is.
  private func drawFind(_ entry: TextEntry, row: Int, on frame: inout Frame) -> Point {
    let used = frame.put(
      Message("Find: ").text(), row: row, column: 0, width: size.columns, style: Style(.dim))
    let typed = entry.window(width: max(1, size.columns - used))
    frame.put(typed.text, row: row, column: used, width: size.columns - used)
    return Point(row: row, column: min(size.columns - 1, used + typed.cursorColumn))
  }

  /// Why the last attempt was refused, or that it is under way.
  func drawRefusal(_ refusal: Message?, row: Int, on frame: inout Frame) {
    if let waiting {
      MessageRows(waiting, Style(.note), lastRow: row).draw(on: &frame)
    } else if let refusal {
      MessageRows(refusal, Style(.error), lastRow: row).draw(on: &frame)
    }
  }

  // MARK: - Picker

  private func draw(_ picker: Picker, on frame: inout Frame) {
    let foot = FootRows(
      picker.isMultiple
        ? ["type to narrow", "Tab mark", "Enter take", "Esc leave", "Up/Down choose"]
        : ["type to narrow", "Enter take", "Esc leave", "Up/Down choose"], last: "F1 help")
    let area = box(picker.title, height: Self.boxHeight(in: size), foot: foot, on: &frame)
    let insertion = drawFind(picker.entry, row: area.row, on: &frame)
    let detail = detailColumn(of: picker)
    let saying = Self.sayingRows(of: picker, in: size)
    for (line, position) in picker.cursor.visible.prefix(max(0, area.rows - 1 - saying)).enumerated() {
      drawItem(picker, position, detailColumn: detail, row: area.row + 1 + line, on: &frame)
    }
    if picker.refusal == nil, picker.selected?.twin != nil {
      drawSaying(of: picker, detailColumn: detail, rows: saying, lastRow: area.end.row - 1, on: &frame)
    } else {
      drawDetail(of: picker, detailColumn: detail, row: area.end.row - 1, on: &frame)
    }
    drawRefusal(picker.refusal, row: area.end.row - 1, on: &frame)
    guard picker.shown.isEmpty else {
      frame.cursor = Point(row: area.row + 1 + picker.cursor.selectedLine, column: 0)
      return
    }
    let sentence: Message =
      !picker.items.isEmpty
      ? "Nothing fits what is typed."
      : picker.purpose == .acts
        ? "Nothing more can be done to this record." : "The office has no list of these yet."
    frame.put(sentence.text(), row: area.row + 1, column: 0, width: size.columns, style: Style(.dim))
    frame.cursor = insertion
  }

  /// Where the details stand: after the longest title, but at three fifths of the screen at most. Nil on a
  /// narrow screen, where each follows its title.
  private func detailColumn(of picker: Picker) -> Int? {
    guard size.columns >= 60 else { return nil }
    let longest = picker.items.reduce(0) { $1.isSpecific ? $0 : max($0, CellWidth.of(displaySafe($1.title))) }
    let start = picker.isMultiple ? 6 : 2
    return min(size.columns * 3 / 5, max(24, start + longest + 2))
  }

  /// The sentence of the chosen command, where its line is too short for it, and what does the same from a shell.
  private func drawSaying(
    of picker: Picker, detailColumn: Int?, rows: Int, lastRow: Int, on frame: inout Frame
  ) {
    guard let item = picker.selected, let twin = item.twin else { return }
    let start = detailColumn ?? CellWidth.of(displaySafe(item.title)) + 4
    let said = displaySafe(said(of: item))
    let isCut = start + CellWidth.of(said) > size.columns
    let shell = displaySafe(Message("In a shell: \(twin)").text())
    let lines =
      (isCut ? wrap(said, width: size.columns).map { ($0, Role.note) } : [])
      + wrap(shell, width: size.columns).map { ($0, Role.dim) }
    let shown = lines.prefix(rows)
    for (position, (text, role)) in shown.enumerated() {
      frame.put(
        text, row: lastRow - shown.count + 1 + position, column: 0, width: size.columns, style: Style(role))
    }
  }

  private func said(of item: Picker.Item) -> String {
    item.refusal.map { Message("not now: \($0)").text() } ?? item.detail
  }

  /// What is said of the chosen item, once more in full where its line is too short for it.
  private func drawDetail(of picker: Picker, detailColumn: Int?, row: Int, on frame: inout Frame) {
    guard let item = picker.selected, picker.refusal == nil, !isWaiting else { return }
    let start = (detailColumn ?? CellWidth.of(displaySafe(item.title)) + 4) + (picker.isMultiple ? 4 : 0)
    let said = said(of: item)
    // A name of one word is known by its title.
    guard said.contains(" ") else { return }
    let width = CellWidth.of(displaySafe(said))
    // Two rows where the list leaves one, so that no item is covered.
    let rows = picker.shown.count < Self.pickerHeight(of: picker, in: size) ? 2 : 1
    guard start + width > size.columns, width <= rows * size.columns else { return }
    MessageRows("\(said)", Style(.note), lastRow: row).draw(on: &frame)
  }

  private func drawItem(
    _ picker: Picker, _ position: Int, detailColumn: Int?, row: Int, on frame: inout Frame
  ) {
    let item = picker.items[picker.shown[position]]
    let isFocused = position == picker.cursor.selection
    let mark = picker.isMultiple ? picker.marked.contains(item.choice) ? "[x] " : "[ ] " : ""
    let start = "\(isFocused ? ">" : " ") \(mark)\(item.title)"
    let used = frame.put(start, row: row, column: 0, width: detailColumn.map { $0 - 1 } ?? size.columns)
    let column = detailColumn ?? used + 2
    let detail = shortened(said(of: item), to: size.columns - column)
    frame.put(detail, row: row, column: column, width: size.columns - column, style: Style(.dim))
    guard isFocused else { return }
    frame.restyle(row: row, column: 0, width: size.columns) { $0.isFocused = true }
  }

  // MARK: - Form

  private func draw(_ form: TextForm, on frame: inout Frame) {
    let foot = FootRows(
      form.focus != .text
        ? ["Enter take the marked one", "Tab next", "Esc back to the text"]
        : form.entry.isMultiline
          ? ["Ctrl-S save", "Tab to the buttons", "Esc leave", "Ctrl-E editor"]
          : ["Enter take it", "Tab to the buttons", "Esc leave"],
      last: "F1 help")
    let area = box(form.title, height: Self.boxHeight(in: size), foot: foot, on: &frame)
    // At least one row is for the text, one for the buttons, one for the refusal.
    let hints = Self.hints(of: form, in: area)
    for (line, text) in hints.enumerated() {
      frame.put(text, row: area.row + line, column: 0, width: size.columns, style: Style(.dim))
    }
    let top = area.row + hints.count
    drawText(
      form, in: Rectangle(row: top, column: 0, rows: area.end.row - 2 - top, columns: size.columns),
      on: &frame)
    drawRefusal(form.refusal, row: area.end.row - 2, on: &frame)
    drawButtons(form, row: area.end.row - 1, on: &frame)
  }

  static func hints(of form: TextForm, in area: Rectangle) -> [String] {
    Array(wrap(displaySafe(form.hint.text()), width: area.columns).prefix(max(0, min(3, area.rows - 3))))
  }

  private func drawText(_ form: TextForm, in area: Rectangle, on frame: inout Frame) {
    let (lines, cursor) = form.entry.layout(width: max(4, area.columns - 2), height: area.rows)
    let first = max(0, cursor.row - area.rows + 1)
    for row in 0..<area.rows {
      frame.put("|", row: area.row + row, column: 0, width: 1, style: Style(.divider))
      guard lines.indices.contains(first + row) else { continue }
      frame.put(lines[first + row], row: area.row + row, column: 2, width: area.columns - 2)
    }
    frame.cursor = Point(row: area.row + cursor.row - first, column: 2 + cursor.column)
  }

  private func drawButtons(_ form: TextForm, row: Int, on frame: inout Frame) {
    var column = 0
    for (focus, verb) in [(TextForm.Focus.save, form.verb), (.leave, Message("Cancel"))] {
      let isFocused = form.focus == focus
      let text = "\(isFocused ? ">" : " ") [ \(verb.text()) ]"
      if isFocused { frame.cursor = Point(row: row, column: min(column, size.columns - 1)) }
      column += frame.put(
        text, row: row, column: column, width: size.columns - column,
        style: Style(.text, isFocused: isFocused))
      column += 2
    }
  }

  // MARK: - Pages

  private func draw(_ page: TextPage, on frame: inout Frame) {
    let foot = FootRows(["Up/Down PgUp/PgDn move", "Esc leave"], last: "? help")
    let area = box(page.title, height: size.rows, foot: foot, on: &frame)
    draw(page.lines, from: page.scroll, in: area, on: &frame)
    drawCount(ofLinesBelow: page.lines.count - page.scroll - area.rows, row: area.row - 1, on: &frame)
    frame.cursor = Point(row: area.row + page.cursorRow, column: 0)
  }

  /// How much of a page lies below what is seen, at the end of its title.
  private func drawCount(ofLinesBelow count: Int, row: Int, on frame: inout Frame) {
    guard count > 0, size.columns >= 40 else { return }
    let text = Message.counted(count, one: " [1 more line]", other: " [\(count) more lines]").text()
    let width = CellWidth.of(text)
    frame.put(text, row: row, column: size.columns - width, width: width, style: Style(.dim))
  }

  private func draw(_ page: HelpPage, on frame: inout Frame) {
    let parts: [Message] = ["type to narrow", "Up/Down PgUp/PgDn move"]
    let foot = FootRows(parts + (page.isForDoing ? ["Enter do it"] : []), last: "Esc leave")
    let area = box("Keys", height: size.rows, foot: foot, on: &frame)
    frame.cursor = drawFind(page.entry, row: area.row, on: &frame)
    draw(page.lines, from: page.scroll, in: area.split(atRow: 1).below, on: &frame)
    if let row = page.cursorRow { frame.cursor = Point(row: area.row + 1 + row, column: 0) }
  }

  private func draw(_ lines: [StyledLine], from first: Int, in area: Rectangle, on frame: inout Frame) {
    for (row, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
      frame.put(line, row: area.row + row, column: 0, width: size.columns)
    }
  }
}
