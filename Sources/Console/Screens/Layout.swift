internal import Canvas

/// Where things stand on a screen of a given size.
struct Layout: Equatable {
  /// The tabs; nil when there is no room.
  var tabs: Int?
  /// The row that says what the list shows.
  var view: Int?
  var list: Rectangle
  /// The text of the letter beside or below the list; nil when it is hidden or there is no room.
  var preview: Rectangle?
  /// The row above the letter, which names its case.
  var title: Rectangle?
  /// Whether that row is also the line between a list and the letter below it.
  var isTitleDivider = false
  /// The column between a list and a letter beside it.
  var bar: Int?
  var message: Int?
  var foot: Int?
  /// Two rows a record, for narrow screens.
  var isTwoLine = false

  /// Nil when the terminal is too small for anything.
  ///
  /// - Parameters:
  ///   - isReading: the letter has the whole screen.
  ///   - share: where the letter stands beside a list, and how much room each has.
  ///   - isForEar: one row a record and nothing beside it, on screens of every width.
  init?(
    _ size: Size, showsPreview: Bool, isReading: Bool, share: ScreenUse.Share = ScreenUse.Share(),
    isForEar: Bool = false
  ) {
    guard size.columns >= 20, size.rows >= 5 else { return nil }
    let isTiny = size.columns < 30 || size.rows < 6
    let isNarrow = size.columns < 60
    tabs = isTiny ? nil : 0
    view = isNarrow ? nil : 1
    foot = size.rows - 1
    message = size.rows < 6 ? nil : size.rows - 2
    let top = (view ?? tabs ?? -1) + 1
    let bottom = message ?? size.rows - 1
    let body = Rectangle(row: top, column: 0, rows: bottom - top, columns: size.columns)
    list = body
    if isReading {
      list = Rectangle(row: top, column: 0, rows: 0, columns: size.columns)
      setPreview(body)
    } else if showsPreview, Self.isBeside(share.place, size) {
      split(body, atColumn: size.columns * share.beside / 100)
    } else if showsPreview, !isNarrow, size.rows >= (share.place == .below ? 14 : 20) {
      split(body, atRow: max(share.above < 45 ? 3 : 6, body.rows * share.above / 100))
    } else {
      isTwoLine = isNarrow && !isTiny && !isForEar
    }
  }

  /// Whether the letter stands beside the list: as was chosen, where there is any room for it.
  private static func isBeside(_ place: PreviewPlace, _ size: Size) -> Bool {
    switch place {
    case .auto, .off: size.columns >= 110
    case .side: size.columns >= 72
    case .below: false
    }
  }

  private mutating func split(_ body: Rectangle, atColumn column: Int) {
    list = Rectangle(row: body.row, column: 0, rows: body.rows, columns: column)
    bar = column
    setPreview(
      Rectangle(row: body.row, column: column + 2, rows: body.rows, columns: body.columns - column - 2))
  }

  private mutating func split(_ body: Rectangle, atRow row: Int) {
    list = Rectangle(row: body.row, column: 0, rows: row, columns: body.columns)
    isTitleDivider = true
    setPreview(Rectangle(row: body.row + row, column: 0, rows: body.rows - row, columns: body.columns))
  }

  private mutating func setPreview(_ area: Rectangle) {
    title = area.row(0)
    preview = area.split(atRow: 1).below
  }

  /// How many records the list shows at once.
  var listHeight: Int { isTwoLine ? list.rows / 2 : list.rows }
}
