internal import Canvas
package import Casework

// Completing what is typed after `/`.
extension Session {
  /// What may stand where the search line is being typed; nil when nothing fits.
  var completion: QueryCompletion? {
    guard pane.isSearching, let entry = pane.search else { return nil }
    return lists.completion(of: entry.text, cursor: entry.cursor, actor: actor)
  }

  /// Takes the first offer, and with each further key the next.
  ///
  /// - Returns: nil when nothing fits, so that the key may mean what else it means.
  mutating func completeSearch() -> [Request]? {
    guard let entry = pane.search else { return nil }
    if var taken = pane.completed, taken.result == entry, taken.completion.offers.count > 1 {
      taken.position = (taken.position + 1) % taken.completion.offers.count
      return take(taken)
    }
    guard let completion, let first = completion.offers.first else { return nil }
    let taken = CompletedSearch(base: entry.text, completion: completion, position: 0, result: entry)
    // What is complete already is not completed once more.
    guard completion.offers.count > 1 || completion.taking(first, in: entry.text).text != entry.text else {
      return nil
    }
    return take(taken)
  }

  mutating func take(_ taken: CompletedSearch) -> [Request] {
    let offer = taken.completion.offers[taken.position]
    let (text, cursor) = taken.completion.taking(offer, in: taken.base)
    var entry = TextEntry(text)
    entry.cursor = cursor
    pane.search = entry
    pane.completed = taken
    pane.completed?.result = entry
    return pane.reload(actor: actor, today: today)
  }

  /// The offers for the foot, as many as fit into so many columns; empty when there are none.
  func offersLine(width: Int) -> String {
    if let taken = pane.completed, taken.result == pane.search, taken.completion.offers.count > 1 {
      let all = taken.completion.offers
      return Self.line((all[taken.position...] + all[..<taken.position]).map(\.text), width: width)
    }
    guard let completion, let entry = pane.search else { return "" }
    if completion.offers.count == 1,
      completion.taking(completion.offers[0], in: entry.text).text == entry.text
    {
      return ""
    }
    return Self.line(completion.offers.map(\.text), width: width)
  }

  private static func line(_ offers: [String], width: Int) -> String {
    var line = "Tab"
    for offer in offers {
      let longer = line + "  " + displaySafe(offer)
      guard CellWidth.of(longer) <= width else { return line == "Tab" ? "" : line }
      line = longer
    }
    return line
  }

  // MARK: - The caret

  /// The last row while a search is not understood: a caret under the fault, with what was expected.
  /// - Returns: false when there is no room for the sentence beside the caret; it then stands above the search.
  @discardableResult
  func drawCaret(_ fault: QueryFault, under entry: TextEntry, row: Int, on frame: inout Frame) -> Bool {
    frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: size.columns))
    let column = caretColumn(fault, entry)
    frame.put("^", row: row, column: column, width: 1, style: Style(.error))
    let after = size.columns - column - 2
    let offers = offersLine(width: max(after, column - 1))
    let sentence = offers.isEmpty ? fault.message.text() : offers
    let width = CellWidth.of(displaySafe(sentence))
    if width <= after {
      frame.put(sentence, row: row, column: column + 2, width: after, style: Style(.error))
    } else if width < column {
      frame.put(sentence, row: row, column: column - 1 - width, width: width, style: Style(.error))
    } else {
      return false
    }
    return true
  }

  /// The column of the fault in the search line as it is shown.
  private func caretColumn(_ fault: QueryFault, _ entry: TextEntry) -> Int {
    let width = size.columns - 2
    let (_, cursorColumn) = entry.window(width: width)
    let before = { (count: Int) in CellWidth.of(displaySafe(String(entry.text.prefix(count)))) }
    let start = before(entry.cursor) - cursorColumn
    return 1 + min(max(0, before(fault.offset) - start), width - 1)
  }
}

/// A completion that was taken, so that the next key takes the next offer.
struct CompletedSearch: Sendable, Equatable {
  /// What was typed before.
  let base: String
  let completion: QueryCompletion
  var position: Int
  /// The search line as it then stood.
  var result: TextEntry
}

extension OfficeLists {
  /// What may stand at a place of a query, with the names of the office.
  package func completion(of query: String, cursor: Int, actor: Actor) -> QueryCompletion? {
    QueryCompletion(query, cursor: cursor, actor: actor) { field in
      switch field {
      case .owner: accounts.map { TitledName(name: $0.name, title: $0.fullName) }
      case .team: teams.map { TitledName(name: $0.name, title: $0.title) }
      case .theme: themes.map { TitledName(name: $0.name, title: $0.title) }
      case .place: places.map { TitledName(name: $0.name, title: $0.title) }
      default: []
      }
    }
  }
}
