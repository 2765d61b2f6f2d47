internal import Canvas
internal import Casework

/// The queues of a pane with how many records each holds: a letter opens one, and so do the arrows and Enter.
struct QueueMenu: Sendable, Equatable {
  /// What a key led to.
  enum Result: Equatable {
    case stay, leave, save
    case open(QueueLine)
    case delete(SavedQueue)
  }

  private(set) var lines: [QueueLine]
  private(set) var cursor = ListCursor()
  /// The saved queue that a second Del deletes.
  private var doomed: SavedQueue?
  var refusal: Message?

  /// - Parameter shown: the query of the queue that is on the screen; the cursor begins there.
  init(_ lines: [QueueLine], shown: String) {
    self.lines = lines
    cursor.setHeight(1)
    cursor.setCount(lines.count)
    if let position = lines.firstIndex(where: { $0.queue.query == shown }) { cursor.select(position) }
  }

  /// Takes newer counts in, and queues that came or went.
  mutating func arrange(_ lines: [QueueLine], height: Int) {
    let selected = self.lines[safe: cursor.selection]
    self.lines = lines
    cursor.setHeight(height)
    cursor.setCount(lines.count)
    guard let selected, let position = lines.firstIndex(where: { $0.isSame(as: selected) }) else { return }
    cursor.select(position)
  }

  /// Chooses the queue on a line of the window.
  /// - Returns: whether there is one.
  mutating func select(line: Int) -> Bool {
    guard cursor.visible.contains(cursor.offset + line) else { return false }
    cursor.select(cursor.offset + line)
    return true
  }

  mutating func handle(_ key: Key) -> Result {
    let asked = doomed
    doomed = nil
    refusal = nil
    switch key {
    case .escape, .control("c"), .left: return .leave
    case .down, .control("n"): cursor.move(by: 1)
    case .up, .control("p"): cursor.move(by: -1)
    case .pageDown: cursor.page(by: 1)
    case .pageUp: cursor.page(by: -1)
    case .home: cursor.first()
    case .end: cursor.last()
    case .enter, .right: return lines[safe: cursor.selection].map(Result.open) ?? .stay
    case .delete: return delete(asked: asked)
    case .character("\""): return .save
    case .character("'"): break
    case .character(let letter): return open(letter)
    default: break
    }
    return .stay
  }

  private mutating func open(_ letter: Character) -> Result {
    if let line = lines.first(where: { $0.queue.key == letter }) { return .open(line) }
    if letter == "q" { return .leave }
    refusal = "No queue has the key '\(letter)'."
    return .stay
  }

  /// What is deleted cannot be taken back with a key, so it is asked twice.
  private mutating func delete(asked: SavedQueue?) -> Result {
    guard let line = lines[safe: cursor.selection] else { return .stay }
    guard let kept = line.kept else {
      refusal = QueueRefusal.ships(line.queue.name.text()).message
      return .stay
    }
    if asked == kept { return .delete(kept) }
    doomed = kept
    refusal = "Del again deletes the queue '\(kept.title)'; its records stay."
    return .stay
  }
}
