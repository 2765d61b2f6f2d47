internal import Canvas
internal import Casework

extension LayerDrawing {
  /// The page of a bulk change: the screen less title, number or message, and foot.
  static func bulkSize(in size: Size) -> Size { Size(rows: max(1, size.rows - 3), columns: size.columns) }

  func draw(_ preview: BulkPreview, on frame: inout Frame) {
    let area = box(preview.heading, height: size.rows, foot: foot(of: preview), on: &frame)
    let rows = max(1, area.rows - 1)
    for (row, line) in preview.lines.dropFirst(preview.scroll).prefix(rows).enumerated() {
      frame.put(line, row: area.row + row, column: 0, width: size.columns)
    }
    frame.cursor = Point(row: area.row + preview.cursorRow, column: 0)
    let last = area.end.row - 1
    if preview.asksForNumber {
      let prompt = Message("Type \(preview.count), then Enter: ").text()
      let used = frame.put(prompt, row: last, column: 0, width: size.columns, style: Style(.heading))
      let typed = preview.entry.window(width: max(1, size.columns - used))
      frame.put(typed.text, row: last, column: used, width: max(0, size.columns - used))
      frame.cursor = Point(row: last, column: min(size.columns - 1, used + typed.cursorColumn))
    }
    if let told = preview.told, preview.refusal == nil, !isWaiting {
      MessageRows(told, Style(.note), lastRow: preview.asksForNumber ? last - 1 : last).draw(on: &frame)
    }
    drawRefusal(preview.refusal, row: last, on: &frame)
  }

  private func foot(of preview: BulkPreview) -> FootRows {
    let does: [Message] =
      preview.count == 0 ? [] : preview.count == 1 ? ["Enter do it"] : ["Enter do all \(preview.count)"]
    let reason: [Message] = preview.canGiveReason ? ["r give a reason"] : []
    return FootRows(does + reason + ["Up/Down PgUp/PgDn move"], last: "Esc leave")
  }
}
