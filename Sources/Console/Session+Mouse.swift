internal import Canvas

// What the mouse does: the wheel moves what is under it, a press chooses a row.
extension Session {
  mutating func handle(_ mouse: Mouse) -> [Request] {
    guard underWay == nil, let layout else { return [] }
    switch mouse.kind {
    case .wheelDown, .wheelUp: return turnWheel(isDown: mouse.kind == .wheelDown, over: mouse.point, layout)
    case .press: return press(on: mouse.point, layout)
    case .release, .drag: return []
    }
  }

  private mutating func turnWheel(isDown: Bool, over point: Point, _ layout: Layout) -> [Request] {
    guard layers.isEmpty else { return handleInLayer(isDown ? .down : .up) }
    if layout.preview?.contains(point) ?? false {
      for _ in 0..<3 { pane.scrollText(isDown ? .down : .up) }
      return []
    }
    pane.scrollList(by: isDown ? 3 : -3)
    return showSelected() + pane.moreIfNeeded(actor: actor, today: today)
  }

  private mutating func press(on point: Point, _ layout: Layout) -> [Request] {
    pending = []
    guard layers.isEmpty else {
      if case .desk(let layer)? = layers.last { return press(on: point, in: layer, layout) }
      if case .picker(var picker)? = layers.last {
        picker.select(line: point.row - LayerDrawing.pickerTop(in: size))
        replaceTop(.picker(picker))
      }
      return []
    }
    if layout.preview?.contains(point) ?? false {
      if pane.focus == .list { pane.focus = .preview }
      return []
    }
    guard layout.list.contains(point) else { return [] }
    let position = pane.cursor.offset + (point.row - layout.list.row) / (layout.isTwoLine ? 2 : 1)
    guard pane.lines.indices.contains(position) else { return [] }
    pane.focus = .list
    pane.select(position)
    return showSelected()
  }
}
