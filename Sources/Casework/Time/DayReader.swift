/// Reads days as people type them: in a form, on the command line, in a query, in a line that is logged.
///
/// Understood, in any case of letters: `today`, `yesterday`, `tomorrow`; `+10d`, `-2w`, `+1m`, `+5wd`; `fri` for the
/// next Friday after today, `last fri` for the one before it; `20/11/2026`, `20/11/26`, `20/11`, day first;
/// `20 Nov 2026`, `20 Nov`; `2026-11-20`. What has no year is of the year that brings it nearest. Where another
/// language is spoken, its words are understood beside the English ones: see ``DayVocabulary``.
package struct DayReader: Sendable, Equatable {
  /// The day in London from which is counted.
  package let today: Day
  /// The office's working days; without it `+5wd` is not understood.
  package let calendar: WorkingCalendar?
  /// Whether a date without a year is today or to come, as after `by`.
  let isAhead: Bool
  /// In which words days are named.
  let words: [DayVocabulary]

  /// Days are named in English and in the language that is spoken.
  package init(today: Day, calendar: WorkingCalendar? = nil, isAhead: Bool = false) {
    self.init(today: today, calendar: calendar, isAhead: isAhead, words: DayVocabulary.spoken)
  }

  init(today: Day, calendar: WorkingCalendar?, isAhead: Bool, words: [DayVocabulary]) {
    self.today = today
    self.calendar = calendar
    self.isAhead = isAhead
    self.words = words
  }

  /// With the calendar by which an office in England or Wales works.
  package init(today: Day, rulebook: Rulebook) {
    self.init(today: today, calendar: rulebook.calendars.englandAndWales)
  }

  /// What to type instead of what is no day.
  package static let expectation: Message = "a day such as 27/11/2026 or +5wd"

  /// Nil for what is no day.
  package func day(_ typed: String) -> Day? {
    let words = typed.lowercased().split(whereSeparator: \.isWhitespace)
    guard let first = words.first else { return nil }
    return switch words.count {
    case 1: oneWord(first)
    case 2: weekday(words) ?? dated(first, month: month(words[1]), year: nil)
    case 3: weekday(words) ?? dated(first, month: month(words[1]), year: words[2])
    default: nil
    }
  }

  private func oneWord(_ word: Substring) -> Day? {
    if words.contains(where: { $0.today.contains { $0 == word } }) { return today }
    if words.contains(where: { $0.tomorrow.contains { $0 == word } }) { return today + 1 }
    if words.contains(where: { $0.yesterday.contains { $0 == word } }) { return today - 1 }
    return distance(word) ?? next(weekday: word) ?? slashed(word) ?? Day(word)
  }

  /// `last fri`, `gwener diwethaf`, `dydd gwener`, `dydd gwener diwethaf`.
  private func weekday(_ typed: [Substring]) -> Day? {
    for language in words {
      var rest = typed[...]
      if let first = language.beforeWeekday, rest.first.map({ $0 == first }) ?? false { rest.removeFirst() }
      if rest.count == 1, rest.count < typed.count { return next(weekday: rest[rest.startIndex]) }
      guard rest.count == 2,
        let mark = rest.firstIndex(where: { word in language.last.contains { $0 == word } })
      else { continue }
      rest.remove(at: mark)
      if let found = rest.first.flatMap(language.weekday) { return last(weekday: found) }
    }
    return nil
  }

  // MARK: - From today

  /// `+10d`, `-2w`, `+1m`, `+5wd`: with its sign, for `10d` alone may be anything.
  private func distance(_ word: Substring) -> Day? {
    guard let sign = word.first, sign == "+" || sign == "-" else { return nil }
    let rest = word.dropFirst()
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard let count = Self.number(digits, digits: 1...5) else { return nil }
    return day(sign == "-" ? -count : count, rest.dropFirst(digits.count))
  }

  /// So many days, weeks, months or working days from today; nil beyond a hundred years, and for working days beyond
  /// the years whose holidays are known.
  func day(_ count: Int, _ unit: Substring) -> Day? {
    let isNear: (Int) -> Bool = { abs(count) <= 36_525 / $0 }
    return switch unit {
    case "d" where isNear(1): today + count
    case "w" where isNear(7): today + count * 7
    case "m" where isNear(31): today.adding(months: count)
    case _ where isNear(1) && words.contains { $0.workingDays == unit }:
      calendar?.day(movingWorkingDays: count, from: today)
    default: nil
    }
  }

  private func next(weekday word: Substring) -> Day? {
    let found = words.lazy.compactMap { $0.weekday(word) }.first
    return found.map { today + (($0 - today.weekday.rawValue + 6) % 7 + 1) }
  }

  private func last(weekday: Int) -> Day { today - ((today.weekday.rawValue - weekday + 6) % 7 + 1) }

  private func month(_ word: Substring) -> Int? { words.lazy.compactMap { $0.month(word) }.first }

  // MARK: - Dates

  /// `20/11/2026`, `20/11/26`, `20/11`: day first.
  private func slashed(_ word: Substring) -> Day? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let month = Self.number(parts[1], digits: 1...2) else { return nil }
    return dated(parts[0], month: month, year: parts.count == 3 ? parts[2] : nil)
  }

  private func dated(_ day: Substring, month: Int?, year: Substring?) -> Day? {
    guard let day = Self.number(day, digits: 1...2), let month else { return nil }
    guard let year else { return dated(day, month: month) }
    if year.utf8.count == 2, let short = Self.number(year, digits: 2...2) {
      let century = today.year / 100 * 100
      let years = [century - 100, century, century + 100].map { $0 + short }
      return nearest(years.compactMap { Day(year: $0, month: month, day: day) })
    }
    guard let year = Self.number(year, digits: 4...4), year >= 1000 else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// The 29th of February may be eight years off.
  private func dated(_ day: Int, month: Int) -> Day? {
    let days = ((today.year - 8)...(today.year + 8)).compactMap { Day(year: $0, month: month, day: day) }
    return isAhead ? days.first { $0 >= today } : nearest(days)
  }

  /// Of two that are as near, the one to come.
  private func nearest(_ days: [Day]) -> Day? {
    days.reversed().min { abs($0 - today) < abs($1 - today) }
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    digits.contains(text.utf8.count) ? Int(digits: text.utf8) : nil
  }
}

extension WorkingCalendar {
  /// The day that many working days after `day`, or before it when the number is negative.
  ///
  /// Nil when the answer lies beyond the loaded years (requirements A6).
  package func day(movingWorkingDays count: Int, from day: Day) -> Day? {
    guard count < 0 else { return self.day(addingWorkingDays: count, to: day) }
    var result = day
    var left = -count
    while left > 0 {
      result = result - 1
      guard result >= firstDay else { return nil }
      if isWorkingDay(result) { left -= 1 }
    }
    return result
  }
}

extension Day {
  /// `Friday 27 November 2026`: what a person sees of a day that was typed in another way.
  package var full: Message {
    let (year, month, day) = parts
    return "\(weekday.label) \(day) \(Month.label(month)) \(year)"
  }
}
