internal import Canvas
internal import Casework

// What belongs to a search besides its line and its hits: its order, where it looks, what it offers when nothing is
// found, where it matched in the text, and what is like a record.
extension Session {
  /// Newest first or best first.
  mutating func turnBestFirst() -> [Request] {
    guard pane.search != nil else {
      notice = Notice(
        message: "The best come first among what is searched for: \(keys(of: .search)) begins a search.",
        isError: false)
      return []
    }
    let isBest = pane.listSort.order == .best
    if pane.sort?.order == .best { pane.sort = nil }
    pane.finding.isBestFirst = !isBest
    pane.beginsAtTop = true
    return pane.reload(actor: actor, today: today)
  }

  /// Among all records or within the view.
  mutating func turnNarrowed() -> [Request] {
    pane.finding.isNarrowed.toggle()
    pane.forgetCount()
    return pane.reload(actor: actor, today: today)
  }

  /// Searches for the words that are offered; with each further key in the line for the next, where one word has
  /// several. Nil when none are offered.
  mutating func takeOffers() -> [Request]? {
    let offers = pane.finding.offers
    guard !offers.isEmpty, let typed = pane.search?.text else { return nil }
    if offers.count == 1, pane.isSearching, let completion = QueryCompletion(offers[0], in: typed) {
      return take(CompletedSearch(base: typed, completion: completion, position: 0, result: TextEntry(typed)))
    }
    let text = offers.reduce(typed) { $1.taking(in: $0) }
    pane.search = TextEntry(text)
    if !pane.isSearching { pane.remember(search: text) }
    return pane.reload(actor: actor, today: today)
  }

  /// What an empty list says while something is searched for.
  var nothingFound: Message {
    guard !pane.finding.offers.isEmpty else {
      return pane.finding.isNarrowed
        ? "Nothing is found in '\(pane.view.name)'. Ctrl-N in the search line looks everywhere, Esc clears the search."
        : "Nothing is found. Esc clears the search."
    }
    let offers = pane.finding.offers
    let sentences = offers.map { $0.sentence.text() }.joined(separator: " ")
    return offers.count == 1 && offers[0].near.count > 1 && pane.isSearching
      ? "\(sentences) Tab takes the first, Tab again the next. Esc clears the search."
      : "\(sentences) Tab takes it. Esc clears the search."
  }

  // MARK: - Where it matched

  /// Asks where the search matches in the record that is shown, once for each record and search.
  mutating func askForMatches() -> [Request] {
    guard pane.isFinding, let reference = pane.shownReference, let text = pane.search?.text,
      let query = pane.query(actor: actor, today: today)
    else {
      if pane.search == nil, pane.finding.marked != nil {
        pane.finding.marked = nil
        pane.finding.forgetMarks()
      }
      return []
    }
    guard pane.finding.marked != [reference, text] else { return [] }
    pane.finding.marked = [reference, text]
    return [.ask(.matches(query, reference: reference))]
  }

  /// `n` and `N` in a text that a search opened; nil where they mean what else they mean.
  mutating func moveToMatch(_ direction: Int) -> [Request]? {
    guard pane.focus != .list, pane.finding.marks != nil else { return nil }
    guard let (number, total) = pane.moveToMark(direction) else {
      notice = Notice(message: "This text has nothing of what was searched for.", isError: false)
      return []
    }
    notice = Notice(message: "Match \(number) of \(total).", isError: false)
    return []
  }

  /// The keys of the search line; what was chosen before what was not.
  var footOfSearch: [Message] {
    let order: Message = pane.listSort.order == .best ? "Ctrl-R newest first" : "Ctrl-R best first"
    let first: [Message] = ["Enter keep", "Esc clear", order]
    return pane.finding.isNarrowed
      ? first + ["Ctrl-N everywhere", "Up earlier search"]
      : first + ["Up earlier search", "Ctrl-N this view alone"]
  }

  /// What the foot says of it; nil where there is no match to go to.
  var footOfMatches: String? {
    guard pane.focus != .list, pane.finding.marks?.places.isEmpty == false else { return nil }
    let keys = keys(of: .nextNeeding)
    return keys.isEmpty ? nil : "\(keys) \(Message("next match").text())"
  }

  /// Marks the matches in the lines that are on the screen.
  func drawMarks(in area: Rectangle, on frame: inout Frame) {
    for place in pane.finding.marks?.places ?? [] {
      for part in place.parts where (pane.scroll..<(pane.scroll + area.rows)).contains(part.line) {
        let width = min(part.columns.count, area.columns - part.columns.lowerBound)
        frame.restyle(
          row: area.row + part.line - pane.scroll, column: area.column + part.columns.lowerBound,
          width: max(0, width)
        ) { $0.role = .match }
      }
    }
  }

  /// Where the hardware cursor stands in a text: at the match, or at the top.
  func textCursor(in area: Rectangle) -> Point {
    guard let part = pane.finding.marks?.currentPlace?.parts.first,
      (pane.scroll..<(pane.scroll + area.rows)).contains(part.line),
      part.columns.lowerBound < area.columns
    else { return Point(row: area.row, column: area.column) }
    return Point(row: area.row + part.line - pane.scroll, column: area.column + part.columns.lowerBound)
  }

  // MARK: - What is like a record

  mutating func askForSimilar() -> [Request] {
    guard let reference = pane.opened?.record.reference, reference == pane.shownReference else { return [] }
    if let requests = beginOpening() { return requests }
    return [.ask(.tellingWords(reference: reference))]
  }

  // MARK: - Answers

  mutating func take(_ answer: SearchAnswer) -> [Request] {
    switch answer {
    case .matches(let phrases, let reference):
      guard reference == pane.opened?.record.reference, pane.finding.marked?.first == reference else {
        return []
      }
      pane.finding.forgetMarks()
      pane.finding.marks = TextMarks(phrases)
      pane.finding.isMarkWanted = true
    case .suggestions(let offers, let generation):
      if generation == pane.generation { pane.finding.offers = offers }
    case .tellingWords(let words, let reference):
      guard reference == pane.shownReference else { return [] }
      guard let query = AlikeQuery(words: words, without: reference).text else {
        notice = Notice(
          message: "\(reference) has no words that tell it from others.", isError: false)
        return []
      }
      return show(
        SavedView(
          "*", "like \(reference)", "what has most of the record's telling words", query, order: .best))
    }
    return []
  }
}
