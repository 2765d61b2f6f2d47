internal import Canvas
internal import Casework

// How long records are kept, and what is to go.
extension Session {
  /// How long the record that is shown is kept, and why.
  mutating func showRetention() -> [Request] {
    guard let record = pane.opened?.record else { return [] }
    let lines = lists.retention.verdict(on: record, today: today).lines.flatMap { line in
      wrap(displaySafe(line.text()), width: max(10, min(size.columns, RecordText.measure)))
        .map { StyledLine($0) } + [StyledLine("")]
    }
    return lay(.page(TextPage("How long \(record.reference) is kept", .lines(lines))))
  }

  /// The sentence after records were erased: it is not taken back, and is nothing to be done again with a key.
  mutating func finishErasing(_ change: Change, _ receipt: Receipt) {
    var asked = receipt.touched
    if case .bulk(_, let targets) = change.what { asked = targets.map(\.reference) }
    let left = Set(receipt.leftOut.map(\.reference))
    pane.tags.remove(asked.filter { !left.contains($0) })
    pane.pinned = nil
    let what =
      receipt.touched.count == 1 ? receipt.touched[0] : Self.countOfRecords(receipt.touched.count).text()
    notice = Notice(message: "\(what): erased for good. The log says so, and holds no words.", isError: false)
  }
}

extension SavedView {
  /// What the schedule says is to go, of the kinds of one pane.
  static func toErase(_ query: String) -> SavedView {
    SavedView(
      "z", "time has come", "what the schedule of retention says is to go, and nobody holds", query,
      order: .received)
  }
}

extension Change.What {
  /// Whether it takes words out of the register for good, so that nothing takes it back.
  var isErasure: Bool {
    switch self {
    case .act(.act(Erasing.act, _), _, _), .bulk(.each(.act(Erasing.act, _)), _): true
    case .act, .bulk, .create, .undo, .undoEntry: false
    }
  }
}

extension BulkOutcome.Line {
  /// How much would go, and under which rule; nil when nothing would.
  var erasure: [String]? {
    guard let counts = Erasure.Counts(detail) else { return nil }
    let rule = detail.fields["rule"]?.after.string
    let under: Message = rule.map { "under the rule '\($0)'" } ?? "under no rule, on request"
    return [Message("all of it: \(counts.sentence)").text(), under.text()]
  }
}
