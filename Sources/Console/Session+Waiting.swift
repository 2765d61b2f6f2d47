internal import Canvas
internal import Casework

// What is typed while an answer is not there yet.
extension Session {
  /// Whether what is typed has to wait: for the layer's change, or, once a search is typed, for what it finds,
  /// so that nothing is done to a case that is about to go; so too for the record that was just made.
  var isWaiting: Bool {
    underWay != nil || (pane.awaitsHits || pane.awaitsGoal) && !pane.isSearching && layers.isEmpty
  }

  mutating func hold(_ event: Event) -> [Request] {
    if held.count < 1000 { held.append(event) }
    return []
  }

  /// The person will not wait. What is under way may still happen, and is told when it has.
  mutating func stopWaiting() -> [Request] {
    pane.awaitsHits = false
    pane.awaitsGoal = false
    if let underWay {
      // One can be brought back; what was left before it is kept as a draft.
      if let earlier = leftBehind { shelve(earlier) }
      leftBehind = LeftBehind(request: underWay, layers: layers, subject: subject, many: many)
    }
    underWay = nil
    held = []
    return dropLayers()
  }

  /// Nothing happens after a preview for which nobody waited; what was typed for it is kept.
  mutating func shelveIfLeft(_ request: Request) {
    guard let left = leftBehind, left.request == request else { return }
    shelve(left)
    leftBehind = nil
  }

  /// What was typed while a layer waited, up to what must be answered before the rest makes sense.
  mutating func takeHeld() -> [Request] {
    var requests: [Request] = []
    while !isWaiting, !held.isEmpty, !requests.contains(where: \.hasAnswer) {
      requests += take(held.removeFirst())
      arrange()
      requests += keepDrafts(isAtOnce: false)
    }
    return requests
  }

  mutating func dropLayers() -> [Request] {
    layers.removeAll()
    subject = nil
    many = nil
    return []
  }
}

extension Request {
  /// Whether it changes something, and may wait for another program before it does.
  var isLasting: Bool {
    switch self {
    case .perform, .save, .saveQueue, .preview, .rowsToTag, .open: true
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
    case .rows, .search, .view, .sheet, .perform, .preview, .rowsToTag, .save, .saveQueue, .compose, .draft,
      .open:
      true
    case .count, .lists, .redraw, .suspend, .mouse, .quit, .drafts, .keepDraft, .dropDraft: false
    case .openIdentity, .seal, .closeVault: false
    case .tally, .deleteQueue, .startJob, .stopJob, .demo: false
    }
  }
}
