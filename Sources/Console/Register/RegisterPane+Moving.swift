internal import Canvas
internal import Casework

// Moving in the list and in the letter, and typing a search.
extension RegisterPane {
  mutating func setHeight(_ height: Int) { cursor.setHeight(max(1, height)) }

  /// Moves in the list, or in the letter when that has the keys.
  mutating func move(_ intent: Intent) {
    guard focus == .list else { return scrollText(intent) }
    switch intent {
    case .down: cursor.move(by: 1)
    case .up: cursor.move(by: -1)
    case .pageDown: cursor.page(by: 1)
    case .pageUp: cursor.page(by: -1)
    case .first: cursor.first()
    case .last: cursor.last()
    default: break
    }
  }

  mutating func select(_ position: Int) { cursor.select(position) }

  mutating func scrollList(by rows: Int) { cursor.scroll(by: rows) }

  /// Another case, wherever the keys are.
  mutating func step(_ intent: Intent) {
    // Where the case that is read was, the next one is now.
    let isOnNext = isReadingAbsent && intent == .nextRecord
    opened = isReadingAbsent ? nil : opened
    if !isOnNext { cursor.move(by: intent == .nextRecord ? 1 : -1) }
  }

  /// To the next case that needs somebody: new or late. Wraps around.
  mutating func moveToNeeding(_ direction: Int, today: Day) -> Bool {
    let total = lines.count
    guard total > 0 else { return false }
    for distance in 1...total {
      let position = ((cursor.selection + direction * distance) % total + total) % total
      let row = lines[position].row
      if row.isUnread || row.isOpen && row.due.map({ $0 < today }) ?? false {
        if isReadingAbsent { opened = nil }
        cursor.select(position)
        return true
      }
    }
    return false
  }

  // MARK: - The letter

  /// Makes as much of the text as the window and a page after it need; anew when the case, the width, the day
  /// or what is folded has changed.
  mutating func arrangeText(in size: Size, words: RecordWords) {
    let sawMark = finding.marks?.isCurrentSeen(in: window) ?? false
    textHeight = max(1, size.rows)
    // A column stays free between the text and the edge.
    let width = min(max(10, size.columns - 1), RecordText.measure)
    let format = RecordText.Format(
      width: width, words: words, showsQuoted: showsQuoted || finding.isUnfolded)
    if text?.format != format {
      text = opened.map { RecordText($0, history: history, format: format) }
      finding.marks?.restart()
      // The lines are others now: the match stays in sight.
      if sawMark {
        finding.isMarkWanted = true
        // Beside the list nobody has scrolled: the window begins anew, so that a screen looks as it did before.
        if focus == .list { scroll = 0 }
      }
    }
    text?.make(lines: scroll + 3 * textHeight)
    markText(format)
    scroll = min(scroll, lastScroll)
  }

  private var lastScroll: Int { max(0, (text?.lines.count ?? 0) - textHeight) }

  mutating func scrollText(_ intent: Intent) {
    text?.make(lines: intent == .last ? RecordText.longest : scroll + 3 * textHeight)
    scroll = TextScroll.moved(scroll, intent, height: textHeight, last: lastScroll)
  }

  // MARK: - The search line

  /// Types into the search line. Up goes back through the earlier searches.
  /// - Returns: whether there is another text now.
  mutating func type(_ key: Key) -> Bool {
    let before = search?.text
    if key == .up {
      recall()
    } else {
      recalled = nil
      _ = search?.handle(key)
    }
    return search?.text != before
  }

  private mutating func recall() {
    let position = (recalled ?? searchHistory.count) - 1
    guard searchHistory.indices.contains(position) else { return }
    recalled = position
    search = TextEntry(searchHistory[position])
  }

  mutating func remember(search: String) {
    recalled = nil
    guard searchHistory.last != search else { return }
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
