/// The months of which a report gives totals: a year `2026`, a quarter `2026-Q3` or a month `2026-07`.
package struct ReportPeriod: Sendable, Equatable, CustomStringConvertible {
  package let first: Day
  /// With this day.
  package let last: Day
  /// As it was written.
  package let description: String

  /// Nil for any other text. Quarters are those of the calendar.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count == 4, let year = Int(digits: parts[0].utf8) else {
      return nil
    }
    guard let months = parts.count == 1 ? 1...12 : Self.months(parts[1]),
      let first = Day(year: year, month: months.lowerBound, day: 1),
      let lastMonth = Day(year: year, month: months.upperBound, day: 1)
    else { return nil }
    self.first = first
    self.last = lastMonth + (Day.days(inMonth: months.upperBound, of: year) - 1)
    self.description = text
  }

  private static func months(_ text: Substring) -> ClosedRange<Int>? {
    if text.first == "Q" {
      guard text.utf8.count == 2, let quarter = Int(digits: text.dropFirst().utf8), (1...4).contains(quarter)
      else { return nil }
      return (quarter * 3 - 2)...(quarter * 3)
    }
    guard text.utf8.count == 2, let month = Int(digits: text.utf8), (1...12).contains(month) else {
      return nil
    }
    return month...month
  }

  /// For a query: `2026-07-01..2026-09-30`.
  package var range: FieldCondition { .days(from: first, to: last) }
}
