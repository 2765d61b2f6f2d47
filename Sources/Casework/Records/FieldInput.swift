extension FieldDescription {
  /// What a person typed as a value of this field; null when nothing was typed, which takes the value away.
  ///
  /// Days may be typed as ``Day/init(typed:today:)`` reads them.
  /// Throws: ``RuleRefusal/valueNotUnderstood(_:field:expected:)``.
  package func value(typed text: String, today: Day) throws(RuleRefusal) -> JSON {
    guard !text.isBlank else { return .null }
    switch type {
    case .text, .longText, .account, .team, .place: return .string(text)
    case .record: return .string(text.filter { !$0.isWhitespace })
    case .number:
      guard let number = Int(text), number >= 0 else { throw refusal(text, "a whole number") }
      return .integer(number)
    case .themes, .places:
      let names = text.split(separator: ",").map { String($0).filter { !$0.isWhitespace } }
      return .array(names.filter { !$0.isEmpty }.map(JSON.string))
    case .day:
      guard let day = Day(typed: text, today: today) else {
        throw refusal(text, "a day, such as 2026-11-20, 20/11/2026 or today")
      }
      return day.json
    case .instant:
      guard let instant = Instant(text) else { throw refusal(text, "a moment, such as 2026-11-20T20:37:00Z") }
      return instant.json
    case .flag:
      guard let value = ["yes": true, "no": false][text.lowercased()] else {
        throw refusal(text, "yes or no")
      }
      return .bool(value)
    case .choice(let choices):
      guard choices.contains(where: { $0.name == text }) else {
        throw refusal(text, "one of \(choices.map(\.name).joined(separator: ", "))")
      }
      return .string(text)
    case .list: throw .fieldIsDerived(name)
    }
  }

  private func refusal(_ text: String, _ expected: Message) -> RuleRefusal {
    .valueNotUnderstood(text, field: name, expected: expected)
  }
}

extension Day {
  /// A day as people type it, in any case of letters; nil for anything else.
  ///
  /// `2026-11-20`; `20/11/2026`, day first; `today`, `tomorrow`, `yesterday`; `+5d`, `+2w`; a weekday, at least its
  /// first three letters, for the next one after today; `11 Dec 2026`; `11 Dec` for the next one, today included.
  package init?(typed text: String, today: Day) {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace)
    guard let first = words.first else { return nil }
    let day: Day? =
      switch words.count {
      case 1:
        Self.relative(first, today: today) ?? Self.next(weekday: first, after: today)
          ?? Self.slashed(first) ?? Day(first)
      case 2: Self.next(first, words[1], from: today)
      case 3: Self.written(first, words[1], words[2])
      default: nil
      }
    guard let day else { return nil }
    self = day
  }

  /// `today`, `+5d`, `+2w`; at most a hundred years.
  private static func relative(_ word: Substring, today: Day) -> Day? {
    switch word {
    case "today": return today
    case "tomorrow": return today + 1
    case "yesterday": return today - 1
    default: break
    }
    guard word.first == "+", let unit = word.last, let length = ["d": 1, "w": 7][unit],
      let count = number(word.dropFirst().dropLast(), digits: 1...5), count * length <= 36_525
    else { return nil }
    return today + count * length
  }

  private static func next(weekday word: Substring, after today: Day) -> Day? {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    guard word.utf8.count >= 3, let position = names.firstIndex(where: { $0.hasPrefix(word) }) else {
      return nil
    }
    return today + ((position - today.weekday.rawValue + 6) % 7 + 1)
  }

  private static func slashed(_ word: Substring) -> Day? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let day = number(parts[0], digits: 1...2),
      let month = number(parts[1], digits: 1...2),
      let year = number(parts[2], digits: 4...4), year >= 1000
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// `11 dec 2026`.
  private static func written(_ day: Substring, _ month: Substring, _ year: Substring) -> Day? {
    guard let day = number(day, digits: 1...2), let month = self.month(month),
      let year = number(year, digits: 4...4), year >= 1000
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// `11 dec`: of this year or the next; the 29th of February may be eight years off.
  private static func next(_ day: Substring, _ month: Substring, from today: Day) -> Day? {
    guard let day = number(day, digits: 1...2), let month = self.month(month) else { return nil }
    let year = today.year
    return (year...(year + 8)).lazy.compactMap { Day(year: $0, month: month, day: day) }.first { $0 >= today }
  }

  private static func month(_ word: Substring) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return Month.names.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    digits.contains(text.utf8.count) ? Int(digits: text.utf8) : nil
  }
}
