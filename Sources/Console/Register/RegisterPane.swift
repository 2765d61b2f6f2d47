internal import Canvas
internal import Casework

/// A pane: a list of records, and the one that is read.
struct RegisterPane: Sendable, Equatable {
  /// Which part of the pane has the keys.
  enum Focus: Sendable, Equatable {
    case list, preview
    /// The letter on the whole screen.
    case reading
  }

  let name: PaneName
  /// The working days of `due:<5wd`.
  var calendar: WorkingCalendar?
  private(set) var view: SavedView
  /// The order that was chosen in place of the view's own.
  var sort: ListSort?
  /// The columns that were chosen in place of the view's own; nil inside for as many as the screen allows.
  var columns: ListColumns??
  private(set) var lines: [ListLine] = [] { didSet { widest = ListWidths(lines) } }
  /// What their texts need.
  private(set) var widest = ListWidths()
  var cursor = ListCursor()
  /// The case that was just acted upon, which stays where it stands.
  var pinned: String?
  /// The record that was just made, to which the cursor goes when the list has it.
  var goal: String?
  /// The list that is to show the record that was just made is not here yet.
  var awaitsGoal = false
  /// The record to which one comes back, if the list still has it.
  var returning: String?
  /// The record that was just made, when the list that came does not have it.
  var missedGoal: String?
  /// How many cases the view finds; nil while it is not known.
  private(set) var count: Int?
  /// Whether there may be more rows after the last.
  private(set) var hasMore = false
  /// The cursor goes to the last row, of which it is not known where it is.
  var isGoingToEnd = false
  var focus = Focus.list
  var tags = Tags()
  var showsPreview = true
  var showsQuoted = false

  /// The case that is shown beside the list; it may lag behind the cursor by one answer.
  var opened: RecordView?
  private(set) var history: [HistoryLine] = []
  /// As much of its text as has been needed so far.
  var text: RecordText?
  var scroll = 0
  var textHeight = 1

  /// What is typed after `/`, while it is typed and as long as it narrows.
  var search: TextEntry?
  var isSearching = false
  /// What is wrong with the search as it is typed.
  private(set) var searchFault: QueryFault?
  /// What was searched for when the list was asked for last: while what is typed is not understood, the list on the
  /// screen is still of that. Nil or blank for the view.
  private(set) var listedSearch: String?
  /// A search or a sorted list was asked for and has not come.
  private(set) var isAsking = false
  /// The register changed while it was being asked: it is asked once more when the answer is in.
  var isStale = false
  /// The completion that was taken last in the search line.
  var completed: CompletedSearch?
  /// What else belongs to the search.
  var finding = Finding()
  var searchHistory: [String] = []
  /// Which of the earlier searches stands in the line; nil for none.
  var recalled: Int?
  /// Of the newest request for rows; older answers are dropped.
  private(set) var generation: Int
  private var isReplacing = true
  /// The newest search has no answer yet: the rows are those of an earlier one.
  var awaitsHits = false
  /// How many rows were asked for last.
  private var limit = pageSize

  init(_ name: PaneName) {
    self.name = name
    view = name.views[0]
    generation = name.rawValue
  }

  /// Whether anything was asked for yet.
  var isBegun: Bool { generation != name.rawValue }

  static let pageSize = 200
  /// How near to the end of the rows that are there the cursor comes before more are asked for.
  static let reach = 50

  /// Whether nothing can be taken off it: the list alone, with neither a search nor tags.
  var isBare: Bool { focus == .list && search == nil && tags.isEmpty }

  var selected: RecordRow? {
    lines.indices.contains(cursor.selection) ? lines[cursor.selection].row : nil
  }

  /// The case that is to be shown: the one under the cursor, or, while a letter has the keys, the one that is
  /// being read if the list has lost it.
  var shownReference: String? {
    isReadingAbsent ? opened?.record.reference : selected?.reference
  }

