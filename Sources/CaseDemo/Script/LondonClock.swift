internal import Casework

/// Moments by the clock on the wall in London.
enum LondonClock {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// - Parameter minute: since midnight. The clocks change at one in the night: times after two are certain.
  static func instant(_ day: Day, minute: Int, second: Int = 0) -> Instant {
    let asUTC = Instant(day: day, secondsUTC: minute * 60 + second)
    return isSummer(day) ? asUTC.adding(seconds: -3600) : asUTC
  }

  private static func isSummer(_ day: Day) -> Bool {
    Instant(day: day, secondsUTC: 12 * 3600).londonTime == "13:00"
  }

  /// `Fri, 20 Nov 2026 09:14:05 +0000`. Source: RFC 5322 section 3.3.
  static func mailDate(_ instant: Instant) -> String {
    let (day, time) = (instant.londonDay, instant.londonTime)
    let second = instant.milliseconds / 1000 % 60
    let weekday = weekdays[day.weekday.rawValue]
    let month = months[day.month - 1]
    let zone = isSummer(day) ? "+0100" : "+0000"
    return
      "\(weekday), \(day.dayOfMonth) \(month) \(day.year) \(time):\(second < 10 ? "0" : "")\(second) \(zone)"
  }
}
