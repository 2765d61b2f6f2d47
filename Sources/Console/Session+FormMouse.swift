internal import Canvas
internal import Casework

// A press in a form: on a field it puts the insertion point there, on a choice it takes it, on a button it is Enter.
extension Session {
  mutating func press(on point: Point, in form: RecordForm) -> [Request] {
    var form = form
    switch FormPlaces(form, in: size).spot(at: point) {
    case .field(let position, let place, let width):
      form.point(to: position, at: place, width: width)
    case .option(let position): form.pick(position)
    case .save:
      form.goToSave()
      return handle(.enter, in: &form)
    // What would be lost is said first; the second press means it.
    case .leave: return handle(form.isOnLeave ? .enter : .escape, in: &form)
    case nil: return []
    }
    replaceTop(.record(form))
    return []
  }

  mutating func press(on point: Point, in form: TextForm) -> [Request] {
    let places = TextPlaces(form, in: size)
    if places.text.contains(point) {
      var form = form
      form.point(
        to: Point(row: point.row - places.text.row + places.firstLine, column: point.column - 2),
        width: places.width, height: places.text.rows)
      replaceTop(.form(form))
      return []
    }
    guard let button = places.button(at: point) else { return [] }
    if button == .save { return handleInLayer(.control("s")) }
    if form.focus == .leave { return handleInLayer(.enter) }
    return form.focus == .text ? handleInLayer(.escape) : handleInLayer(.tab)
  }

  mutating func press(on point: Point, in form: QueueForm) -> [Request] {
    let row = point.row - (size.rows - LayerDrawing.boxHeight(in: size)) - 2
    guard let field = QueueForm.Field(rawValue: row) else { return [] }
    var form = form
    form.point(to: field, column: point.column - 14, width: max(4, size.columns - 13))
    replaceTop(.desk(.saving(form)))
    return []
  }
}

/// Where the buttons of a form stand, from the left.
struct ButtonRow {
  private let columns: [Range<Int>]

  init(_ verbs: [Message]) {
    var columns: [Range<Int>] = []
    for verb in verbs {
      let start = columns.last.map { $0.upperBound + 2 } ?? 0
      columns.append(start..<(start + CellWidth.of("> [ \(displaySafe(verb.text())) ]")))
    }
    self.columns = columns
  }

  /// Which of them is at this column; nil between them.
  func button(at column: Int) -> Int? { columns.firstIndex { $0.contains(column) } }
}

/// Where the parts of a form of fields are on the screen.
struct FormPlaces {
  /// What one may point at.
  enum Spot: Equatable {
    /// A field; the place in its text, and how many columns the text has.
    case field(Int, at: Point?, width: Int)
    /// One of the options that fit what is typed in the field that has the keys.
    case option(Int)
    case save, leave
  }

  private let area: Rectangle
  private let rows: ArraySlice<FormRows.Row>

  init(_ form: RecordForm, in size: Size) {
    let height = size.rows < 16 ? size.rows : size.rows - 2
    area = Rectangle(row: size.rows - height + 1, column: 0, rows: height - 2, columns: size.columns)
    let window = max(1, area.rows - 2)
    let all = FormRows(form, width: size.columns, height: window)
    rows = all.rows.dropFirst(all.first(height: window)).prefix(window)
  }

  func spot(at point: Point) -> Spot? {
    if point.row == area.end.row - 1 {
      return ButtonRow(["Save", "Leave"]).button(at: point.column).map { $0 == 0 ? .save : .leave }
    }
    let line = point.row - area.row
    guard line >= 0, line < rows.count else { return nil }
    let row = rows[rows.startIndex + line]
    if let option = row.option { return .option(option) }
    guard let field = row.field else { return nil }
    let column = point.column - row.textColumn
    return .field(field, at: column < 0 ? nil : Point(row: row.textRow, column: column), width: row.room)
  }
}

/// Where the parts of a form of one text are on the screen.
struct TextPlaces {
  /// The rows of the text, with the sign before them.
  let text: Rectangle
  /// Which line of the text is the first that is seen.
  let firstLine: Int
  private let buttons: ButtonRow
  private let buttonRow: Int

  var width: Int { max(4, text.columns - 2) }

  init(_ form: TextForm, in size: Size) {
    let top = size.rows - LayerDrawing.boxHeight(in: size)
    let area = Rectangle(row: top + 1, column: 0, rows: size.rows - top - 2, columns: size.columns)
    let hints = LayerDrawing.hints(of: form, in: area).count
    text = Rectangle(
      row: area.row + hints, column: 0, rows: area.rows - 2 - hints, columns: size.columns)
    let cursor = form.entry.layout(width: max(4, size.columns - 2), height: text.rows).cursor
    firstLine = max(0, cursor.row - text.rows + 1)
    buttonRow = area.end.row - 1
    buttons = ButtonRow([form.verb, "Cancel"])
  }

  func button(at point: Point) -> TextForm.Focus? {
    guard point.row == buttonRow else { return nil }
    return buttons.button(at: point.column).map { $0 == 0 ? .save : .leave }
  }
}
