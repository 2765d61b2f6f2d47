internal import Canvas
internal import Casework

// The last two rows: what is to be said, and the keys.
extension Session {
  /// A message of the console, or the search line while it is typed. A sentence that needs more than its row
  /// grows upwards, for its end says what to do.
  func drawMessage(_ layout: Layout, on frame: inout Frame) {
    let row = layout.message ?? size.rows - 1
    if pane.isSearching, let entry = pane.search {
      return drawSearchLine(entry, row: row, layout, on: &frame)
    }
    guard pending.isEmpty else { return }
    guard let notice else { return drawUnseen(layout, on: &frame) }
    MessageRows(notice.message, Style(notice.isError ? .error : .note), lastRow: row)
      .draw(on: &frame)
  }

  private func drawSearchLine(_ entry: TextEntry, row: Int, _ layout: Layout, on frame: inout Frame) {
    frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: size.columns))
    let width = size.columns
    let (text, column) = entry.window(width: width - 2)
    frame.put("/", row: row, column: 0, width: 1, style: Style(.heading))
    frame.put(text, row: row, column: 1, width: width - 1)
    frame.cursor = Point(row: row, column: 1 + column)
    guard let fault = pane.searchFault, let foot = layout.foot, foot != row, layers.isEmpty else {
      return
    }
    // A sentence that has no room beside the caret stands above the search.
    if !drawCaret(fault, under: entry, row: foot, on: &frame), row > 0 {
      MessageRows(fault.sentence(in: entry.text), Style(.error), lastRow: row - 1).draw(on: &frame)
    }
  }

  func drawFoot(_ layout: Layout, on frame: inout Frame) {
    let row = layout.foot ?? size.rows - 1
    // The caret stands there.
    if pane.isSearching, pane.searchFault != nil, layers.isEmpty { return }
    let (parts, last) = footParts
    guard pending.isEmpty else {
      return FootRows(spoken: parts, last: last).drawAll(aboveRow: row + 1, on: &frame)
    }
    FootRows(spoken: parts, last: last).draw(row: row, on: &frame)
  }

  /// The keys that make sense now, and the one that is never left out.
  private var footParts: (parts: [String], last: String) {
    if pane.isSearching {
      let offers = offersLine(width: size.columns / 2)
      return (
        (offers.isEmpty ? [] : [offers])
          + footOfSearch.map { $0.text() },
        Message("F1 help").text()
      )
    }
    if let count, pending.isEmpty {
      let parts: [Message] = [
        "; \(count) ...", "j k PgUp PgDn ] [ n so many times", "t tag so many", "G to that line",
      ]
      return (parts.map { $0.text() }, Message("Esc leave").text())
    }
    guard pending.isEmpty else {
      let keys = pending.map(\.label).joined(separator: " ")
      let next = keymap.continuations(of: pending, in: paneName).map {
        "\($0.key.label) \($0.action.short.text())"
      }
      return (["\(keys) ..."] + next, Message("Esc leave").text())
    }
    let wanted = !pane.tags.isEmpty ? footOfTagged : pane.focus == .list ? narrowFirst : actions.readingFoot
    let sensible = wanted.filter { makesSense($0.intent) }
    let actions = pane.tags.isEmpty && size.columns >= 60 ? withWaysOnFirst(sensible) : sensible
    var parts = actions.map { "\(footKeys(of: $0)) \(short(of: $0).text())" }
    if let next = footOfMatches { parts.insert(next, at: min(1, parts.count)) }
    return (parts, helpKey)
  }

  /// The menu of queues comes with the first key of its two.
  private func footKeys(of action: Action) -> String {
    action.intent == .queues ? action.chords.first?.first?.label ?? "" : action.keys
  }

  /// What the foot ends with wherever a question mark is not text.
  private var helpKey: String {
    actions.action(.help).map { "\($0.keys) \($0.short.text())" } ?? ""
  }

  /// What the foot calls an action: the next step of a round by its own name.
  private func short(of action: Action) -> Message {
    if !pane.tags.isEmpty, action.intent.takesMany { return "\(action.short) \(pane.tagCount)" }
    guard action.intent == .nextStep, let record = pane.opened?.record else { return action.short }
    return DipSampleRound.nextLabel(of: record) ?? action.short
  }

  /// On a narrow screen only three or four keys have room, and searching is one of them.
  private var narrowFirst: [Action] {
    guard size.columns < 60 else { return actions.foot }
    return actions.foot.sorted { one, other in one.isOfEveryFoot && !other.isOfEveryFoot }
  }

  /// Two of the pane's own verbs, then how one finds, tags and writes: all of that a narrow screen names too.
  private func withWaysOnFirst(_ sensible: [Action]) -> [Action] {
    let own = sensible.filter { paneName.footIntents.contains($0.intent) }
    let ways = [Intent.search, .queues, .tag, .note].compactMap { way in sensible.first { $0.intent == way } }
    let first = sensible.prefix { !paneName.footIntents.contains($0.intent) && $0.intent != .search }
    let chosen = Array(first) + own.prefix(2) + ways + own.dropFirst(2)
    return chosen + sensible.filter { action in !chosen.contains { $0.intent == action.intent } }
  }

  /// With tags, the verbs that are for all of them come first, and then how the tags change.
  private var footOfTagged: [Action] {
    let verbs: [Intent] = [.assign, .stage, .note, .themes, .place, .acts, .edit]
    let rest: [Intent] = [.back, .tag, .tagRange, .tagList]
    return (verbs + rest).compactMap { intent in actions.action(intent) }
  }

  private func makesSense(_ intent: Intent) -> Bool {
    guard let record = pane.opened?.record else {
      return intent == .search || intent == .queues || intent == .palette
        || intent == .create && !paneName.makes.isEmpty
    }
    let kind = RecordKind.named(record.kind)
    return switch intent {
    case .act(let name): kind.act(named: name)?.isOffered(record) ?? false
    case .create: !paneName.makes.isEmpty
    case .log: kind.act(named: LineLog.act)?.isOffered(record) ?? false
    case .acts: !kind.acts.isEmpty
    case .nextStep: DipSampleRound.nextAct(of: record) != nil && record.kind == .round
    case .score: record.isBeingRead && record[Head.owner] == actor.name
    case .open: pane.focus != .reading
    default: true
    }
  }
}

