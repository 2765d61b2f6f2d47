internal import Canvas
internal import Casework

/// Days as people say them on screen.
enum DayWords {
  private static let weekdays: [Message] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  private static func month(_ number: Int) -> String { Month.short[number - 1].text() }

  /// What ``brief(_:today:)`` takes at most: a day or a short year beside the longest name of a month.
  static var briefColumns: Int {
    Month.short.reduce(0) { max($0, CellWidth.of($1.text())) } + 3
  }

  /// `20 Nov`, with the year when it is not this one: `20 Nov 2025`.
  static func short(_ day: Day, today: Day) -> String {
    let (year, month, dayOfMonth) = day.parts
    let text = "\(dayOfMonth) \(Self.month(month))"
    return year == today.year ? text : "\(text) \(year)"
  }

  /// At most ``briefColumns`` columns: `20 Nov`; of another year `Nov'25`.
  static func brief(_ day: Day, today: Day) -> String {
    let (year, month, _) = day.parts
    guard year != today.year else { return short(day, today: today) }
    let digits = year % 100
    return "\(Self.month(month))'\(digits < 10 ? "0" : "")\(digits)"
  }

  /// `Fri 20 Nov 2026`.
  static func long(_ day: Day) -> String {
    let (year, month, dayOfMonth) = day.parts
    return "\(weekdays[day.weekday.rawValue].text()) \(dayOfMonth) \(Self.month(month)) \(year)"
  }

  /// `20 Nov 14:05`.
  static func moment(_ instant: Instant, today: Day) -> String {
    "\(short(instant.londonDay, today: today)) \(instant.londonTime)"
  }

  /// When a reply is due, at most eight columns wide: `LATE 3`, `today`, `2 wd`, `Sun`; units: working days.
  static func due(_ day: Day?, today: Day, calendar: WorkingCalendar) -> (text: Message, urgency: Urgency) {
    guard let day else { return ("", .none) }
    if day == today { return ("today", .soon) }
    // Over a year away, the working days are not worth counting.
    guard abs(day - today) < 400 else {
      return day < today ? ("LATE >1y", .late) : (">1y", .none)
    }
    let count = calendar.workingDays(from: today, to: day)
    if day < today { return ("LATE \(max(1, -count))", .late) }
    // At a weekend no working day lies between today and a day of rest.
    guard count > 0 else { return (weekdays[day.weekday.rawValue], .soon) }
    return ("\(count) wd", count <= 3 ? .soon : .none)
  }

  /// How pressing a day is; the words say the same.
  enum Urgency {
    case late, soon, none

    var role: Role {
      switch self {
      case .late: .late
      case .soon: .soon
      case .none: .text
      }
    }
  }
}
