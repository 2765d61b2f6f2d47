internal import Canvas
internal import Casework

// What is typed while an answer is not there yet.
extension Session {
  /// Whether what is typed has to wait: for the layer's change, or, once a search is typed, for what it finds,
  /// so that nothing is done to a case that is about to go; so too for the record that was just made.
  var isWaiting: Bool {
    underWay != nil || (pane.awaitsHits || pane.awaitsGoal) && !pane.isSearching && layers.isEmpty
  }

  /// What the layer on the screen waits for, and how one leaves; nil when it waits for nothing.
  ///
  /// A change may wait for a job of this console, which lets go between two letters, or for another program: of that
  /// nothing is known but that it takes its time.
  var wordOfWaiting: Message? {
    guard let underWay else { return nil }
    switch underWay {
    case .preview, .rowsToTag: return "Being looked up. Ctrl-C leaves without waiting."
    default: break
    }
    if let job = jobs.first(where: { $0.isRunning && $0.order.kind.writes }) {
      return "Saving: waiting for '\(job.order.kind.label)' to let go. Ctrl-C leaves without waiting."
    }
    guard let underWaySince, now.milliseconds - underWaySince.milliseconds >= 1000 else {
      return "Saving. Ctrl-C leaves without waiting."
    }
    return "Saving: waiting for another program that is writing. Ctrl-C leaves without waiting."
  }

  /// Asks for the same list once more, because somebody else or a job changed the register: no key waits for that, and
  /// a search that is being made is let come to its end first, or a job that reports all the time would never let it.
  mutating func refresh() -> [Request] {
    asked = nil
    guard !pane.isAsking else {
      pane.isStale = true
      return showSelected()
    }
    let requests = pane.reload(actor: actor, today: today, isQuiet: true)
    return requests.isEmpty ? showSelected() : requests
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

extension JobKind {
  /// Whether it writes to the register while it runs.
  fileprivate var writes: Bool {
    switch self {
    case .importMail, .importOldMail, .importComplaints: true
    case .checkComplaints, .export, .verify, .report: false
    }
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
    case .count, .countBefore, .ask, .lists, .redraw, .suspend, .mouse, .quit, .drafts, .keepDraft,
      .dropDraft:
      false
    case .openIdentity, .seal, .closeVault: false
    case .tally, .deleteQueue, .startJob, .stopJob, .demo: false
    }
  }
}
