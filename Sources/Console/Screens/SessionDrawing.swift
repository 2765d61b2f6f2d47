package import Canvas
internal import Casework

extension Session {
  /// The whole screen, made from the state alone.
  package func draw() -> Frame {
    var frame = Frame(size: size)
    guard let layout else {
      frame.put(Message("Casebook needs 20 by 5").text(), row: 0, column: 0, width: size.columns)
      return frame
    }
    drawTabs(layout, on: &frame)
    drawView(layout, on: &frame)
    drawList(layout, on: &frame)
    drawDivider(layout, on: &frame)
    drawPreview(layout, on: &frame)
    drawMessage(layout, on: &frame)
    drawFoot(layout, on: &frame)
    if let layer = layers.last { LayerDrawing(size: size).draw(layer, on: &frame) }
    return frame
  }

  // MARK: - Around the list

  private func drawTabs(_ layout: Layout, on frame: inout Frame) {
    guard let row = layout.tabs else { return }
    frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: size.columns), style: Style(.bar))
    let tab = size.columns < 60 ? Message(" 1 Corr ") : Message(" 1 Correspondence ")
    frame.put(tab.text(), row: row, column: 0, width: size.columns, style: Style(.activeTab))
    let day = DayWords.long(today)
    let name = size.columns < 60 ? "" : "\(lists.fullName(of: actor.name))   "
    let right = displaySafe("\(name)\(size.columns < 60 ? DayWords.short(today, today: today) : day) ")
    let width = CellWidth.of(right)
    guard width < size.columns - 20 else { return }
    frame.put(right, row: row, column: size.columns - width, width: width, style: Style(.bar))
  }

  private func drawView(_ layout: Layout, on frame: inout Frame) {
    guard let row = layout.view else { return }
    frame.put(viewLine, row: row, column: 0, width: size.columns, style: Style(.heading))
    guard let banner else { return }
    let text = displaySafe(banner.text())
    let width = CellWidth.of(text)
    guard width + CellWidth.of(viewLine) + 2 < size.columns else { return }
    frame.put(text, row: row, column: size.columns - width, width: width, style: Style(.note))
  }

  /// What the list shows, where one stands in it, and what narrows it.
  private var viewLine: String {
    let place = pane.lines.isEmpty ? 0 : pane.cursor.selection + 1
    let known = pane.search == nil ? pane.count : pane.lines.count
    let total = known.map(grouped) ?? "\(pane.lines.count)+"
    let order: Message = pane.view.order == .due ? "soonest due first" : "newest first"
    if let search = pane.search {
      return Message("Search: \(search.text)   \(place) of \(total)   newest first").text()
    }
    return Message("Cases: \(pane.view.name)   \(place) of \(total)   \(order)").text()
  }

  /// `12,345`.
  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return String(
      digits.enumerated().flatMap { offset, digit in
        offset > 0 && (digits.count - offset) % 3 == 0 ? [",", digit] : [digit]
      })
  }

  // MARK: - The list

  private func drawList(_ layout: Layout, on frame: inout Frame) {
    let drawing = CaseListDrawing(words: words, width: layout.list.columns)
    guard !pane.lines.isEmpty else { return drawEmptyList(layout, on: &frame) }
    for (line, position) in pane.cursor.visible.enumerated() where layout.list.rows > 0 {
      let isFocused = position == pane.cursor.selection
      if layout.isTwoLine {
        let area = Rectangle(
          row: layout.list.row + 2 * line, column: 0, rows: 2, columns: layout.list.columns)
        drawing.drawNarrow(pane.lines[position], isFocused: isFocused, in: area, on: &frame)
      } else {
        drawing.draw(pane.lines[position], isFocused: isFocused, in: layout.list.row(line), on: &frame)
      }
    }
    let line = pane.cursor.selectedLine * (layout.isTwoLine ? 2 : 1)
    frame.cursor = Point(row: layout.list.row + line, column: 0)
  }

  private func drawEmptyList(_ layout: Layout, on frame: inout Frame) {
    frame.cursor = Point(row: layout.list.row, column: 0)
    let sentence: Message =
      pane.search != nil
      ? "Nothing is found. Esc clears the search."
      : "No cases here. ' and a letter shows another view; casebook import mail PATH brings mail in."
    let rows = wrap(sentence.text(), width: layout.list.columns)
    for (line, text) in rows.prefix(max(0, layout.list.rows)).enumerated() {
      frame.put(text, row: layout.list.row + line, column: 0, width: layout.list.columns, style: Style(.dim))
    }
  }

  // MARK: - The letter

  private func drawDivider(_ layout: Layout, on frame: inout Frame) {
    if let column = layout.bar {
      frame.verticalLine(
        row: layout.list.row, column: column, height: layout.list.rows, style: Style(.divider))
    }
    guard let row = layout.divider else { return }
    let title = pane.selected.map { "-- \($0.reference)  \($0.title) " } ?? ""
    let used = frame.put(title, row: row, column: 0, width: size.columns, style: Style(.heading))
    frame.horizontalLine(row: row, column: used, width: size.columns - used, style: Style(.divider))
  }

  private func drawPreview(_ layout: Layout, on frame: inout Frame) {
    guard var area = layout.preview, let text = pane.text else { return }
    if layout.divider == nil {
      let title = pane.opened.map { "\($0.record.reference)  \($0.record[Head.title] ?? "")" } ?? ""
      frame.put(title, row: area.row, column: area.column, width: area.columns, style: Style(.heading))
      area = area.split(atRow: 1).below
    }
    let lines = text.lines.dropFirst(pane.scroll)
    for (row, line) in lines.prefix(max(0, area.rows)).enumerated() {
      frame.put(line, row: area.row + row, column: area.column, width: area.columns)
    }
    if lines.count > area.rows, area.rows > 1 {
      let more = Message(" [\(lines.count - area.rows) more lines] ").text()
      let width = CellWidth.of(more)
      frame.put(
        more, row: area.end.row - 1, column: max(area.column, area.end.column - width), width: width,
        style: Style(.dim))
    }
    guard pane.focus != .list else { return }
    frame.cursor = Point(row: area.row, column: area.column)
  }

  // MARK: - The last two rows

  private func drawMessage(_ layout: Layout, on frame: inout Frame) {
    guard let row = layout.message else { return }
    if pane.isSearching, let entry = pane.search { return drawSearchLine(entry, row: row, on: &frame) }
    guard let notice else { return }
    frame.put(
      notice.message.text(), row: row, column: 0, width: size.columns,
      style: Style(notice.isError ? .error : .note))
  }

  private func drawSearchLine(_ entry: TextEntry, row: Int, on frame: inout Frame) {
    let half = max(10, size.columns / 2)
    let (text, column) = entry.window(width: half - 2)
    frame.put("/", row: row, column: 0, width: 1, style: Style(.heading))
    frame.put(text, row: row, column: 1, width: half - 1)
    if let fault = pane.searchFault {
      frame.put(
        fault.message.text(), row: row, column: half, width: size.columns - half, style: Style(.error))
    }
    frame.cursor = Point(row: row, column: 1 + column)
  }

  private func drawFoot(_ layout: Layout, on frame: inout Frame) {
    guard let row = layout.foot else { return }
    frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: size.columns), style: Style(.bar))
    frame.put(footLine, row: row, column: 0, width: size.columns, style: Style(.bar))
  }

  /// The keys that make sense now; they drop from the right, never the last.
  private var footLine: String {
    if pane.isSearching {
      return fitting([Message("Enter keep"), "Esc clear", "Up earlier search"].map { $0.text() }, last: "")
    }
    if !pending.isEmpty {
      let keys = pending.map(\.label).joined(separator: " ")
      let next = Keymap.continuations(of: pending).map { "\($0.key.label) \($0.action.short.text())" }
      return fitting(["\(keys) ..."] + next, last: Message("Esc leave").text())
    }
    let help = Message("? help").text()
    let actions = ActionList.foot.filter { makesSense($0.intent) }
    return fitting(actions.map { "\($0.keys) \($0.short.text())" }, last: help)
  }

  private func makesSense(_ intent: Intent) -> Bool {
    guard let record = pane.opened?.record else { return intent == .search }
    switch intent {
    case .close, .refer: return !record.isClosed && record.awaitedReferral == nil
    case .answer: return record.awaitedReferral != nil
    case .open: return pane.focus != .reading
    default: return true
    }
  }

  private func fitting(_ parts: [String], last: String) -> String {
    var line = ""
    for part in parts {
      let longer = line.isEmpty ? part : "\(line)  \(part)"
      guard CellWidth.of(longer) + CellWidth.of(last) + 2 <= size.columns else { break }
      line = longer
    }
    return last.isEmpty ? line : line.isEmpty ? last : "\(line)  \(last)"
  }
}
