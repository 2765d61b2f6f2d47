/// In what a clock counts.
package enum ClockUnit: String, Sendable, CaseIterable {
  /// Not weekends, not bank holidays.
  case workingDays = "working-days"
  /// Every day of the calendar.
  case days
  /// To the same date of a later month.
  case months
}

/// How long a clock runs, such as 20 working days.
package struct TimeSpan: Sendable, Equatable {
  /// 1 to 1000.
  package let count: Int
  package let unit: ClockUnit

  /// Nil when the count is out of range: nothing in this trade takes longer, and a slip is not counted for minutes.
  package init?(_ count: Int, _ unit: ClockUnit) {
    guard (1...1000).contains(count) else { return nil }
    self.count = count
    self.unit = unit
  }

  /// `20 working days`.
  package var label: Message {
    switch unit {
    case .workingDays: .counted(count, one: "1 working day", other: "\(count) working days")
    case .days: .counted(count, one: "1 day", other: "\(count) days")
    case .months: .counted(count, one: "1 month", other: "\(count) months")
    }
  }
}

extension TimeSpan {
  /// Reads the members `count` and `unit`; nil when one is missing or out of range.
  init?(members json: JSON) {
    guard let count = json["count"]?.integer,
      let unit = json["unit"]?.string.flatMap(ClockUnit.init(rawValue:))
    else { return nil }
    self.init(count, unit)
  }

  var members: [String: JSON] {
    ["count": .integer(count), "unit": .string(unit.rawValue)]
  }
}
