/// A time in which a clock stood still.
package struct ClockPause: Sendable, Equatable {
  /// The first day that is not counted.
  package let start: Day
  /// The day from which days are counted again; nil while the clock stands still.
  package let end: Day?
  package let category: PauseCategory
  package let reason: String

  func contains(_ day: Day) -> Bool {
    guard start <= day else { return false }
    return end.map { day < $0 } ?? true
  }
}

/// What the events of one clock come to.
struct ClockHistory {
  private let clock: String
  /// In the order in which they began; only the last may have no end.
  private(set) var pauses: [ClockPause] = []
  private(set) var extensions: [(on: Day, given: ClockExtension)] = []
  private(set) var met: Day?

  init(of clock: String) {
    self.clock = clock
  }

  /// What happened to `clock` since it started. An event that makes no sense, as a store that somebody wrote into may
  /// hold, changes nothing.
  init(of clock: String, since start: Day, events: [ClockEvent]) {
    self.clock = clock
    guard !events.isEmpty else { return }
    for event in events.sorted(by: { $0.on < $1.on }) where event.clock == clock && event.on >= start {
      try? take(event)
    }
  }

  /// The pause that has no end yet.
  var openPause: ClockPause? {
    pauses.last.flatMap { $0.end == nil ? $0 : nil }
  }

  /// Takes the next event in.
  ///
  /// Throws: ``ClockRefusal`` when it cannot follow what happened before.
  mutating func take(_ event: ClockEvent) throws(ClockRefusal) {
    if let met { throw .alreadyMet(clock: clock, on: met) }
    switch event.what {
    case .paused(let category, let reason):
      if let openPause { throw .alreadyPaused(clock: clock, since: openPause.start) }
      pauses.append(ClockPause(start: event.on, end: nil, category: category, reason: reason))
    case .resumed:
      guard openPause != nil else { throw .notPaused(clock: clock) }
      endPause(on: event.on)
    case .extended(let given):
      extensions.append((event.on, given))
    case .met:
      endPause(on: event.on)
      met = event.on
    }
  }

  private mutating func endPause(on day: Day) {
    guard let pause = openPause else { return }
    pauses[pauses.count - 1] = ClockPause(
      start: pause.start, end: day, category: pause.category, reason: pause.reason)
  }
}
