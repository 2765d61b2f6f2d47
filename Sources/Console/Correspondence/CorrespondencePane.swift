internal import Canvas
internal import Casework

/// The Correspondence pane: a list of cases, and the one that is read.
struct CorrespondencePane: Sendable, Equatable {
  /// Which part of the pane has the keys.
  enum Focus: Sendable, Equatable {
    case list, preview
    /// The letter on the whole screen.
    case reading
  }

  private(set) var view = SavedView.all[0]
  private(set) var lines: [ListLine] = []
  private(set) var cursor = ListCursor()
  /// How many cases the view or the search finds; nil while it is not known.
  private(set) var count: Int?
  /// Whether there may be more rows after the last.
  private(set) var hasMore = false
  var focus = Focus.list
  var showsPreview = true
  var showsQuoted = false

  /// The case that is shown beside the list; it may lag behind the cursor by one answer.
  private(set) var opened: RecordView?
  private(set) var history: [HistoryLine] = []
  private(set) var text: CaseText?
  private(set) var scroll = 0

  /// What is typed after `/`, while it is typed and as long as it narrows.
  var search: TextEntry?
  var isSearching = false
  /// What is wrong with the search as it is typed.
  private(set) var searchFault: QueryFault?
  private(set) var searchHistory: [String] = []
  /// Of the newest request for rows; older answers are dropped.
  private(set) var generation = 0
  private var isReplacing = true

  static let pageSize = 200

  var selected: RecordRow? {
    lines.indices.contains(cursor.selection) ? lines[cursor.selection].row : nil
  }

  // MARK: - Loading

  /// Asks for the list anew; what is on screen stays until the answer is in.
  mutating func reload(actor: Actor, today: Day) -> [Request] {
    generation += 1
    isReplacing = true
    do throws(QueryFault) {
      let typed = try search.map { entry throws(QueryFault) in
        try QueryParser.parse(entry.text, today: today, actor: actor.name)
      }
      searchFault = nil
      count = nil
      if let typed, typed != .all {
        let query = isSearching ? typed.withOpenEnd : typed
        return [.search(query, limit: Self.pageSize, generation: generation)]
      }
      return try requestsForView(actor: actor, today: today)
    } catch {
      searchFault = error
      return []
    }
  }

  private func requestsForView(actor: Actor, today: Day) throws(QueryFault) -> [Request] {
    let query = try QueryParser.parse(view.query, today: today, actor: actor.name)
    // A reload keeps as many rows as are on screen, so that the cursor keeps its place.
    let limit = max(Self.pageSize, cursor.selection + cursor.height + 1)
    return [
      .rows(ListRequest(query, order: view.order, limit: limit, today: today), generation: generation),
      .count(query, generation: generation),
    ]
  }

  /// The next page, when the cursor comes near the end of what is loaded.
  mutating func moreIfNeeded(actor: Actor, today: Day, reach: Int = 50) -> [Request] {
    guard hasMore, search == nil, cursor.selection + reach >= lines.count, let last = lines.last?.row,
      let query = try? QueryParser.parse(view.query, today: today, actor: actor.name)
    else { return [] }
    hasMore = false
    isReplacing = false
    let request = ListRequest(
      query, order: view.order, after: last, limit: max(Self.pageSize, reach), today: today)
    return [.rows(request, generation: generation)]
  }

  mutating func show(_ view: SavedView) {
    self.view = view
    search = nil
    isSearching = false
    focus = .list
    lines = []
    cursor.setCount(0)
    opened = nil
    text = nil
  }

  // MARK: - Answers

  /// Takes rows in. The cursor stays on the record on which it was.
  mutating func take(_ newLines: [ListLine], limit: Int, generation: Int) {
    guard generation == self.generation else { return }
    hasMore = newLines.count >= limit
    guard isReplacing else {
      lines += newLines
      cursor.setCount(lines.count)
      return
    }
    isReplacing = true
    let reference = selected?.reference
    let lineOnScreen = cursor.selectedLine
    lines = newLines
    cursor.setCount(lines.count)
    guard let reference, let position = lines.firstIndex(where: { $0.row.reference == reference }) else {
      return
    }
    cursor.select(position)
    cursor.scroll(by: cursor.selectedLine - lineOnScreen)
    cursor.select(position)
  }

  mutating func take(count: Int, generation: Int) {
    guard generation == self.generation else { return }
    self.count = count
  }

  mutating func take(_ view: RecordView?, history: [HistoryLine], width: Int, words: CaseWords) {
    let isSame = view?.record.reference == opened?.record.reference
    opened = view
    self.history = history
    makeText(width: width, words: words)
    scroll = isSame ? min(scroll, max(0, (text?.lines.count ?? 1) - 1)) : 0
  }

  mutating func makeText(width: Int, words: CaseWords) {
    text = opened.map { CaseText($0, width: width, words: words, showsQuoted: showsQuoted) }
  }

  // MARK: - Moving

  mutating func setHeight(_ height: Int) { cursor.setHeight(max(1, height)) }

  /// Moves in the list, or in the letter when that has the keys.
  mutating func move(_ intent: Intent, previewHeight: Int) {
    guard focus == .list else { return scrollText(intent, height: previewHeight) }
    switch intent {
    case .down, .nextRecord: cursor.move(by: 1)
    case .up, .previousRecord: cursor.move(by: -1)
    case .pageDown: cursor.page(by: 1)
    case .pageUp: cursor.page(by: -1)
    case .first: cursor.first()
    case .last: cursor.last()
    default: break
    }
  }

  mutating func select(_ position: Int) { cursor.select(position) }

  /// Another case while the letter has the keys.
  mutating func step(_ intent: Intent) {
    cursor.move(by: intent == .nextRecord ? 1 : -1)
  }

  /// To the next case that needs somebody: unread or late. Wraps around.
  mutating func moveToNeeding(_ direction: Int, today: Day) -> Bool {
    let total = lines.count
    guard total > 0 else { return false }
    for distance in 1...total {
      let position = ((cursor.selection + direction * distance) % total + total) % total
      let row = lines[position].row
      if row.isUnread || row.isOpen && row.due.map({ $0 < today }) ?? false {
        cursor.select(position)
        return true
      }
    }
    return false
  }

  mutating func scrollText(_ intent: Intent, height: Int) {
    let last = max(0, (text?.lines.count ?? 0) - max(1, height))
    switch intent {
    case .down: scroll = min(last, scroll + 1)
    case .up: scroll = max(0, scroll - 1)
    case .pageDown: scroll = min(last, scroll + max(1, height - 1))
    case .pageUp: scroll = max(0, scroll - max(1, height - 1))
    case .first: scroll = 0
    case .last: scroll = last
    default: break
    }
  }

  mutating func scrollList(by rows: Int) { cursor.scroll(by: rows) }

  mutating func remember(search: String) {
    guard !search.isBlank, searchHistory.last != search else { return }
    searchHistory.append(search)
  }
}

extension Query {
  /// The last word as the beginning of a word, for it may not be typed to its end.
  var withOpenEnd: Query {
    switch self {
    case .word(let word): .prefix(word)
    case .and(let parts): .and(parts.dropLast() + [parts.last?.withOpenEnd].compactMap { $0 })
    case .or(let parts): .or(parts.dropLast() + [parts.last?.withOpenEnd].compactMap { $0 })
    default: self
    }
  }
}
