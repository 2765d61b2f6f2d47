// What is typed while an answer is not there yet.
extension Request {
  /// Whether it changes something, and may wait for another program before it does.
  var isLasting: Bool {
    switch self {
    case .perform, .save, .saveQueue, .preview, .rowsToTag: true
    default: false
    }
  }

  /// Whether what is typed next is about its answer, also where no layer waits for it.
  var holdsKeys: Bool {
    switch self {
    case .preview, .rowsToTag: true
    default: false
    }
  }

  /// Whether what is typed next depends on the answer.
  var hasAnswer: Bool {
    switch self {
    case .rows, .search, .view, .sheet, .perform, .preview, .rowsToTag, .save, .saveQueue, .compose, .draft:
      true
    case .count, .lists, .redraw, .suspend, .mouse, .quit, .drafts, .keepDraft, .dropDraft: false
    case .openIdentity, .seal, .closeVault: false
    case .tally, .deleteQueue, .startJob, .stopJob, .demo: false
    }
  }
}
