internal import Casework

/// The working days of the year that is told.
struct DemoCalendar: Sendable {
  let today: Day
  let calendar: WorkingCalendar
  /// Without today: in the morning of that day nobody has begun yet.
  let workingDays: [Day]

  init(today: Day, calendar: WorkingCalendar) {
    self.today = today
    self.calendar = calendar
    self.workingDays = (1...364).reversed().map { today - $0 }.filter(calendar.isWorkingDay)
  }

  var firstDay: Day { today - 364 }

  /// The position of the first working day after `day`; the count when there is none before today.
  func position(after day: Day) -> Int {
    workingDays.firstIndex { $0 > day } ?? workingDays.count
  }
}
