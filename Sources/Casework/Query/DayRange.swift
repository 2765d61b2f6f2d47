/// A stretch of days as a person types it: `2026-01..2026-03`, `<3d`, `>5wd`, `2026`, `2026-Q3`, and every day that
/// ``DayReader`` reads.
package struct DayRange: Equatable, Sendable {
  /// Nil leaves this end open.
  package var first: Day?
  /// The last day that belongs to it; nil leaves this end open.
  package var last: Day?

  /// Nil when the text is no stretch of days.
  package init?(_ text: String, days: DayReader) {
    if let dots = text.firstRange(of: "..") {
      let (start, end) = (text[..<dots.lowerBound], text[dots.upperBound...])
      let first = Self.span(start, days)
      let last = Self.span(end, days)
      guard first != nil || start.isEmpty, last != nil || end.isEmpty, first != nil || last != nil else {
        return nil
      }
      (self.first, self.last) = (first?.lowerBound, last?.upperBound)
    } else if text.hasPrefix("<="), let span = Self.span(text.dropFirst(2), days) {
      self.last = span.upperBound
    } else if text.hasPrefix(">="), let span = Self.span(text.dropFirst(2), days) {
      self.first = span.lowerBound
    } else if text.hasPrefix("<"), let span = Self.span(text.dropFirst(), days) {
      self.last = span.lowerBound - 1
    } else if text.hasPrefix(">"), let span = Self.span(text.dropFirst(), days) {
      self.first = span.upperBound + 1
    } else if let span = Self.span(text[...], days) {
      (self.first, self.last) = (span.lowerBound, span.upperBound)
    } else {
      return nil
    }
  }

  /// A quarter of the calendar year: `2026-Q3`, `Q3` of this year, `this`, `last`, or a range of them. Nil for
  /// anything else.
  init?(quarter text: String, days: DayReader) {
    if let dots = text.firstRange(of: "..") {
      guard let first = Self.namedQuarter(text[..<dots.lowerBound], days),
        let last = Self.namedQuarter(text[dots.upperBound...], days)
      else { return nil }
      (self.first, self.last) = (first.lowerBound, last.upperBound)
    } else if let span = Self.namedQuarter(text[...], days) {
      (first, last) = (span.lowerBound, span.upperBound)
    } else {
      return nil
    }
  }

  private static func namedQuarter(_ text: Substring, _ days: DayReader) -> ClosedRange<Day>? {
    let today = days.today
    let number = (today.month + 2) / 3
    switch text.lowercased() {
    case "this": return quarter("\(today.year)-Q\(number)")
    case "last": return quarter(number == 1 ? "\(today.year - 1)-Q4" : "\(today.year)-Q\(number - 1)")
    default: return text.utf8.count == 2 ? quarter("\(today.year)-\(text)") : quarter(text)
    }
  }

  /// The days that a name, a date, a month, a year or a distance from today stands for.
  private static func span(_ text: Substring, _ days: DayReader) -> ClosedRange<Day>? {
    if let day = days.day(String(text)) { return day...day }
    return distance(text, days) ?? quarter(text) ?? month(text) ?? year(text)
  }

  /// `3d`, `2w`, `5wd`, `1m` from today: here the sign may be left out.
  private static func distance(_ text: Substring, _ days: DayReader) -> ClosedRange<Day>? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard (1...5).contains(digits.utf8.count), let count = Int(digits: digits.utf8),
      let day = days.day(count, text.dropFirst(digits.count))
    else { return nil }
    return day...day
  }

  /// `2026-Q3`: a quarter of the calendar year.
  private static func quarter(_ text: Substring) -> ClosedRange<Day>? {
    guard text.utf8.count == 7, text.dropFirst(4).lowercased().hasPrefix("-q"),
      let year = Int(text.prefix(4)),
      let number = text.last?.wholeNumberValue, (1...4).contains(number),
      let first = Day(year: year, month: 3 * number - 2, day: 1),
      let last = Day(
        year: year, month: 3 * number, day: Day.days(inMonth: 3 * number, of: year))
    else { return nil }
    return first...last
  }

  /// `2026-03`.
  private static func month(_ text: Substring) -> ClosedRange<Day>? {
    guard text.utf8.count == 7, let first = Day("\(text)-01"),
      let last = Day(
        year: first.year, month: first.month, day: Day.days(inMonth: first.month, of: first.year))
    else { return nil }
    return first...last
  }

  private static func year(_ text: Substring) -> ClosedRange<Day>? {
    guard text.utf8.count == 4, let first = Day("\(text)-01-01"), let last = Day("\(text)-12-31") else {
      return nil
    }
    return first...last
  }
}
