internal import Canvas
internal import Casework

// A screen as high as what lies on it: who reads by lines is not kept to the height of a glass.
extension Session {
  /// Longer texts and lists are read in parts. Rows.
  private static let mostRows = 500

  /// The same, on a screen on which a layer or a letter stands whole. The list of the pane stays as long as it is on
  /// the screen: thousands of rows are no answer to a key.
  var inFull: Session {
    let rows = min(Self.mostRows, rowsInFull)
    guard rows > size.rows else { return self }
    var full = self
    full.size = Size(rows: rows, columns: size.columns)
    full.arrange()
    full.pane.cursor = pane.cursor
    return full
  }

  /// The rows that what has the keys needs, with those around it.
  private var rowsInFull: Int {
    switch layers.last {
    case .picker(let picker)?: Self.rows(ofBox: picker.shown.count + 7)
    case .help(let page)?: page.lines.count + 4
    case .page(let page)?: page.lines.count + 3
    case .bulk(let preview)?: preview.lines.count + 4
    case .form(let form)?: Self.rows(ofBox: Self.rows(of: form.text, size.columns) + 8)
    case .record(let form)?:
      form.lines.reduce(40) {
        $0 + 2 + ($1.entry.isMultiline ? Self.rows(of: $1.entry.text, size.columns) : 0)
      }
    case .log(let log)?: Self.rows(ofBox: log.slots.count + log.logged.count + log.paper.count + 8)
    case .offer(let offer)?:
      Self.rows(ofBox: offer.draft.lines.reduce(8) { $0 + 1 + Self.rows(of: $1.text, size.columns) })
    case .scoring(let scoring)?: scoring.fileLines.count + scoring.questions.count + 20
    case .conflict(let conflict)?:
      conflict.rows.reduce(12) { rows, row in
        let texts = [row.before, row.theirs, row.yours].compactMap { $0 }
        return texts.reduce(rows + 1) { $0 + Self.rows(of: $1, size.columns) }
      }
    case .desk(.queues(let menu))?: menu.lines.count + 12
    case .desk(.start(let page))?: page.rows.count + 6
    // The list of jobs has two fifths of its page.
    case .desk(.jobs(let page))?: max(48, page.jobs.count * 5 / 2 + 8)
    case .desk, .identity: size.rows
    case nil: pane.focus == .reading ? rowsOfLetter : size.rows
    }
  }

  /// A box leaves part of the screen to the list: see ``LayerDrawing/boxHeight(in:)``.
  private static func rows(ofBox rows: Int) -> Int { rows * 10 / 6 + 2 }

  /// At least so many lines does a text take that is cut at this width.
  private static func rows(of text: String, _ columns: Int) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + 1 + $1.unicodeScalars.count / max(1, columns - 4) }
  }

  private var rowsOfLetter: Int {
    guard let text = pane.text else { return size.rows }
    return text.isWhole ? text.lines.count + 6 : Self.mostRows
  }

  // MARK: - What goes on

  /// What of a list or a text is not on the screen, and how one comes to it; nil when all of it was read.
  var wordOnTheRest: Message? {
    let key = keys(of: .pageDown)
    switch layers.last {
    case .picker(let picker)?:
      return Self.part(picker.cursor.visible, of: picker.shown.count).map {
        "\($0): PgDn reads on, and typing narrows."
      }
    case .page(let page)?: return Self.more(page.lines.count - page.scroll - size.rows + 2, key)
    case .help(let page)?: return Self.more(page.lines.count - page.scroll - size.rows + 3, "PgDn")
    case .bulk(let preview)?: return Self.more(preview.lines.count - preview.scroll - size.rows + 3, "PgDn")
    case .desk(.queues(let menu))?:
      return Self.part(menu.cursor.visible, of: menu.lines.count).map { "\($0): PgDn reads on." }
    case .form, .record, .log, .offer, .scoring, .conflict, .desk, .identity: return nil
    case nil: break
    }
    guard pane.focus == .list else {
      guard let text = pane.text, let height = layout?.preview?.rows else { return nil }
      return Self.more(text.lines.count - pane.scroll - height, key)
    }
    let first = pane.firstNumber ?? 0
    let total = (pane.search == nil ? pane.count : nil) ?? first + pane.lines.count
    let visible = pane.cursor.visible
    return Self.part(first + visible.lowerBound..<first + visible.upperBound, of: total).map {
      "\($0): \(key) reads on."
    }
  }

  private static func part(_ visible: Range<Int>, of total: Int) -> Message? {
    guard !visible.isEmpty, visible.upperBound < total else { return nil }
    return "Rows \(visible.lowerBound + 1) to \(visible.upperBound) of \(total)"
  }

  private static func more(_ count: Int, _ key: String) -> Message? {
    guard count > 0 else { return nil }
    return .counted(
      count, one: "\(count) more line: \(key) reads on.", other: "\(count) more lines: \(key) reads on.")
  }

  /// Whether a number or a list on the screen is still being made: a line that says so is worth a moment's wait.
  package var isCounting: Bool {
    switch layers.last {
    case .desk(.queues(let menu))?: menu.lines.contains { $0.tally == nil }
    case .desk(.start(let page))?:
      page.rows.contains { row in
        if case .queue(let line) = row { line.tally == nil } else { false }
      }
    case nil: pane.awaitsHits || pane.search == nil && pane.count == nil
    default: false
    }
  }
}
