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
  /// The rows that are loaded: a part of the list, see ``ListPart``.
  private(set) var lines: [ListLine] = []
  /// Where in the list they stand.
  private(set) var part = ListPart()
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
  /// The list that is asked for next is read from its beginning, wherever its rows stood before.
  var beginsAtTop = false
  /// The list that was asked for last is of other rows, or in another order, than the one before it.
  private var isAnotherList = false
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
  /// What was asked for and has not come.
  private(set) var loading: ListPiece?
  /// What the rows are of; nil when nothing was asked for yet.
  private var listed: ListIdentity?
  /// The newest search has no answer yet: the rows are those of an earlier one.
  var awaitsHits = false
  /// Whether no more was asked for than the screen shows.
  var isScreenful = false
  /// How many rows were asked for last.
  private(set) var limit = pageSize

  init(_ name: PaneName) {
    self.name = name
    view = name.views[0]
    generation = name.rawValue
  }

  /// Whether anything was asked for yet.
  var isBegun: Bool { generation != name.rawValue }

  static let pageSize = 200

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
  /// - Parameters:
  ///   - isQuiet: the same list once more, because the register changed: no key waits for that.
  ///   - isScreenful: no more rows than the screen shows, where the rest is asked for right after.
  mutating func reload(
    actor: Actor, today: Day, isQuiet: Bool = false, isScreenful: Bool = false
  ) -> [Request] {
    // No two panes share a number, so an answer finds its pane.
    generation += PaneName.allCases.count
    loading = nil
    awaitsHits = false
    isAsking = false
    isStale = false
    if !isQuiet { finding.offers = [] }
    do throws(QueryFault) {
      let typed = try search.map { entry throws(QueryFault) in
        try QueryParser.parse(entry.text, today: today, actor: actor.name, calendar: calendar)
      }
      searchFault = nil
      listedSearch = search?.text
      if let typed, typed != .all {
        awaitsHits = !isQuiet
        let query = narrowed(typed.withOpenEnd, actor: actor, today: today)
        let requests = reload(query, today: today)
        // As one types, the count comes after the rows; what was counted once stays true.
        return count == nil ? requests : requests + [.count(query, generation: generation)]
      }
      let query = try QueryParser.parse(view.query, today: today, actor: actor.name, calendar: calendar)
      return reload(query, today: today, isScreenful: isScreenful && isPaged)
        + [.count(query, generation: generation)]
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

  /// The same rows of the same list once more, so that the cursor keeps its place; another list from its beginning.
  private mutating func reload(_ query: Query, today: Day, isScreenful: Bool = false) -> [Request] {
    let identity = ListIdentity(query: query, sort: listSort)
    let isSame = identity == listed && goal == nil
    if identity != listed {
      count = nil
      isAnotherList = true
    }
    listed = identity
    // While its beginning is on the screen, what is new shows there.
    guard isSame, part.hasEarlier || cursor.offset > 0, let first = firstRow else {
      self.isScreenful = isScreenful
      let rows = isScreenful ? cursor.height : max(Self.pageSize, 2 * cursor.height)
      return ask(.replace(.first), query, limit: rows, today)
    }
    let place = PagePlace.from(first)
    let before = ListRequest(
      query, order: listSort.order, isReversed: listSort.isReversed, place: place, today: today)
    // As many as reach beyond the cursor, with room for what came in between.
    return ask(.replace(place), query, limit: cursor.selection + 2 * cursor.height + Self.pageSize, today)
      + [.countBefore(before, generation: generation)]
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

  /// Asks for a piece of the list; one at a time.
  mutating func ask(_ piece: ListPiece, _ query: Query, limit: Int, _ today: Day) -> [Request] {
    loading = piece
    self.limit = limit
    let sort = listSort
    // Rows that are passed over one by one take their time: no frame waits for them.
    guard isPaged, piece.place.passedOver == 0 else {
      isAsking = true
      return [.search(query, sort, from: piece.place, limit: limit, generation: generation)]
    }
    let page = ListRequest(
      query, order: sort.order, isReversed: sort.isReversed, place: piece.place, limit: limit, today: today)
    return [.rows(page, generation: generation)]
  }

  /// A piece of the same list from elsewhere: answers to what was asked before are dropped.
  mutating func askElsewhere(_ piece: ListPiece, _ query: Query, _ today: Day) -> [Request] {
    generation += PaneName.allCases.count
    awaitsHits = !isPaged
    isStale = false
    let requests = ask(piece, query, limit: Self.pageSize, today)
    // It was being counted for those who waited before.
    return count == nil ? requests + [.count(query, generation: generation)] : requests
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
    widest = ListWidths()
    part = ListPart()
    listed = nil
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
    let piece = loading ?? .replace(.first)
    loading = nil
    let isFull = newLines.count >= limit
    switch piece {
    case .replace(let place):
      part.replaced(at: place, isFull: isFull)
      if place == .first { widest = ListWidths(newLines) }
      replace(by: newLines)
    case .jump(let place, let number):
      part.jumped(to: place, count: newLines.count, isFull: isFull)
      lines = newLines
      if place == .first { widest = ListWidths(newLines) }
      pinned = nil
      cursor.setCount(lines.count)
      let end = place == .last ? lines.count - 1 : 0
      cursor.select(number.map { $0 - (firstNumber ?? 0) } ?? end)
    case .after(_, let goesToEnd):
      part.appended(newLines.count, isFull: isFull)
      lines += newLines
      cursor.setCount(lines.count)
      if goesToEnd { cursor.last() } else { trim() }
    case .before(_, let goesToTop):
      part.prepended(newLines.count, isFull: isFull)
      lines = newLines + lines
      shiftCursor(by: newLines.count)
      if goesToTop { cursor.first() } else { trim() }
    }
    return true
  }

  /// The cursor stays on its row and its line of the screen, while rows come or go before it.
  private mutating func shiftCursor(by rows: Int) {
    let (position, line) = (cursor.selection + rows, cursor.selectedLine)
    cursor.setCount(lines.count)
    cursor.select(position)
    cursor.scroll(by: cursor.selectedLine - line)
    cursor.select(position)
  }

  /// Lets go of what is far from the cursor, so that neither memory nor a reload grows with the way that one went.
  private mutating func trim() {
    guard lines.count > ListPart.most, tags.anchor == nil else { return }
    let first = max(0, cursor.selection - ListPart.most / 2)
    let last = min(lines.count, first + ListPart.most)
    part.trimmed(first: first, last: lines.count - last)
    lines = Array(lines[first..<last])
    shiftCursor(by: -first)
  }

  private mutating func replace(by newLines: [ListLine]) {
    let isNew = newLines.contains { $0.row.reference == goal }
    let reference = isNew ? goal : beginsAtTop ? nil : returning ?? selected?.reference
    returning = nil
    missedGoal = isNew ? nil : goal
    goal = nil
    awaitsGoal = false
    let lineOnScreen = cursor.selectedLine
    lines = keepingPinned(newLines)
    cursor.setCount(lines.count)
    defer { (isAnotherList, beginsAtTop) = (false, false) }
    guard let reference, let position = lines.firstIndex(where: { $0.row.reference == reference }) else {
      if isAnotherList || beginsAtTop { cursor.first() }
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
    loading = nil
  }

  /// It is not known any more how many there are.
  mutating func forgetCount() { count = nil }

  mutating func take(count: Int, generation: Int) {
    guard generation == self.generation else { return }
    self.count = count
  }

  mutating func take(countBefore: Int, generation: Int) {
    guard generation == self.generation else { return }
    part.counted(before: countBefore)
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
