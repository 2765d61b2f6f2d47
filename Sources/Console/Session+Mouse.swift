internal import Canvas
internal import Casework

// What the mouse does: the wheel moves what is under it; a press chooses a row, opens it when it comes twice, goes to
// the pane of a tab, presses a key that is named at the foot, or takes hold of the line between list and text. In a
// form it goes to a field, or takes a choice.
extension Session {
  /// How soon a second press must follow to be one of two. Milliseconds, as most desktops have it.
  private static let doublePress = 500

  mutating func handle(_ mouse: Mouse) -> [Request] {
    guard underWay == nil, let layout else { return [] }
    switch mouse.kind {
    case .wheelDown, .wheelUp: return turnWheel(isDown: mouse.kind == .wheelDown, over: mouse.point, layout)
    case .press: return press(on: mouse.point, layout)
    case .drag:
      if use.isDragging { drag(to: mouse.point, layout) }
      return []
    case .release:
      use.isDragging = false
      return []
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
    let isSecond =
      use.lastPress.map {
        $0.point.row == point.row && now.milliseconds - $0.at.milliseconds < Self.doublePress
      }
      ?? false
    use.lastPress = isSecond ? nil : ScreenUse.Press(point: point, at: now)
    if let keys = keysNamed(at: point, layout) { return press(keys) }
    pending = []
    guard layers.isEmpty else { return pressInLayer(on: point, isSecond: isSecond, layout) }
    if let name = tabs.first(where: { layout.tabs == point.row && $0.columns.contains(point.column) })?.name {
      return act(on: .pane(name.rawValue))
    }
    if isDivider(point, layout) {
      use.isDragging = true
      return []
    }
    if layout.preview?.contains(point) ?? false {
      if pane.focus == .list { pane.focus = .preview }
      return []
    }
    return pressInList(on: point, isSecond: isSecond, layout)
  }

  private mutating func pressInList(on point: Point, isSecond: Bool, _ layout: Layout) -> [Request] {
    guard layout.list.contains(point) else { return [] }
    let position = pane.cursor.offset + (point.row - layout.list.row) / (layout.isTwoLine ? 2 : 1)
    guard pane.lines.indices.contains(position) else { return [] }
    let isOpening = isSecond && position == pane.cursor.selection
    pane.focus = .list
    pane.select(position)
    return isOpening ? act(on: .open) : showSelected()
  }

  private mutating func pressInLayer(on point: Point, isSecond: Bool, _ layout: Layout) -> [Request] {
    if case .desk(let layer)? = layers.last { return press(on: point, in: layer, layout) }
    if case .record(let form)? = layers.last { return press(on: point, in: form) }
    if case .form(let form)? = layers.last { return press(on: point, in: form) }
    guard case .picker(var picker)? = layers.last else { return [] }
    let before = picker.cursor.selection
    picker.select(line: point.row - LayerDrawing.pickerTop(in: size))
    replaceTop(.picker(picker))
    let isOnItem = LayerDrawing.pickerTop(in: size) <= point.row
    return isSecond && isOnItem && picker.cursor.selection == before ? press([.enter]) : []
  }

  // MARK: - The line between list and text

  private func isDivider(_ point: Point, _ layout: Layout) -> Bool {
    if let bar = layout.bar {
      return point.column == bar && layout.list.row..<layout.list.end.row ~= point.row
    }
    return layout.isTitleDivider && layout.title?.row == point.row
  }

  private mutating func drag(to point: Point, _ layout: Layout) {
    if layout.bar != nil {
      use.share.give(point.column * 100 / max(1, size.columns), isBeside: true)
    } else if let end = layout.preview?.end.row, end > layout.list.row {
      use.share.give((point.row - layout.list.row) * 100 / (end - layout.list.row), isBeside: false)
    }
  }

  // MARK: - Keys named at the foot

  /// As if they were typed.
  private mutating func press(_ keys: [Key]) -> [Request] {
    var requests: [Request] = []
    for key in keys { requests += handle(.key(key)) }
    return requests
  }

  /// The keys of the part of the foot that is at this point; nil elsewhere, and where no single key is named.
  private func keysNamed(at point: Point, _ layout: Layout) -> [Key]? {
    guard point.row != layout.tabs, point.row > 0 else { return nil }
    guard let part = draw().part(at: point, of: .bar) else { return nil }
    if layers.isEmpty, pending.isEmpty, !pane.isSearching {
      // The longest first: 'g h' is no 'g'.
      let named = actions.all.flatMap(\.chords).map { ($0, $0.map(\.label).joined(separator: " ") + " ") }
        .filter { part.hasPrefix($0.1) }
      return named.max { $0.1.count < $1.1.count }?.0
    }
    return part.split(separator: " ").first.flatMap { Key(named: String($0)) }.map { [$0] }
  }
}

extension Frame {
  /// The words around a cell in this role, up to two blanks on either side; nil for a blank or another role.
  fileprivate func part(at point: Point, of role: Role) -> String? {
    func isOfPart(_ column: Int) -> Bool {
      let cell = self[row: point.row, column: column]
      guard column >= 0, column < size.columns, cell.style.role == role else { return false }
      let next = self[row: point.row, column: column + 1]
      let before = self[row: point.row, column: column - 1]
      return cell.text != " " || next.text != " " && before.text != " "
    }
    guard isOfPart(point.column) else { return nil }
    var (first, last) = (point.column, point.column)
    while isOfPart(first - 1) { first -= 1 }
    while isOfPart(last + 1) { last += 1 }
    return (first...last).map { self[row: point.row, column: $0].text }.joined()
  }
}
