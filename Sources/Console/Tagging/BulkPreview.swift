internal import Canvas
internal import Casework

/// What a verb would do to each of many records, before it is done: nothing happens that does not stand here.
struct BulkPreview: Sendable, Equatable {
  enum Result: Equatable {
    case stay, leave, submit, giveReason
  }

  /// What was asked for, of all that were tagged.
  let change: Change
  /// What is done, in the past, as the message row will tell it.
  let done: Message
  let outcome: BulkOutcome
  /// Those of the changed that the list does not show at present.
  private let hidden: Set<String>
  /// When it came on the screen.
  private let laid: Instant
  /// The number, typed to say that it was read: only where there are many.
  private(set) var entry = TextEntry()
  private(set) var refusal: Message?
  /// Quietly said until the next key: that what came too soon was not taken for an answer.
  private(set) var told: Message?
  private(set) var lines: [StyledLine] = []
  private var size = Size(rows: 0, columns: 0)
  private var line = 0

  /// From here on the number must be typed. Records.
  static let asksForNumberAbove = 50

  /// An Enter that comes sooner was meant for what lay there before: nobody has read the page yet. Milliseconds.
  private static let patience = 300

  init(
    _ change: Change, done: Message, _ outcome: BulkOutcome, at now: Instant, isShown: (String) -> Bool
  ) {
    laid = now
    self.change = change
    self.done = done
    self.outcome = outcome
    hidden = Set(outcome.changed.map(\.reference).filter { !isShown($0) })
  }

  /// How many records would be changed.
  var count: Int { Set(outcome.changed.map(\.reference)).count }
  var asksForNumber: Bool { count > Self.asksForNumberAbove }
  var canGiveReason: Bool { change.reason == nil && outcome.leftOut.contains(where: \.yieldsToReason) }

  /// The change of exactly what stands here, each from the state in which it was shown.
  var confirmed: Change {
    guard case .bulk(let verb, let targets) = change.what else { return change }
    let revisions = Dictionary(outcome.changed.map { ($0.reference, $0.revision) }) { first, _ in first }
    let shown = targets.compactMap { target in
      revisions[target.reference].map { BulkTarget(target.reference, seen: $0) }
    }
    return Change(.bulk(verb, on: shown), reason: change.reason)
  }

  // MARK: - Keys

  /// Says that keys which were typed before the page was there did nothing.
  mutating func tellOfKeysTypedAhead() {
    told = "What was typed ahead was not taken: look at what would change, then press Enter."
  }

  mutating func handle(_ key: Key, at now: Instant) -> Result {
    told = nil
    switch key {
    case .enter where now.milliseconds - laid.milliseconds < Self.patience:
      tellOfKeysTypedAhead()
      return .stay
    case .escape, .control("c"), .character("q"): return .leave
    case .character("r") where canGiveReason: return .giveReason
    case .enter: return confirm()
    case .down, .character("j"): move(.down)
    case .up, .character("k"): move(.up)
    case .pageDown, .character(" "): move(.pageDown)
    case .pageUp: move(.pageUp)
    case .home: move(.first)
    case .end, .character("G"): move(.last)
    default:
      guard asksForNumber else { break }
      refusal = nil
      _ = entry.handle(key)
    }
    return .stay
  }

  private mutating func confirm() -> Result {
    guard count > 0 else {
      refusal = "Nothing would change; Esc leaves."
      return .stay
    }
    guard !asksForNumber || Int(entry.text.filter { !$0.isWhitespace }) == count else {
      refusal = "Type \(count), the number of records that would change, then Enter."
      return .stay
    }
    return .submit
  }

  private mutating func move(_ intent: Intent) {
    line = TextScroll.moved(line, intent, height: size.rows, last: max(0, lines.count - 1))
  }

  /// The first line in sight, and where the cursor stands beneath it.
  var scroll: Int { min(line, max(0, lines.count - size.rows)) }
  var cursorRow: Int { line - scroll }

  // MARK: - Lines

  mutating func arrange(in size: Size, words: RecordWords) {
    if size.columns != self.size.columns || lines.isEmpty { lines = made(width: size.columns, words) }
    self.size = size
    line = max(0, min(line, lines.count - 1))
  }

  var heading: Message {
    guard count > 0 else { return "None of them can be: \(done)" }
    return "\(Session.countOfRecords(count)) would be: \(done)"
  }

  private func made(width: Int, _ words: RecordWords) -> [StyledLine] {
    let (listed, away) = (outcome.changed.filter { !hidden.contains($0.reference) }, hidden.count)
    var lines = listed.flatMap { self.lines(of: $0, width, words) }
    if away > 0 {
      lines.append(heading("Tagged, but not in the list at present: \(away)"))
      lines += outcome.changed.filter { hidden.contains($0.reference) }.flatMap {
        self.lines(of: $0, width, words)
      }
    }
    if !outcome.leftOut.isEmpty {
      lines.append(heading("Left as they are, and still tagged: \(outcome.leftOut.count)"))
      lines += outcome.leftOut.flatMap { left in
        wrap(displaySafe(left.sentence), width: max(10, width - 2))
          .map { StyledLine("  " + $0, .soon) }
      }
    }
    if !outcome.same.isEmpty {
      lines.append(heading("So already: \(outcome.same.count)"))
      lines += wrap(outcome.same.joined(separator: "  "), width: max(10, width - 2))
        .map { StyledLine("  " + $0, .dim) }
    }
    return lines
  }

  private func heading(_ message: Message) -> StyledLine { StyledLine(message.text(), .heading) }

  /// The record, and each of its fields before and after.
  private func lines(of line: BulkOutcome.Line, _ width: Int, _ words: RecordWords) -> [StyledLine] {
    let changes =
      line.erasure ?? ChangeText.lines(line.detail, of: line.kind, words, showsEmpty: true)
    let head = displaySafe("  \(line.reference)  ")
    let column = min(max(head.count, 16), max(16, width / 3))
    let texts = changes.isEmpty ? [Message("written in its history; no field changes").text()] : changes
    let wrapped = texts.flatMap { wrap(displaySafe($0), width: max(10, width - column)) }
    var lines = wrapped.enumerated().map { position, text in
      StyledLine((position == 0 ? head : "").padded(to: column) + text)
    }
    lines[0] = lines[0] + StyledLine("   " + displaySafe(line.title), .dim)
    return lines
  }
}

extension String {
  /// With blanks at its end up to so many characters.
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
