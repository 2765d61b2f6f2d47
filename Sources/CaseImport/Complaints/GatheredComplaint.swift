internal import Casework

/// The rows of a table that have one reference, as far as they were read.
struct GatheredComplaint {
  private var draft: ComplaintDraft
  /// Whether a sound row has filled the draft.
  private var isFilled = false
  private var updates: Set<Day> = []
  /// Every summary after the first that is not the same, in order.
  private var moreSummaries: [String] = []
  private var knownSummaries: Set<String> = []
  /// The lines of all its rows.
  var lines: [Int] = []
  /// What is wrong, by line; one is enough to leave the complaint out.
  var faults: [Int: Message] = [:]

  init(reference: String, line: Int) {
    // The day stands until the first sound row gives its own.
    draft = ComplaintDraft(reference: reference, received: Day(number: 0), line: line)
  }

  /// Takes in one more row. Throws: ``TableProblem`` that names both lines when the heads do not agree.
  mutating func add(
    _ found: ComplaintRow, of row: CSVRow, _ reader: ComplaintRowReader
  ) throws(TableProblem) {
    if isFilled {
      try check(found, of: row, reader)
    } else {
      isFilled = true
      draft.received = found.received
      draft.closed = found.closed
      draft.line = row.line
    }
    if draft.area.isEmpty { draft.area = found.area }
    if draft.track.isEmpty { draft.track = found.track }
    if draft.handler == nil, !found.handler.isEmpty { draft.handler = found.handler }
    if draft.scheme == nil, !found.scheme.isEmpty { draft.scheme = found.scheme }
    add(summary: found.summary)
    updates.formUnion(found.updates)
    if let allegation = found.allegation { draft.allegations.append(allegation) }
  }

  private mutating func add(summary: String) {
    guard !summary.isEmpty, summary != draft.summary else { return }
    if draft.summary.isEmpty {
      draft.summary = summary
    } else if knownSummaries.insert(summary).inserted {
      moreSummaries.append(summary)
    }
  }

  private func check(
    _ found: ComplaintRow, of row: CSVRow, _ reader: ComplaintRowReader
  ) throws(TableProblem) {
    func agree(_ column: ComplaintColumn, _ new: String, _ old: String) throws(TableProblem) {
      if new.isSpelledLike(old) || column != .closed && (new.isEmpty || old.isEmpty) { return }
      throw reader.problem(
        column, row,
        "\(draft.reference) has '\(new.shortened)' here and '\(old.shortened)' on line \(draft.line): make its rows agree."
      )
    }
    if found.received != draft.received {
      try agree(.received, found.received.description, draft.received.description)
    }
    if found.closed != draft.closed {
      try agree(.closed, found.closed?.description ?? "", draft.closed?.description ?? "")
    }
    try agree(.area, found.area, draft.area)
    try agree(.track, found.track, draft.track)
    try agree(.handler, found.handler, draft.handler ?? "")
    try agree(.scheme, found.scheme, draft.scheme ?? "")
  }

  /// The complaint when all its rows are sound; nil otherwise.
  var finished: ComplaintDraft? {
    guard faults.isEmpty, isFilled else { return nil }
    var draft = draft
    draft.updates = updates.sorted()
    if !moreSummaries.isEmpty {
      draft.summary = ([draft.summary] + moreSummaries).joined(separator: "\n")
    }
    return draft
  }
}
