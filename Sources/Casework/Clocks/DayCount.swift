/// Counts the days of one clock, one after the other, and notes what each was.
///
/// Pauses: the days from the day of the pause, that day included, up to the day on which the clock is resumed, that
/// day not included, are not counted; so a date counted in days or months moves by the number of days between the
/// two. A pause that begins on the day of the event itself keeps the clock from starting: the day of resuming is then
/// the day of the event. Source: requirements A10.
struct DayCount {
  /// Why there is no date.
  enum Stop: Error {
    /// A pause without an end.
    case paused
    /// The holidays of the day are not known.
    case beyondCalendar
  }

  private let calendar: WorkingCalendar
  private let pauses: [ClockPause]
  /// The last day looked at.
  private(set) var day: Day
  private var number = 0
  /// Nil when nobody asked why, which is quicker.
  private(set) var steps: [DayStep]?

  init(from start: Day, pauses: [ClockPause], calendar: WorkingCalendar, noting: Bool) {
    self.day = start
    self.pauses = pauses
    self.calendar = calendar
    self.steps = noting ? [] : nil
  }

  /// Counts what the rule gives, then every extension, then moves the end to a working day if it has to be one.
  mutating func run(_ rule: ClockRule, extensions: [TimeSpan]) throws(Stop) {
    try skipPauses()
    let spans = Self.joined([rule.span] + extensions)
    if rule.dayOne == .eventDay, rule.span.unit != .months {
      day = day - 1
    } else {
      note(.start)
    }
    for span in spans { try count(span.count, span.unit) }
    if rule.movesToWorkingDay { try moveToWorkingDay() }
  }

  /// One month and two further months are three from the start: 31 January, then 30 April and not 28 April.
  private static func joined(_ spans: [TimeSpan]) -> [(count: Int, unit: ClockUnit)] {
    var result: [(count: Int, unit: ClockUnit)] = []
    for span in spans {
      if let last = result.last, last.unit == span.unit {
        result[result.count - 1].count += span.count
      } else {
        result.append((span.count, span.unit))
      }
    }
    return result
  }

  private mutating func count(_ count: Int, _ unit: ClockUnit) throws(Stop) {
    // The months are known by their days, so that a pause in them moves their end by its own.
    var left = unit == .months ? day.adding(months: count) - day : count
    while left > 0 {
      try advance()
      if unit == .workingDays, let rest = try rest() {
        note(rest)
        continue
      }
      left -= 1
      number += 1
      note(.counted(number))
    }
  }

  private mutating func moveToWorkingDay() throws(Stop) {
    let end = day
    while let rest = try rest() {
      note(rest)
      try advance()
    }
    if day != end { note(.moved) }
  }

  /// Why nobody works on the day; nil when it is a working day.
  private func rest() throws(Stop) -> DayStep.What? {
    guard day <= calendar.lastDay else { throw .beyondCalendar }
    guard !calendar.isWorkingDay(day) else { return nil }
    return calendar.holidays[day].map(DayStep.What.holiday) ?? .weekend
  }

  private mutating func advance() throws(Stop) {
    day = day + 1
    try skipPauses()
  }

  private mutating func skipPauses() throws(Stop) {
    while let pause = pauses.first(where: { $0.contains(day) }) {
      note(.paused(pause))
      guard let end = pause.end else { throw .paused }
      day = end
    }
  }

  private mutating func note(_ what: DayStep.What) {
    steps?.append(DayStep(day: day, what: what))
  }
}