  /// Whether the letter that has the keys is of a case that is no longer in the list.
  var isReadingAbsent: Bool {
    guard focus != .list, let reference = opened?.record.reference else { return false }
    return reference != selected?.reference && !lines.contains { $0.row.reference == reference }
  }

  // MARK: - Loading

  /// Asks for the list anew; what is on screen stays until the answer is in.
  ///
  /// - Parameter isQuiet: the same list once more, because the register changed: no key waits for that.
  mutating func reload(actor: Actor, today: Day, isQuiet: Bool = false) -> [Request] {
    // No two panes share a number, so an answer finds its pane.
    generation += PaneName.allCases.count
    isReplacing = true
    isGoingToEnd = false
    awaitsHits = false
    isAsking = false
    isStale = false
    if !isQuiet { finding.offers = [] }
    if (search?.text ?? "").trimmedBlanks != (listedSearch ?? "").trimmedBlanks { forgetCount() }
    // A reload keeps as many rows as are on screen, so that the cursor keeps its place.
    limit = max(Self.pageSize, cursor.selection + cursor.height + 1)
    do throws(QueryFault) {
      let typed = try search.map { entry throws(QueryFault) in
        try QueryParser.parse(entry.text, today: today, actor: actor.name, calendar: calendar)
      }
      searchFault = nil
      listedSearch = search?.text
      if let typed, typed != .all {
        awaitsHits = !isQuiet
        isAsking = true
        let query = narrowed(typed.withOpenEnd, actor: actor, today: today)
        return [.search(query, listSort, limit: limit, generation: generation)]
      }
      return try requestsForView(actor: actor, today: today)
    } catch {
      searchFault = error
      return []
    }
  }

  /// What the list finds, as one would type it: what is searched for as one types is open at its end.
  func typedQuery(actor: Actor, today: Day) -> String {
    guard let typed = search?.text.trimmedBlanks else { return view.query }
    let query = try? QueryParser.parse(typed, today: today, actor: actor.name, calendar: calendar)
    let open = query.map { $0 == $0.withOpenEnd } ?? true ? typed : typed + "*"
    return finding.isNarrowed ? "(\(view.query)) (\(open))" : open
  }

  /// What the list finds; nil while what is typed is not understood.
  func query(actor: Actor, today: Day) -> Query? {
    let text = search?.text ?? view.query
    let query = try? QueryParser.parse(text, today: today, actor: actor.name, calendar: calendar)
    return search == nil ? query : query.map { narrowed($0.withOpenEnd, actor: actor, today: today) }
  }

  private mutating func requestsForView(actor: Actor, today: Day) throws(QueryFault) -> [Request] {
    let query = try QueryParser.parse(view.query, today: today, actor: actor.name, calendar: calendar)
    let count = Request.count(query, generation: generation)
    guard isPaged else {
      isAsking = true
      return [.search(query, listSort, limit: limit, generation: generation), count]
    }
    return [.rows(page(query, after: nil, today: today), generation: generation), count]
  }

  /// The order in which the list stands.
  var listSort: ListSort {
    if finding.isBestFirst, isFinding { return ListSort(.best) }
    return sort ?? (search == nil ? ListSort(view.order, isReversed: view.isReversed) : ListSort(.newest))
  }

  /// The columns of the list; nil for as many as the screen allows.
  var listColumns: ListColumns? { columns ?? view.columns }

  /// Whether its pages are ranges of an index, each as quick as the first.
  private var isPaged: Bool { search == nil && listSort.order.isIndexed }

  private func page(_ query: Query, after row: RecordRow?, today: Day) -> ListRequest {
    ListRequest(
      query, order: listSort.order, isReversed: listSort.isReversed, after: row, limit: limit, today: today)
  }

