/// How often something is owed.
package enum Cadence: String, Sendable, CaseIterable, FieldValue {
  case month, quarter
  case halfYear = "half-year"
  case year

  var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .halfYear: 6
    case .year: 12
    }
  }
}

/// Where a year of reporting starts. The quarters are cut alike in both; their numbers differ.
package enum ReportingYear: String, Sendable, CaseIterable, FieldValue {
  /// In January.
  case calendar
  /// In April, as the office's money and its annual report do.
  case financial

  /// Months from January to its first month.
  var shift: Int { self == .financial ? 3 : 0 }
}

/// A month, quarter, half-year or year in which something is owed.
package struct CoveragePeriod: Sendable, Hashable {
  package let cadence: Cadence
  /// `Q4 2026`, `Q3 2026/27`, `H2 2026`, `Nov 2026`, `2026/27`.
  package let name: String
  package let first: Day
  /// The last day that belongs to it.
  package let last: Day

  /// The period in which `day` lies.
  package init(_ cadence: Cadence, containing day: Day, year: ReportingYear) {
    let (calendarYear, month, _) = day.parts
    let shifted = calendarYear * 12 + month - 1 - year.shift
    let start = shifted - (shifted % 12) % cadence.months
    self.cadence = cadence
    self.first = Self.firstDay(ofMonth: start + year.shift)
    self.last = Self.firstDay(ofMonth: start + year.shift + cadence.months) - 1
    self.name = Self.name(cadence, month: start, year: year)
  }

  private init(_ period: CoveragePeriod, within days: ClosedRange<Day>) {
    cadence = period.cadence
    name = period.name
    first = max(period.first, days.lowerBound)
    last = min(period.last, days.upperBound)
  }

  /// The periods that `days` touches, in order. The outer two end where `days` ends.
  package static func all(
    _ cadence: Cadence, in days: ClosedRange<Day>, year: ReportingYear
  ) -> [CoveragePeriod] {
    var result: [CoveragePeriod] = []
    var day = days.lowerBound
    while day <= days.upperBound {
      let period = CoveragePeriod(cadence, containing: day, year: year)
      result.append(CoveragePeriod(period, within: days))
      day = period.last + 1
    }
    return result
  }

  package func contains(_ day: Day) -> Bool { first <= day && day <= last }

  /// Months are counted from January of year 0.
  private static func firstDay(ofMonth month: Int) -> Day {
    Day(year: month / 12, month: month % 12 + 1, day: 1) ?? Day(number: 0)
  }

  /// - Parameter month: counted from the first month of the reporting year 0.
  private static func name(_ cadence: Cadence, month: Int, year: ReportingYear) -> String {
    let number = month / 12
    let yearName = year == .financial ? "\(number)/\(padded((number + 1) % 100, to: 2))" : "\(number)"
    switch cadence {
    case .year: return yearName
    case .halfYear: return "H\(month % 12 / 6 + 1) \(yearName)"
    case .quarter: return "Q\(month % 12 / 3 + 1) \(yearName)"
    case .month:
      let first = firstDay(ofMonth: month + year.shift)
      return "\(Month.short[first.month - 1].text(in: .english)) \(first.year)"
    }
  }
}
