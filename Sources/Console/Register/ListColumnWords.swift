internal import Canvas
internal import Casework

extension ListColumn {
  /// What the column is called where one chooses.
  var name: Message {
    switch self {
    case .due: "due"
    case .stage: "stage"
    case .day: "day"
    case .owner: "owner"
    case .team: "team"
    case .channel: "channel"
    case .party: "who it is from"
    case .place: "place"
    case .parent: "what it belongs to"
    }
  }
}

extension Pickers {
  /// Which columns a list shows, and how wide each is.
  static func columns(_ now: ListColumns) -> Picker {
    let automatic = Picker.Item(
      title: Message("as the screen allows").text(), detail: Message("Enter takes it").text(),
      choice: .automaticColumns)
    let items = ListColumn.allCases.map { column in
      Picker.Item(title: column.name.text(), detail: Self.width(of: column, now), choice: .column(column))
    }
    return Picker(
      .columns, title: "Columns: Tab shows or hides, Left and Right size", items: [automatic] + items,
      marked: now.all.map { .column($0.column) })
  }

  static func width(of column: ListColumn, _ now: ListColumns) -> String {
    now.width(of: column).map { Message("\($0) wide").text() } ?? ""
  }
}

// Choosing the columns while the list shows what comes of it.
extension Session {
  mutating func chooseColumns() -> [Request] { lay(.picker(Pickers.columns(columnsAtHand))) }

  /// The columns that were chosen, or those that are on the screen.
  private var columnsAtHand: ListColumns {
    if let chosen = pane.listColumns { return chosen }
    let plan = listDrawing(width: layout?.list.columns ?? size.columns).plan
    var columns = ListColumns(plan.map(\.column))
    for (column, width) in plan { columns.widen(column, by: width - column.usualWidth) }
    return columns
  }

  mutating func handleColumns(_ key: Key, in picker: Picker) -> [Request] {
    var picker = picker
    var columns = columnsAtHand
    switch key {
    case .escape, .control("c"): return dropLayer()
    case .enter:
      if picker.selected?.choice == .automaticColumns { pane.columns = .some(nil) }
      return dropLayer()
    case .left, .right:
      guard case .column(let column)? = picker.selected?.choice else { return [] }
      columns.widen(column, by: key == .right ? 1 : -1)
      picker.setDetail(Pickers.width(of: column, columns))
    default:
      let before = picker.marked
      _ = picker.handle(key)
      guard picker.marked != before else { break }
      for column in ListColumn.allCases {
        picker.marked.contains(.column(column)) ? columns.show(column) : columns.hide(column)
      }
    }
    if picker.marked.contains(.automaticColumns) { return [] }
    if columns != pane.listColumns, key == .left || key == .right || key == .tab || key == .character(" ") {
      pane.columns = columns
    }
    replaceTop(.picker(picker))
    return []
  }
}
