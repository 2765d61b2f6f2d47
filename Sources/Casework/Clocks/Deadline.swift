/// When something is due, and why.
package struct Deadline: Sendable, Equatable {
  package let rule: ClockRule
  /// The day of the event that started the clock.
  package let start: Day
  /// Nil while paused without end, and beyond the loaded calendar.
  package let due: Day?
  /// The first day of the pause that has no end yet.
  package let pausedSince: Day?
  /// The day on which what was due was done.
  package let met: Day?
  /// Why the date is missing or cannot be relied on: the calendar does not hold the years it needs.
  package let problem: Message?
  /// In the order of the days, the day of the event first; each day counted or skipped, a pause in one step.
  package let steps: [DayStep]

  package var isPaused: Bool { pausedSince != nil }

  /// Whether it was not done in time. A paused clock is frozen: it is late only if it was when it was paused.
  package func isOverdue(on today: Day) -> Bool {
    guard let due else { return false }
    return due < (met ?? pausedSince ?? today)
  }
}

/// One day of a clock.
package struct DayStep: Sendable, Equatable {
  package let day: Day
  package let what: What

  package init(day: Day, what: What) {
    self.day = day
    self.what = what
  }

  package enum What: Sendable, Equatable {
    /// The day of the event, where that is not counted.
    case start
    case counted(Int)
    case weekend
    /// With its name.
    case holiday(String)
    /// This day and all those up to the end of the pause.
    case paused(ClockPause)
    /// More time was given on this day.
    case extended(ClockExtension)
    /// The next working day after an end that was none.
    case moved
  }
}

extension ClockRule {
  /// When it is due, and why.
  ///
  /// - Parameters:
  ///   - start: the day of the event, which may be a weekend or a holiday (requirements A3).
  ///   - events: of all the record's clocks, sorted by day; those of other clocks, and from before the start, do
  ///     not count.
  package func deadline(from start: Day, events: [ClockEvent] = [], calendars: Calendars) -> Deadline {
    let history = ClockHistory(of: name, since: start, events: events)
    let calendar = calendars[calendar]
    var count = DayCount(from: start, pauses: history.pauses, calendar: calendar, noting: true)
    var due: Day?
    var problem: Message?
    do throws(DayCount.Stop) {
      try count.run(self, extensions: history.extensions.map(\.given.span))
      due = count.day
      problem = needsCalendar(history) && start < calendar.firstDay ? Self.tooEarly(calendar) : nil
    } catch {
      problem = error == .beyondCalendar ? Self.tooLate(calendar) : nil
    }
    return Deadline(
      rule: self, start: start, due: due, pausedSince: history.openPause?.start, met: history.met,
      problem: problem, steps: history.extensions.reduce(into: count.steps ?? []) { $0.insert($1) })
  }

  /// When it is due, without why: quick enough for an import of many letters.
  ///
  /// Nil while paused without end, and beyond the loaded calendar. A date from before the loaded calendar leaves the
  /// weekends out only: it is long past, and good enough to say so.
  package func due(from start: Day, events: [ClockEvent] = [], calendars: Calendars) -> Day? {
    let history = ClockHistory(of: name, since: start, events: events)
    var count = DayCount(
      from: start, pauses: history.pauses, calendar: calendars[calendar], noting: false)
    do throws(DayCount.Stop) {
      try count.run(self, extensions: history.extensions.map(\.given.span))
    } catch {
      return nil
    }
    return count.day
  }

  private func needsCalendar(_ history: ClockHistory) -> Bool {
    movesToWorkingDay || span.unit == .workingDays
      || history.extensions.contains { $0.given.span.unit == .workingDays }
  }

  // Source: requirements A6.
  private static func tooEarly(_ calendar: WorkingCalendar) -> Message {
    "Calendar not loaded: the bank holidays before \(calendar.firstDay) are not known: count this date by hand."
  }

  private static func tooLate(_ calendar: WorkingCalendar) -> Message {
    """
    Calendar not loaded: the bank holidays after \(calendar.lastDay) are not known; \
    replace calendars/bank-holidays.json by the newer file from gov.uk.
    """
  }
}

extension [DayStep] {
  /// Puts an extension before the first day after it.
  fileprivate mutating func insert(_ extended: (on: Day, given: ClockExtension)) {
    let position = firstIndex { $0.day > extended.on } ?? endIndex
    insert(DayStep(day: extended.on, what: .extended(extended.given)), at: position)
  }
}

// MARK: - In words and as data

extension DayStep {
  /// What the day was, such as `day 3` or `holiday: Good Friday`.
  package var words: Message {
    switch what {
    case .start: "the day of the event, not counted"
    case .counted(let number): "day \(number)"
    case .weekend: "weekend"
    case .holiday(let name): "holiday: \(name)"
    case .paused(let pause): Self.words(of: pause)
    case .extended(let given):
      "extended by \(given.span.label), allowed by \(given.authoriser): \(given.reason)"
    case .moved: "the next working day"
    }
  }

  private static func words(of pause: ClockPause) -> Message {
    let why: Message =
      pause.reason.isBlank ? pause.category.label : "\(pause.category.label) (\(pause.reason))"
    guard let end = pause.end else { return "paused: \(why)" }
    return "paused until \(end): \(why)"
  }

  /// `{"day":…,"what":"counted","number":3}`, with the members that its kind has.
  package var json: JSON {
    .object(members.merging(["day": day.json]) { $1 })
  }

  private var members: [String: JSON] {
    switch what {
    case .start: ["what": "start"]
    case .counted(let number): ["what": "counted", "number": .integer(number)]
    case .weekend: ["what": "weekend"]
    case .holiday(let name): ["what": "holiday", "name": .string(name)]
    case .paused(let pause):
      [
        "what": "paused", "category": pause.category.json, "reason": .string(pause.reason),
        "until": pause.end?.json ?? .null,
      ]
    case .extended(let given):
      [
        "what": "extended", "count": .integer(given.span.count), "unit": .string(given.span.unit.rawValue),
        "authoriser": .string(given.authoriser), "reason": .string(given.reason),
      ]
    case .moved: ["what": "moved"]
    }
  }
}
