/// Why something cannot happen to a clock.
package enum ClockRefusal: Error, Equatable, Sendable {
  case notStarted(clock: String, start: Day)
  case dayAhead(Day)
  case alreadyPaused(clock: String, since: Day)
  case notPaused(clock: String)
  case alreadyMet(clock: String, on: Day)
  case reasonMissing(clock: String)
  case authoriserMissing(clock: String)
  case extensionTooLong(clock: String, most: TimeSpan)
  case extensionTooLate(clock: String, due: Day)

  package var message: Message {
    switch self {
    case .notStarted(let clock, let start):
      "The clock '\(clock)' started on \(start): give that day or a later one."
    case .dayAhead(let day):
      "\(day) has not come yet: give today or an earlier day."
    case .alreadyPaused(let clock, let day):
      "The clock '\(clock)' is paused since \(day): resume it first."
    case .notPaused(let clock):
      "The clock '\(clock)' is not paused: there is nothing to resume."
    case .alreadyMet(let clock, let day):
      "The clock '\(clock)' was met on \(day): nothing happens to it after that."
    case .reasonMissing(let clock):
      "The clock '\(clock)' is not paused or extended without a reason: give one."
    case .authoriserMissing(let clock):
      "The clock '\(clock)' is not extended without an authoriser: name who allows it."
    case .extensionTooLong(let clock, let most):
      "The clock '\(clock)' may be extended by \(most.label) at most: give less."
    case .extensionTooLate(let clock, let due):
      "The clock '\(clock)' ran out on \(due): it can only be extended before it does."
    }
  }
}

extension ClockRule {
  /// `events` with one more in its place by day.
  ///
  /// An event may be entered late, but what followed it must still make sense.
  /// - Parameters:
  ///   - events: of all the record's clocks, sorted by day.
  ///   - start: the day on which this clock started.
  /// Throws: ``RuleRefusal/clock(_:)``. Source: requirements A9, A10.
  package func adding(
    _ event: ClockEvent, to events: [ClockEvent], from start: Day, calendars: Calendars, today: Day
  ) throws(RuleRefusal) -> [ClockEvent] {
    let position = events.firstIndex { $0.on > event.on } ?? events.endIndex
    var result = events
    result.insert(event, at: position)
    do throws(ClockRefusal) {
      guard event.on >= start else { throw .notStarted(clock: name, start: start) }
      guard event.on <= today else { throw .dayAhead(event.on) }
      try requireWords(of: event)
      var history = ClockHistory(of: name)
      for event in result where event.clock == name && event.on >= start { try history.take(event) }
      if case .extended = event.what {
        try requireRoom(
          for: history, on: event.on, due: due(from: start, events: events, calendars: calendars))
      }
    } catch {
      throw .clock(error)
    }
    return result
  }

  private func requireWords(of event: ClockEvent) throws(ClockRefusal) {
    switch event.what {
    case .paused(.other, let reason) where reason.isBlank: throw .reasonMissing(clock: name)
    case .extended(let given) where given.authoriser.isBlank: throw .authoriserMissing(clock: name)
    case .extended(let given) where given.reason.isBlank: throw .reasonMissing(clock: name)
    default: break
    }
  }

  /// Where law limits the extension, it also wants the person told before the time is out (requirements A9).
  ///
  /// - Parameter due: without the new extension.
  private func requireRoom(for history: ClockHistory, on day: Day, due: Day?) throws(ClockRefusal) {
    guard let most = longestExtension else { return }
    let given = history.extensions.map(\.given.span)
    let sum = given.reduce(0) { $0 + $1.count }
    guard given.allSatisfy({ $0.unit == most.unit }), sum <= most.count else {
      throw .extensionTooLong(clock: name, most: most)
    }
    if let due, due < day { throw .extensionTooLate(clock: name, due: due) }
  }
}