  /// The next page, when the cursor comes near the end of what is loaded.
  mutating func moreIfNeeded(actor: Actor, today: Day, reach: Int = reach) -> [Request] {
    guard hasMore, cursor.selection + reach >= lines.count,
      let last = lines.last(where: { $0.row.reference != pinned })?.row
    else { return [] }
    guard let query = query(actor: actor, today: today) else { return [] }
    hasMore = false
    limit = max(Self.pageSize, reach)
    guard isPaged else {
      // A search has no pages: it is asked for again, with room for more.
      limit += lines.count
      isAsking = true
      return [.search(query, listSort, limit: limit, generation: generation)]
    }
    isReplacing = false
    return [.rows(page(query, after: last, today: today), generation: generation)]
  }

  mutating func show(_ view: SavedView) {
    self.view = view
    sort = nil
    columns = nil
    pinned = nil
    search = nil
    isSearching = false
    finding.isNarrowed = false
    focus = .list
    lines = []
    count = nil
    cursor.setCount(0)
    opened = nil
    text = nil
  }

  // MARK: - Answers

  /// Takes rows in. The cursor stays on the record on which it was.
  /// - Returns: whether they were still wanted.
  mutating func take(_ newLines: [ListLine], generation: Int) -> Bool {
    guard generation == self.generation else { return false }
    awaitsHits = false
    isAsking = false
    hasMore = newLines.count >= limit
    if isReplacing {
      replace(by: newLines)
    } else {
      lines += newLines
      cursor.setCount(lines.count)
    }
    isReplacing = true
    if isGoingToEnd { cursor.last() }
    if !hasMore { isGoingToEnd = false }
    return true
  }

  private mutating func replace(by newLines: [ListLine]) {
    let isNew = newLines.contains { $0.row.reference == goal }
    let reference = isNew ? goal : returning ?? selected?.reference
    returning = nil
    missedGoal = isNew ? nil : goal
    goal = nil
    awaitsGoal = false
    let lineOnScreen = cursor.selectedLine
    lines = keepingPinned(newLines)
    cursor.setCount(lines.count)
    guard let reference, let position = lines.firstIndex(where: { $0.row.reference == reference }) else {
      return
    }
    cursor.select(position)
    cursor.scroll(by: cursor.selectedLine - lineOnScreen)
    cursor.select(position)
  }

  /// Leaves the case that was just acted upon where it stood, although it may fit elsewhere now or nowhere: the next
  /// key must not fall upon another case. It goes its way when the cursor leaves it.
  private mutating func keepingPinned(_ newLines: [ListLine]) -> [ListLine] {
    guard let pinned, let line = lines[safe: cursor.selection], line.row.reference == pinned else {
      self.pinned = nil
      return newLines
    }
    var kept = newLines
    let found = kept.firstIndex { $0.row.reference == pinned }.map { kept.remove(at: $0) }
    kept.insert(found ?? line, at: min(cursor.selection, kept.count))
    return kept
  }

  /// No answer will come to what was asked.
  mutating func stopAsking() {
    awaitsHits = false
    awaitsGoal = false
    isAsking = false
  }

  /// It is not known any more how many there are.
  mutating func forgetCount() { count = nil }

  mutating func take(count: Int, generation: Int) {
    guard generation == self.generation else { return }
    self.count = count
  }

  mutating func take(_ view: RecordView?, history: [HistoryLine]) {
    guard view != opened || history != self.history else { return }
    // A case that no longer fits the list is not in the answer that brought the list; its row is made anew from it.
    if let record = view?.record, record.reference == pinned, let line = lines[safe: cursor.selection] {
      lines[cursor.selection] = ListLine(row: RecordRow(id: line.row.id, record), excerpt: line.excerpt)
    }
    if view?.record.reference != opened?.record.reference {
      scroll = 0
      finding.forgetMarks()
    }
    opened = view
    self.history = history
    text = nil
  }
}

extension Array {
  /// Nil where there is no such position.
  subscript(safe position: Int) -> Element? {
    indices.contains(position) ? self[position] : nil
  }
}
