internal import Canvas
internal import Casework

// The text that a search opened shows where it matched.
extension RegisterPane {
  var window: Range<Int> { scroll..<(scroll + textHeight) }

  /// Marks what is there of the text, and moves the window to the match when that is wanted.
  mutating func markText(_ format: RecordText.Format) {
    finding.marks?.read(text?.lines ?? [])
    guard finding.isMarkWanted else { return }
    finding.isMarkWanted = false
    if showMark() { return }
    guard !showsQuoted, finding.marks != nil, !finding.isUnfolded else { return }
    // Perhaps only the earlier letters that it quotes have it.
    finding.isUnfolded = true
    remakeText(format)
    if showMark() { return }
    finding.isUnfolded = false
    remakeText(format)
  }

  /// The lines anew, as they are folded now.
  private mutating func remakeText(_ format: RecordText.Format) {
    let now = RecordText.Format(
      width: format.width, words: format.words, showsQuoted: showsQuoted || finding.isUnfolded)
    text = opened.map { RecordText($0, history: history, format: now) }
    finding.marks?.restart()
    text?.make(lines: scroll + 3 * textHeight)
    finding.marks?.read(text?.lines ?? [])
  }

  /// - Returns: whether there is a match.
  private mutating func showMark() -> Bool {
    guard finding.marks != nil else { return false }
    if let current = finding.marks?.current {
      while finding.marks?.places.count ?? 0 <= current, readMoreText() {}
    } else {
      let title = opened?.record[Head.title] ?? ""
      while finding.marks?.isWaiting(besides: title) ?? false, readMoreText() {}
      // What stands a little further on may belong to it.
      _ = readMoreText()
      let best = finding.marks?.best(besides: title)
      finding.marks?.current = best
    }
    return scrollToMark()
  }

  /// - Returns: false at the end of the text.
  private mutating func readMoreText() -> Bool {
    guard let count = text?.lines.count, text?.isWhole == false else { return false }
    text?.make(lines: count + 100)
    finding.marks?.read(text?.lines ?? [])
    return true
  }

  private mutating func scrollToMark() -> Bool {
    guard let place = finding.marks?.currentPlace else { return false }
    guard !window.contains(place.line) else { return true }
    // With some lines before it, for the eye.
    scroll = max(0, place.line - textHeight / 3)
    text?.make(lines: scroll + 3 * textHeight)
    finding.marks?.read(text?.lines ?? [])
    scroll = min(scroll, max(0, (text?.lines.count ?? 0) - textHeight))
    return true
  }

  /// To the next match of the text, or the one before; wraps around.
  ///
  /// - Returns: which of how many it is; nil when the text has none.
  mutating func moveToMark(_ direction: Int) -> (number: Int, total: Int)? {
    while readMoreText() {}
    let window = window
    finding.marks?.move(direction, window: window)
    guard scrollToMark(), let marks = finding.marks, let current = marks.current else { return nil }
    return (current + 1, marks.places.count)
  }

  // MARK: - The search itself

  /// Whether something is searched for that can be understood.
  var isFinding: Bool { search.map { !$0.text.isBlank } ?? false && searchFault == nil }

  /// More records than are shown may fit best.
  var isRankedInPart: Bool { listSort.order == .best && lines.count >= ListOrder.mostRanked }

  /// The query that is searched for: within the view, when that is wanted.
  func narrowed(_ query: Query, actor: Actor, today: Day) -> Query {
    guard finding.isNarrowed,
      let view = try? QueryParser.parse(view.query, today: today, actor: actor.name, calendar: calendar)
    else { return query }
    // Flat, so that the word that is being typed stays the last.
    if case .and(let parts) = query { return .and([view] + parts) }
    return .and([view, query])
  }

  /// What follows the rows of a search: how many there are in all, or what to offer when there are none.
  func questionsBehindHits(actor: Actor, today: Day) -> [Request] {
    guard isFinding, let query = query(actor: actor, today: today) else { return [] }
    if lines.isEmpty { return [.ask(.suggestions(query, generation: generation))] }
    guard hasMore || isRankedInPart, count == nil else { return [] }
    return [.count(query, generation: generation)]
  }
}