extension Action {
  fileprivate var isOfEveryFoot: Bool { intent == .open || intent == .search }
}

extension QueryFault {
  /// The fault as a sentence that names the word at which it is.
  func sentence(in typed: String) -> Message {
    let rest = typed.dropFirst(offset).drop { $0 == " " }
    let word = String(rest.prefix { $0 != " " }.prefix(20))
    return word.isEmpty
      ? "Not understood at the end: \(message)." : "Not understood at '\(word)': \(message)."
  }
}

/// The keys in the last row.
struct FootRows {
  private let parts: [String]
  private let last: String

  /// - Parameter parts: in the language that is spoken.
  init(spoken parts: [String], last: String) {
    self.parts = parts
    self.last = last
  }

  init(_ parts: [Message], last: Message) {
    self.init(spoken: parts.map { $0.text() }, last: last.text())
  }

  /// As many parts as fit; they drop from the right, never the last, and the way out only when nothing else would
  /// have room beside it.
  func line(width: Int) -> String {
    var shown: [String] = []
    for part in parts {
      guard fits(shown + [part], width) else { break }
      shown.append(part)
    }
    if let wayOut = parts.first(where: Self.isWayOut), !shown.contains(wayOut) {
      var others: [String] = []
      for part in parts where part != wayOut && fits(others + [part, wayOut], width) { others.append(part) }
      if !others.isEmpty { shown = parts.filter { $0 == wayOut || others.contains($0) } }
    }
    return (shown + [last]).joined(separator: "  ")
  }

  private func fits(_ shown: [String], _ width: Int) -> Bool {
    CellWidth.of((shown + [last]).joined(separator: "  ")) <= width
  }

  /// The name of the key is the same in every language.
  private static func isWayOut(_ part: String) -> Bool {
    part.split(separator: " ").first == Key.escape.label[...]
  }

  func draw(row: Int, on frame: inout Frame) {
    let columns = frame.size.columns
    frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: columns), style: Style(.bar))
    frame.put(line(width: columns), row: row, column: 0, width: columns, style: Style(.bar))
  }

  /// All parts, in as many rows as they need, the last of them above `end`.
  func drawAll(aboveRow end: Int, on frame: inout Frame) {
    let columns = frame.size.columns
    var lines: [String] = []
    for part in parts + [last] {
      if let line = lines.last, CellWidth.of(line) + CellWidth.of(part) + 2 <= columns {
        lines[lines.count - 1] = "\(line)  \(part)"
      } else {
        lines.append(part)
      }
    }
    let shown = lines.suffix(max(1, end))
    // What one may type next is where a screen reader should be.
    frame.cursor = Point(row: end - shown.count, column: 0)
    for (position, line) in shown.reversed().enumerated() {
      let row = end - 1 - position
      frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: columns), style: Style(.bar))
      frame.put(line, row: row, column: 0, width: columns, style: Style(.bar))
    }
  }
}

/// A sentence in as many rows as it needs, its end in the last of them.
struct MessageRows {
  private let message: Message
  private let style: Style
  private let lastRow: Int

  /// Longer sentences lose their end; none of ours is, at eighty columns.
  private static let most = 4

  init(_ message: Message, _ style: Style, lastRow: Int) {
    self.message = message
    self.style = style
    self.lastRow = lastRow
  }

  func draw(on frame: inout Frame) {
    let columns = frame.size.columns
    let text = String(message.text().unicodeScalars.prefix(2000))
    let lines = wrap(displaySafe(text), width: columns).prefix(Self.most)
    for (position, line) in lines.enumerated() {
      let row = lastRow - lines.count + 1 + position
      frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: columns))
      frame.put(line, row: row, column: 0, width: columns, style: style)
    }
  }
}
