internal import Canvas
internal import Casework

/// Themes or places by quarter, on the whole screen, with a cell under the cursor.
struct TrendPage: Sendable, Equatable {
  /// What was asked last; the grid at hand may be the answer to an older one.
  private(set) var question: TrendQuestion
  private(set) var grid: TrendGrid?
  private(set) var cursor = ListCursor()
  /// The column under the cursor, from the first quarter.
  private(set) var column: Int

  /// What a key led to.
  enum Result: Equatable {
    case stay, leave, ask
    /// Show the records behind a cell.
    case open(title: String, query: String)
  }

  init(_ question: TrendQuestion) {
    self.question = question
    column = question.count - 1
    cursor.setHeight(1)
    cursor.setCount(0)
  }

  var isWaiting: Bool { grid?.question != question }

  var selected: TrendRow? { grid?.rows[safe: cursor.selection] }
  var quarter: Quarter? { grid?.quarters[safe: column] }

  mutating func take(_ grid: TrendGrid) {
    guard grid.question == question else { return }
    self.grid = grid
    cursor.setCount(grid.rows.count)
    cursor.select(min(cursor.selection, max(0, grid.rows.count - 1)))
    column = min(column, grid.quarters.count - 1)
  }

  mutating func arrange(height: Int) { cursor.setHeight(max(1, height)) }

  mutating func handle(_ key: Key) -> Result {
    switch key {
    case .escape, .control("c"), .character("q"): return .leave
    case .down, .character("j"): cursor.move(by: 1)
    case .up, .character("k"): cursor.move(by: -1)
    case .pageDown: cursor.page(by: 1)
    case .pageUp: cursor.page(by: -1)
    case .home: cursor.first()
    case .end, .character("G"): cursor.last()
    case .left, .character("h"):
      if column == 0 { return move(by: -4) }
      column -= 1
    case .right, .character("l"): column = min(question.count - 1, column + 1)
    case .character("<"): return move(by: -4)
    case .character(">"): return move(by: 4)
    case .character("x"): return turn()
    case .character("+"): return goIn()
    case .character("-"), .backspace: return goOut()
    case .character("R"):
      grid = nil
      return .ask
    case .enter: return open()
    default: break
    }
    return .stay
  }

  mutating func scroll(by rows: Int) { cursor.scroll(by: rows) }

  /// Earlier or later, by so many quarters; the cursor stays on its quarter.
  private mutating func move(by quarters: Int) -> Result {
    question.last = Quarter(number: question.last.number + quarters)
    column = min(question.count - 1, max(0, column - quarters))
    return .ask
  }

  /// The other way through the same records: a theme's places, or a place's themes.
  private mutating func turn() -> Result {
    let name = selected?.name
    switch question.axis {
    case .theme:
      question.axis = .place
      question.theme = name ?? question.theme
    case .place:
      question.axis = .theme
      question.place = name ?? question.place
    }
    cursor.first()
    return .ask
  }

  private mutating func goIn() -> Result {
    guard question.axis == .place, let row = selected, row.canBeOpened, let name = row.name else {
      return .stay
    }
    question.place = name
    cursor.first()
    return .ask
  }

  /// One narrowing less.
  private mutating func goOut() -> Result {
    guard question.place != nil || question.theme != nil else { return .stay }
    if question.place != nil { question.place = nil } else { question.theme = nil }
    cursor.first()
    return .ask
  }

  private func open() -> Result {
    guard let grid, !isWaiting, let row = selected, let quarter, row.counts[safe: column] ?? 0 > 0 else {
      return .stay
    }
    let query = question.typed(row: row.name, isTotal: row.subject == .total, quarter: quarter)
    return .open(title: "\(TrendText.title(of: row, grid.question.axis)), \(quarter)", query: query)
  }
}
