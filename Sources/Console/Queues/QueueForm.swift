internal import Canvas
internal import Casework

/// Keeping what is shown as a queue: its name, its key, and for whom.
struct QueueForm: Sendable, Equatable {
  enum Field: Int, CaseIterable {
    case name, key, sharing
  }

  /// What a key led to.
  enum Result: Equatable {
    case stay, submit, leave
  }

  let pane: QueuePane
  let query: String
  let sort: ListSort
  let columns: ListColumns?
  /// Keys that open other queues.
  private let taken: Set<Character>
  private(set) var name = TextEntry()
  private(set) var key = TextEntry()
  private(set) var isShared = false
  private(set) var focus = Field.name
  var refusal: Message?

  init(pane: QueuePane, query: String, sort: ListSort, columns: ListColumns?, taken: Set<Character>) {
    self.pane = pane
    self.query = query
    self.sort = sort
    self.columns = columns
    self.taken = taken
  }

  /// The key that is taken when none is typed.
  var proposedKey: Character { SavedQueue.freeKey(for: name.text, taken: taken) }

  func queue(by keeper: String) -> SavedQueue {
    SavedQueue(
      pane: pane, title: name.text.trimmedBlanks, key: key.text.first ?? proposedKey, query: query,
      order: sort.order, isReversed: sort.isReversed, columns: columns, keeper: keeper, isShared: isShared)
  }

  mutating func handle(_ key: Key) -> Result {
    switch key {
    case .escape, .control("c"):
      // A name of a word or two is soon typed again: leaving asks nothing.
      return .leave
    case .control("s"): return .submit
    case .enter where focus == .sharing: return .submit
    case .enter, .tab, .down: move(1)
    case .backTab, .up: move(-1)
    default: type(key)
    }
    return .stay
  }

  /// Gives the keys to the field that was pointed at; whoever has it for a second time is the other.
  mutating func point(to field: Field, column: Int, width: Int) {
    if field == .sharing, focus == .sharing { isShared.toggle() }
    focus = field
    if field == .name, column >= 0 { name.point(toColumn: column, width: width) }
  }

  private mutating func move(_ step: Int) {
    let count = Field.allCases.count
    focus = Field(rawValue: (focus.rawValue + step + count) % count) ?? .name
  }

  private mutating func type(_ key: Key) {
    refusal = nil
    switch (focus, key) {
    case (.name, _): _ = name.handle(key)
    case (.key, .character(let letter)): self.key = TextEntry(String(letter))
    case (.key, _): _ = self.key.handle(key)
    case (.sharing, .character), (.sharing, .left), (.sharing, .right): isShared.toggle()
    case (.sharing, _): break
    }
  }

  mutating func paste(_ text: String) {
    guard focus == .name else { return }
    name.paste(text.replacing("\n", with: " "))
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmedBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}
