/// The days on which an office works: not at weekends and not on bank holidays.
///
/// Bank holidays are data, for they move and are added by proclamation (Banking and Financial Dealings Act 1971
/// s.1); a date beyond the loaded years cannot be computed and is nil.
package struct WorkingCalendar: Sendable, Equatable {
  /// By day, with the holiday's name.
  package let holidays: [Day: String]
  /// The first day for which holidays are known: the start of the first loaded year.
  package let firstDay: Day
  /// The last day for which holidays are known: the end of the last loaded year.
  package let lastDay: Day

  package init(holidays: [Day: String]) {
    self.holidays = holidays
    let firstYear = holidays.keys.min()?.year ?? 1970
    let lastYear = holidays.keys.max()?.year ?? 1970
    self.firstDay = Day(year: firstYear, month: 1, day: 1) ?? Day(number: 0)
    self.lastDay = Day(year: lastYear, month: 12, day: 31) ?? Day(number: 0)
  }

  /// Reads the gov.uk file of bank holidays.
  ///
  /// - Parameter divisions: `england-and-wales`, `scotland`, `northern-ireland`; a holiday in any of them counts.
  /// Where only some of them keep a holiday, its name says which: it explains why it counts.
  /// Returns nil when the text is not that file. Source: requirements A2, A4, A5, A7.
  package init?(govUK json: JSON, divisions: [String]) {
    var names: [Day: String] = [:]
    var keepers: [Day: [String]] = [:]
    for division in divisions {
      guard let events = json[division]?["events"]?.array else { return nil }
      for event in events {
        guard let day = event["date"].flatMap(Day.init(json:)) else { return nil }
        // The first division in which it is a holiday names it; a day listed twice is kept once.
        if names[day] == nil { names[day] = Self.name(of: event) }
        if keepers[day]?.last != division { keepers[day, default: []].append(division) }
      }
    }
    for (day, kept) in keepers where kept.count < divisions.count {
      names[day]? += " (\(kept.map(Self.label).joined(separator: "; ")))"
    }
    self.init(holidays: names)
  }

  /// The title, with the file's note that it is a substitute day or an extra one.
  private static func name(of event: JSON) -> String {
    let note = event["notes"]?.string ?? ""
    let title = event["title"]?.string ?? ""
    return note.isEmpty ? title : "\(title), \(note.lowercased())"
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
