internal import Casework

/// Tells what one person of the office does in a pane through the year: events in office hours of working days.
struct Tale {
  private(set) var events: [DemoEvent] = []
  var random: DemoRandom
  let calendar: DemoCalendar
  let words: DemoText
  private let actor: String
  /// The minute that has been reached on each day.
  private var minutes: [Day: Int] = [:]

  init(actor: String, part: Int, words: DemoText, calendar: DemoCalendar) {
    self.actor = actor
    self.words = words
    self.calendar = calendar
    random = DemoRandom(part: part, of: 0x7A1E)
  }

  /// The first working day from `day` on; nil when it is not over yet.
  func workingDay(from day: Day) -> Day? {
    calendar.workingDays.first { $0 >= day }
  }

  /// So many working days back: 1 is the one before today.
  func daysAgo(_ count: Int) -> Day {
    calendar.workingDays[max(0, calendar.workingDays.count - count)]
  }

  /// A line under a heading; empty when there is none.
  mutating func line(_ heading: String) -> String { random.line(of: words[heading]) }

  /// Makes a record under a marker.
  mutating func make(
    _ kind: KindName, _ marker: String, _ values: [String: JSON], on day: Day, by other: String? = nil
  ) {
    add(.new(kind, marker: marker, values: values, text: ""), on: day, by: other)
  }

  /// Does one of the acts of the record's kind.
  ///
  /// - Parameter makes: the marker of the record that the act makes, if it makes one.
  mutating func act(
    _ name: String, on marker: String, _ said: [String: JSON] = [:], makes: String? = nil, on day: Day,
    by other: String? = nil
  ) {
    add(.act(on: marker, .act(name, said), reason: nil, makes: makes), on: day, by: other)
  }

  mutating func move(_ marker: String, to stage: String, reason: String? = nil, on day: Day) {
    add(.act(on: marker, .move(to: stage), reason: reason, makes: nil), on: day, by: nil)
  }

  mutating func set(_ marker: String, _ values: [String: JSON], on day: Day) {
    add(.act(on: marker, .set(values), reason: nil, makes: nil), on: day, by: nil)
  }

  mutating func add(_ what: DemoEvent.What, on day: Day, by other: String? = nil) {
    // Each day goes on where it stood, so that what follows from another thing comes after it.
    let minute = (minutes[day] ?? 9 * 60) + 1
    minutes[day] = minute
    let at = LondonClock.instant(day, minute: min(minute, 17 * 60), second: min(59, max(0, minute - 17 * 60)))
    events.append(DemoEvent(at: at, actor: other ?? actor, what: what))
  }
}
