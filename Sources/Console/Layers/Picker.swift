internal import Canvas
internal import Casework

/// A list to choose from, narrowed by typing.
struct Picker: Sendable, Equatable {
  /// One thing that can be chosen.
  struct Item: Sendable, Equatable {
    let title: String
    /// Shown dim beside the title.
    var detail = ""
    let choice: Choice
    /// Why it cannot be chosen now; shown in place of the detail.
    var refusal: Message?
    /// A command with its argument: offered once more than one word is typed.
    var isSpecific = false
    /// What does the same from a shell.
    var twin: String?
  }

  /// What is handed back.
  enum Choice: Sendable, Equatable {
    case owner(String), nobody, team(String), stage(String), theme(String), place(String), noPlace
    case outcome(Outcome), intent(Intent), attachment(digest: String, part: Int, name: String)
    case act(String), kind(KindName)
    /// A value for a slot of the log beneath.
    case slot(Int, JSON)
    case sheet(SheetRequest)
    case sort(ListSort)
    /// A record, by its reference.
    case reference(String)
    /// A column of the list, or as many as the screen allows.
    case column(ListColumn), automaticColumns
    /// A command, and what is chosen in the list that it lays over the pane.
    indirect case then(Intent, Choice)
    /// Something unfinished, to be gone on with.
    case draft(Draft)
  }

  /// What becomes of the choice.
  enum Purpose: Sendable, Equatable {
    case assign, stage, themes, place, refer, close, palette, attachment, acts, create, slot, sheet, sort,
      columns
    case drafts
  }

  let purpose: Purpose
  let title: Message
  private(set) var items: [Item]
  /// How references are typed in short; only the palette goes to them.
  private let references: TypedReference?
  /// Several may be chosen; these are.
  private(set) var marked: [Choice]
  private var hasToggled = false
  private var hasMoved = false
  private(set) var entry = TextEntry()
  private(set) var cursor = ListCursor()
  /// Positions in `items` that fit what was typed.
  private(set) var shown: [Int]
  /// Why the last choice was refused.
  var refusal: Message?

  var isMultiple: Bool { purpose == .themes || purpose == .columns }

  init(
    _ purpose: Purpose, title: Message, items: [Item], marked: [Choice] = [],
    references: TypedReference? = nil
  ) {
    self.purpose = purpose
    self.title = title
    self.items = items
    self.marked = marked
    self.references = references
    self.shown = items.indices.filter { !items[$0].isSpecific }
    cursor.setHeight(1)
    cursor.setCount(shown.count)
  }

  var selected: Item? {
    shown.indices.contains(cursor.selection) ? items[shown[cursor.selection]] : nil
  }

  /// What Enter takes where several may be chosen: the marked ones. Who marks nothing but went to one, by typing or
  /// moving, means that one besides those that were marked before; who only looked changes nothing.
  var chosen: [Choice] {
    guard !hasToggled, hasMoved || !entry.text.isBlank, let choice = selected?.choice,
      !marked.contains(choice)
    else { return marked }
    return marked + [choice]
  }

  /// What stands beside the item under the cursor.
  mutating func setDetail(_ detail: String) {
    guard shown.indices.contains(cursor.selection) else { return }
    items[shown[cursor.selection]].detail = detail
  }

  mutating func setHeight(_ height: Int) { cursor.setHeight(height) }

  /// Chooses the item on a line of the window, if there is one.
  mutating func select(line: Int) {
    guard cursor.visible.contains(cursor.offset + line) else { return }
    cursor.select(cursor.offset + line)
  }

  /// Whether the key meant something here.
  mutating func handle(_ key: Key) -> Bool {
    refusal = nil
    switch key {
    case .down, .control("n"): move { $0.move(by: 1) }
    case .up, .control("p"): move { $0.move(by: -1) }
    case .pageDown: move { $0.page(by: 1) }
    case .pageUp: move { $0.page(by: -1) }
    case .tab where isMultiple, .character(" ") where isMultiple && entry.text.isEmpty: toggleMark()
    default:
      let typed = entry.text
      guard entry.handle(key) else { return false }
      if entry.text != typed { narrow() }
    }
    return true
  }

  private mutating func move(_ change: (inout ListCursor) -> Void) {
    hasMoved = true
    change(&cursor)
  }

  mutating func paste(_ text: String) {
    entry.paste(text)
    narrow()
  }

  /// Marks the item or takes its mark away, and makes room for the next word to be typed.
  private mutating func toggleMark() {
    guard let choice = selected?.choice else { return }
    hasToggled = true
    if let position = marked.firstIndex(of: choice) {
      marked.remove(at: position)
    } else {
      marked.append(choice)
    }
    guard !entry.text.isEmpty else { return cursor.move(by: 1) }
    let position = shown[cursor.selection]
    entry = TextEntry()
    narrow()
    cursor.select(position)
  }

  /// Every word that was typed must begin a word of the title or the detail; accents do not matter.
  private mutating func narrow() {
    let typed = Folding.words(entry.text)
    items.removeAll { if case .reference = $0.choice { true } else { false } }
    if let reference = references?.reference(typed: entry.text) {
      let title = Message("go to \(reference)").text()
      items.append(Item(title: title, choice: .reference(reference), twin: "casebook show \(reference)"))
    }
    shown = items.indices.filter { position in
      if case .reference = items[position].choice { return true }
      return (typed.count > 1 || !items[position].isSpecific)
        && Folding.matches(typed, in: items[position].title + " " + items[position].detail)
    }
    if let first = typed.first {
      shown = shown.map { ($0, rank(of: items[$0], first)) }
        .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    }
    cursor.setCount(shown.count)
    cursor.first()
  }

  /// What begins as it is typed comes before what holds it somewhere.
  private func rank(of item: Item, _ typed: String) -> Int {
    if case .reference = item.choice { return -1 }
    let title = Folding.words(item.title)
    if title.first?.hasPrefix(typed) == true { return 0 }
    if Folding.words(item.detail).first?.hasPrefix(typed) == true { return 1 }
    return title.contains { $0.hasPrefix(typed) } ? 2 : 3
  }
}
