/// One clock of a record: what it measures, since when, and what became of it.
package struct RunningClock: Sendable, Equatable {
  package let rule: ClockRule
  package let start: Day
  /// When what was due was done; nil while it is not.
  package let met: Day?
  /// What happened to the record's clocks.
  package let events: [ClockEvent]
  /// Nil while it stands still, and beyond the loaded calendar.
  package let due: Day?

  /// Nil when there is no rule of that name for that day.
  init?(_ name: String, from start: Day, met: Day? = nil, events: [ClockEvent], rulebook: Rulebook) {
    guard let rule = rulebook.clocks.rule(name, on: start) else { return nil }
    self.rule = rule
    self.start = start
    self.met = met
    self.events = events
    due = rule.due(from: start, events: events, calendars: rulebook.calendars)
  }

  /// The day on which it ends, if it runs.
  package var runsOut: Day? { met == nil ? due : nil }

  /// The day on which it is due; of one that stands still, the day on which it would be if nothing had happened to it.
  func lastDay(_ calendars: Calendars) -> Day {
    due ?? rule.due(from: start, calendars: calendars) ?? start + rule.span.count
  }

  /// Whether somebody waits for it and it stands still.
  var isStanding: Bool {
    met == nil && ClockHistory(of: rule.name, since: start, events: events).openPause != nil
  }

  /// When it is due, and why, day by day.
  package func deadline(_ calendars: Calendars) -> Deadline {
    rule.deadline(from: start, events: events, calendars: calendars)
  }
}
