internal import Canvas
internal import Casework

/// Reads the console's screen out as plain lines: at first all of it, then what is new, and always the line on which
/// the cursor stands.
package struct PlainReader {
  /// What was read of the pane, which is known when a dialog has gone.
  private var ofPane: Set<String> = []
  private var ofDialog: Set<String> = []
  private var dialog: String?
  private var place: String?

  package init() {}

  /// The lines to be printed now; each is safe for a terminal.
  ///
  /// - Parameter whole: all that is on the screen, however often it was read.
  package mutating func lines(of session: Session, whole: Bool = false) -> [String] {
    var lines = announcement(of: session)
    let full = session.inFull
    let rows = rows(of: full)
    let readsAll = whole || place != session.placeName.text()
    // Another search or another word to narrow by makes another list, though its rows may have been read before.
    let isNarrowed = rows.contains { $0.isHead && !ofPane.union(ofDialog).contains($0.key) }
    let known = readsAll ? [] : isNarrowed ? (session.dialog == nil ? [] : ofPane) : ofPane.union(ofDialog)
    let read = rows.filter { $0.isNotice || $0.isFocused || !known.contains($0.key) }
    lines += read.map(\.text)
    // Who moves one row on is not told each time that there is more.
    if read.count(where: { !$0.isNotice && !$0.isFocused && !$0.isHead }) > 1, let rest = full.wordOnTheRest {
      lines.append(displaySafe(rest.text()))
    }
    if session.dialog == nil {
      ofPane = Set(rows.map(\.key))
    } else {
      ofDialog = Set(rows.map(\.key))
    }
    place = session.placeName.text()
    return lines
  }

  /// Says that a dialog opened, or that the last one is gone.
  private mutating func announcement(of session: Session) -> [String] {
    let now = session.dialog?.text()
    defer { dialog = now }
    guard now != dialog else { return [] }
    ofDialog = []
    let sentence: Message = session.dialog.map { "Dialog: \($0)" } ?? "Back in \(session.placeName)."
    return [displaySafe(sentence.text())]
  }

  private struct Row {
    let text: String
    /// What must change for the row to be read again: neither the sign of the focus nor a number of its own.
    let key: String
    let isFocused: Bool
    let isNotice: Bool
    /// It says what the list is, or what narrows it.
    let isHead: Bool
  }

  private func rows(of session: Session) -> [Row] {
    let frame = session.draw()
    return (0..<frame.size.rows).compactMap { row -> Row? in
      let text = frame.text(ofRow: row)
      let isFocused = row == frame.cursor.row
      // The tabs say the same at all times.
      let isTabs = row == session.layout?.tabs && frame[row: row, column: 1].style.role != .heading
      guard !text.isEmpty, !isTabs else { return nil }
      if session.dialog != nil, text.hasPrefix("-- ") { return nil }
      let style = frame[row: row, column: 0].style
      let isFoot = style.role == .bar
      let shown = isFoot ? "\(Message("Keys").text()): \(text)" : text
      let bare = text.drop { $0 == ">" || $0 == " " }
      let isCounting = row == session.layout?.view
      return Row(
        text: shown, key: isCounting ? String(bare.filter { !$0.isNumber }) : String(bare),
        isFocused: isFocused, isNotice: style.role == .error || style.role == .note,
        isHead: isCounting || text.hasPrefix(Message("Find:").text()))
    }
  }
}
