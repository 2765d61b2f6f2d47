/// A quarter of a calendar year: `2026-Q3`.
package struct Quarter: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Quarters since the first of the year 0.
  package let number: Int

  package init(number: Int) {
    self.number = number
  }

  /// The quarter in which a day lies.
  package init(_ day: Day) {
    self.init(year: day.year, quarter: (day.month + 2) / 3)
  }

  package init(year: Int, quarter: Int) {
    number = year * 4 + quarter - 1
  }

  /// Nil when the text is not such as `2026-Q3`.
  package init?(_ text: String) {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[1].first == "Q",
      let year = Int(digits: parts[0].utf8), let quarter = Int(digits: parts[1].utf8.dropFirst()),
      (1...4).contains(quarter)
    else { return nil }
    self.init(year: year, quarter: quarter)
  }

  package var year: Int { number / 4 }
  /// 1 to 4.
  package var quarter: Int { number % 4 + 1 }

  package var first: Day { Day(year: year, month: quarter * 3 - 2, day: 1) ?? Day(number: 0) }
  package var last: Day { Quarter(number: number + 1).first - 1 }

  /// As it is typed after `received:`.
  package var description: String { "\(year)-Q\(quarter)" }

  /// For a narrow heading: `Q3 26`.
  package var short: String { "Q\(quarter) \(year % 100 < 10 ? "0" : "")\(year % 100)" }

  package static func < (one: Quarter, other: Quarter) -> Bool { one.number < other.number }
}
