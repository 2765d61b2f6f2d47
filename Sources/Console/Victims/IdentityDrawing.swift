internal import Canvas
internal import Casework

// Who a participant is, over the pane.
extension LayerDrawing {
  func draw(_ layer: IdentityLayer, on frame: inout Frame) {
    let area = box(
      "Identity of \(layer.reference) \(layer.title)", height: Self.boxHeight(in: size), foot: foot(layer),
      on: &frame)
    switch layer.stage {
    case .asking: drawPassphrase(layer, row: area.row, on: &frame)
    case .waiting(.asking):
      frame.put(Message("Opening the vault.").text(), row: area.row, column: 0, width: size.columns)
      frame.cursor = Point(row: area.row, column: 0)
    case .waiting(.editing):
      frame.put(Message("Sealing.").text(), row: area.row, column: 0, width: size.columns)
      frame.cursor = Point(row: area.row, column: 0)
    case .shown: drawIdentity(layer, in: area, on: &frame)
    case .editing: drawEntries(layer, in: area, on: &frame)
    }
    drawRefusal(layer.refusal, row: area.end.row - 1, on: &frame)
  }

  private func foot(_ layer: IdentityLayer) -> FootRows {
    switch layer.stage {
    case .asking: FootRows(["Enter open the vault", "Esc leave"], last: "F1 help")
    case .waiting: FootRows(["Esc leave"], last: "F1 help")
    case .shown: FootRows(["e change", "Esc close the vault"], last: "F1 help")
    case .editing: FootRows(["Tab next", "Ctrl-S seal", "Esc leave it as it was"], last: "F1 help")
    }
  }

  /// A dot for each character: nobody who looks on reads it, and whoever types sees that it arrives.
  private func drawPassphrase(_ layer: IdentityLayer, row: Int, on frame: inout Frame) {
    let used = frame.put(
      Message("Your passphrase: ").text(), row: row, column: 0, width: size.columns, style: Style(.heading))
    let room = max(1, size.columns - used - 1)
    let count = min(room, layer.passphrase.text.count)
    frame.put(String(repeating: "*", count: count), row: row, column: used, width: room)
    frame.cursor = Point(row: row, column: min(size.columns - 1, used + count))
    frame.put(
      Message("That it was opened is logged; what it says is not.").text(), row: row + 1, column: 0,
      width: size.columns, style: Style(.dim))
  }

  private func drawIdentity(_ layer: IdentityLayer, in area: Rectangle, on frame: inout Frame) {
    for (position, part) in IdentityLayer.parts.enumerated() where position < area.rows - 1 {
      put(layer.identity.texts[part] ?? "--", of: part, row: area.row + position, on: &frame)
    }
    frame.cursor = Point(row: area.row, column: 0)
  }

  private func drawEntries(_ layer: IdentityLayer, in area: Rectangle, on frame: inout Frame) {
    for (position, part) in IdentityLayer.parts.enumerated() where position < area.rows - 1 {
      let (text, cursor) = layer.entries[position].window(width: max(4, size.columns - Self.labelColumns - 1))
      put(text, of: part, row: area.row + position, isFocused: position == layer.focus, on: &frame)
      guard position == layer.focus else { continue }
      frame.cursor = Point(
        row: area.row + position, column: min(size.columns - 1, Self.labelColumns + cursor))
    }
  }

  private static var labelColumns: Int { 16 }

  private func put(
    _ text: String, of part: ParticipantIdentity.Part, row: Int, isFocused: Bool = false,
    on frame: inout Frame
  ) {
    frame.put(
      "\(isFocused ? ">" : " ") \(part.label.text())", row: row, column: 0, width: Self.labelColumns - 1,
      style: Style(.dim))
    frame.put(
      displaySafe(text), row: row, column: Self.labelColumns, width: size.columns - Self.labelColumns)
  }
}
