/// The days on which an office works: not at weekends and not on bank holidays.
///
/// Bank holidays are data, for they move and are added by proclamation (Banking and Financial Dealings Act 1971
/// s.1); a date beyond the loaded years cannot be computed and is nil.
package struct WorkingCalendar: Sendable, Equatable {
  /// By day, with the holiday's name.
  package let holidays: Holidays
  /// The first day for which holidays are known: the start of the first loaded year.
  package let firstDay: Day
  /// The last day for which holidays are known: the end of the last loaded year.
  package let lastDay: Day

  package init(holidays: [Day: String]) {
    self.init(names: holidays.sorted { $0.key < $1.key }.map { ($0.key.number, $0.value) })
  }

  /// - Parameter names: of the numbers of days, in their order.
  private init(names: [(day: Int, name: String)]) {
    holidays = Holidays(days: names.map(\.day), names: names.map(\.name))
    let firstYear = names.first.map { Day(number: $0.day).year } ?? 1970
    let lastYear = names.last.map { Day(number: $0.day).year } ?? 1970
    self.firstDay = Day(year: firstYear, month: 1, day: 1) ?? Day(number: 0)
    self.lastDay = Day(year: lastYear, month: 12, day: 31) ?? Day(number: 0)
  }

  /// Reads the gov.uk file of bank holidays.
  ///
  /// - Parameter divisions: `england-and-wales`, `scotland`, `northern-ireland`; a holiday in any of them counts.
  /// Where only some of them keep a holiday, its name says which: it explains why it counts.
  /// Returns nil when the file lacks one of them. Source: requirements A2, A4, A5, A7.
  package init?(_ file: HolidayFile, divisions: [String]) {
    var kept: [(day: Int, place: Int, name: String)] = []
    for (place, division) in divisions.enumerated() {
      guard let found = file.divisions.first(where: { $0.name == division }) else { return nil }
      kept += found.holidays.map { ($0.day.number, place, $0.name) }
    }
    kept.sort { ($0.day, $0.place) < ($1.day, $1.place) }
    var names: [(day: Int, name: String)] = []
    var position = 0
    while position < kept.count {
      // The first division in which it is a holiday names it; a day listed twice is kept once.
      let holiday = kept[position]
      var keepers: [Int] = []
      while position < kept.count, kept[position].day == holiday.day {
        if keepers.last != kept[position].place { keepers.append(kept[position].place) }
        position += 1
      }
      let isShared = keepers.count == divisions.count
      names.append(
        (holiday.day, isShared ? holiday.name : "\(holiday.name) (\(Self.labels(of: keepers, divisions)))"))
    }
    self.init(names: names)
  }

  private static func labels(of places: [Int], _ divisions: [String]) -> String {
    var labels = ""
    for place in places {
      if !labels.isEmpty { labels += "; " }
      labels += label(of: divisions[place])
    }
    return labels
  }

  private static func label(of division: String) -> String {
    switch division {
    case "england-and-wales": "England and Wales"
    case "scotland": "Scotland"
    case "northern-ireland": "Northern Ireland"
    default: division
    }
  }

  package func isWorkingDay(_ day: Day) -> Bool {
    day.weekday != .saturday && day.weekday != .sunday && holidays[day] == nil
  }

  /// The day that many working days after `day`, which is day 0 whether it is a working day or not.
  ///
  /// Nil when the answer lies beyond the loaded years (requirements A6).
  package func day(addingWorkingDays count: Int, to day: Day) -> Day? {
    var result = day
    var left = count
    while left > 0 {
      result = result + 1
      guard result <= lastDay else { return nil }
      if isWorkingDay(result) { left -= 1 }
    }
    return result
  }

  /// How many working days lie after `start` up to and with `end`; negative when `end` is earlier.
  package func workingDays(from start: Day, to end: Day) -> Int {
    guard start <= end else { return -workingDays(from: end, to: start) }
    guard start < end else { return 0 }
    return ((start.number + 1)...end.number).reduce(0) { $0 + (isWorkingDay(Day(number: $1)) ? 1 : 0) }
  }
}
