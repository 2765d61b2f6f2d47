internal import Canvas
internal import Casework

// Queues and the start page.
extension LayerDrawing {
  func draw(_ layer: DeskLayer, on frame: inout Frame) {
    switch layer {
    case .queues(let menu): draw(menu, on: &frame)
    case .saving(let form): draw(form, on: &frame)
    case .start(let page): draw(page, on: &frame)
    case .jobs(let page): draw(page, on: &frame)
    case .trend(let page): draw(page, on: &frame)
    case .greeting(let greeting):
      let foot = FootRows(
        ["m mail", "d demo", "c first record", "Enter take", "Esc list"], last: "? help")
      if let area = pageBox(layer.title, foot: foot, on: &frame) { greeting.draw(in: area, on: &frame) }
    }
  }

  private func draw(_ menu: QueueMenu, on frame: inout Frame) {
    let foot = FootRows(
      [
        size.columns < 60 ? "Enter open" : "letter or Enter open", "Esc leave", "\" keep what is shown",
        "Del delete", "Up/Down choose",
      ],
      last: "F1 help")
    let area = box(
      DeskLayer.queues(menu).title, height: DeskLayer.menuHeight(of: menu.lines.count, in: size), foot: foot,
      on: &frame)
    let drawing = QueueLineDrawing(columns: size.columns, showsBar: !isForEar)
    for (line, position) in menu.cursor.visible.prefix(max(0, area.rows - 1)).enumerated() {
      drawing.draw(
        menu.lines[position], isFocused: position == menu.cursor.selection, row: area.row + line, on: &frame)
    }
    drawRefusal(menu.refusal, row: area.end.row - 1, on: &frame)
    frame.cursor = Point(row: area.row + menu.cursor.selectedLine, column: 0)
  }

  private func draw(_ form: QueueForm, on frame: inout Frame) {
    let foot = FootRows(["Tab next", "Ctrl-S save", "Esc leave"], last: "F1 help")
    let area = box(DeskLayer.saving(form).title, height: Self.boxHeight(in: size), foot: foot, on: &frame)
    frame.put(
      Message("Query: \(form.query)").text(), row: area.row, column: 0, width: size.columns,
      style: Style(.dim))
    let key = form.key.text.isEmpty ? Message("\(String(form.proposedKey)) (free)").text() : form.key.text
    let sharing: Message = form.isShared ? "everybody  (Space: me alone)" : "me alone  (Space: everybody)"
    let rows: [(QueueForm.Field, Message, String)] = [
      (.name, "Name", form.name.window(width: max(4, size.columns - 13)).text), (.key, "Key after '", key),
      (.sharing, "For", sharing.text()),
    ]
    for (position, (field, label, text)) in rows.enumerated() {
      let row = area.row + 1 + position
      let isFocused = field == form.focus
      frame.put(
        "\(isFocused ? ">" : " ") \(label.text())", row: row, column: 0, width: 13, style: Style(.heading))
      frame.put(text, row: row, column: 14, width: size.columns - 14)
      guard isFocused else { continue }
      let column =
        field == .name
        ? form.name.window(width: max(4, size.columns - 13)).cursorColumn
        : field == .key ? form.key.text.count : 0
      frame.cursor = Point(row: row, column: min(size.columns - 1, 14 + column))
    }
    drawRefusal(form.refusal, row: area.end.row - 1, on: &frame)
  }

  private func draw(_ page: StartPage, on frame: inout Frame) {
    let foot = FootRows(
      ["Enter open", "1-5 pane", "n needing", "Esc back", "! jobs", ": commands"], last: "? help")
    guard let area = pageBox(DeskLayer.start(page).title, foot: foot, on: &frame) else { return }
    let drawing = QueueLineDrawing(columns: size.columns, showsBar: !isForEar)
    for (line, position) in page.cursor.visible.prefix(area.rows).enumerated() {
      switch page.rows[position] {
      case .heading(let pane):
        frame.put(
          "\(pane.digit) \(pane.title.text())", row: area.row + line, column: 0, width: size.columns,
          style: Style(.heading))
      case .queue(let queue):
        drawing.draw(
          queue, isFocused: position == page.cursor.selection, row: area.row + line, on: &frame)
      }
    }
    frame.cursor = Point(row: area.row + page.cursor.selectedLine, column: 0)
  }

  /// Clears the page's rows and writes its title and foot; nil when the screen is too small for anything.
  func pageBox(_ title: Message, foot: FootRows, on frame: inout Frame) -> Rectangle? {
    guard let layout = Layout(size, showsPreview: false, isReading: false) else { return nil }
    let area = DeskLayer.pageArea(layout)
    let top = layout.view ?? area.row
    frame.fill(Rectangle(row: top, column: 0, rows: size.rows - top, columns: size.columns))
    if let row = layout.view {
      frame.put(title.text(), row: row, column: 0, width: size.columns, style: Style(.heading))
    }
    foot.draw(row: size.rows - 1, on: &frame)
    return area
  }
}
