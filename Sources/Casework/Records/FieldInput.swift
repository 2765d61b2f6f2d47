extension FieldDescription {
  /// What a person typed as a value of this field; null when nothing was typed, which takes the value away.
  ///
  /// Days may be typed `2026-11-20`, `20/11/2026` (day first), `today`, `tomorrow` or `+5d`.
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
  /// A day as people type it: ISO, day first with slashes, or relative to today; nil for anything else.
  package init?(typed text: String, today: Day) {
    switch text {
    case "today": self = today
    case "tomorrow": self = today + 1
    case "yesterday": self = today - 1
    default:
      if text.hasPrefix("+"), text.hasSuffix("d"), let count = Int(text.dropFirst().dropLast()),
        (0...36_525).contains(count)
      {
        self = today + count
        return
      }
      let parts = text.split(separator: "/").map { Int($0) }
      if parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2], year >= 1000 {
        self.init(year: year, month: month, day: day)
      } else {
        self.init(text)
      }
    }
  }
}
