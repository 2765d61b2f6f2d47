extension FieldDescription {
  /// What a person typed as a value of this field; null when nothing was typed, which takes the value away.
  ///
  /// Throws: ``RuleRefusal/valueNotUnderstood(_:field:expected:)``.
  package func value(typed text: String, days: DayReader) throws(RuleRefusal) -> JSON {
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
      guard let day = days.day(text) else { throw refusal(text, DayReader.expectation) }
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
