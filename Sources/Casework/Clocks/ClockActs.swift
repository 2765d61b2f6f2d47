/// Pausing, resuming and extending a clock: the same acts for every kind of record that has clocks.
///
/// Pausing stops the clock and nothing else. Source: requirements A9, A10, A13.
package enum ClockActs {
  package static let clock = Field<String>("clock", "Clock", .text)
  package static let category = Field<PauseCategory>(
    "category", "Why", .choice(PauseCategory.allCases.map { Choice($0.rawValue, $0.label) }), isRequired: true
  )
  package static let words = Field<String>("reason", "In words", .text)
  package static let count = Field<Int>("count", "By how many", .number, isRequired: true)
  package static let unit = Field<ClockUnit>(
    "unit", "Of what", .choice(ClockUnit.allCases.map { Choice($0.rawValue, $0.label) }), isRequired: true)
  package static let authoriser = Field<String>("authoriser", "Allowed by", .text, isRequired: true)
  package static let on = Field<Day>("on", "From", .day)

  /// - Parameters:
  ///   - events: the field in which the kind keeps what happened to its clocks.
  ///   - clocks: the clocks of a record.
  static func all(
    _ events: Field<[ClockEvent]>, clocks: @escaping @Sendable (Record, Rulebook) -> [RunningClock]
  ) -> [Act] {
    let keeper = ClockKeeper(events: events, clocks: clocks)
    return [
      Act(
        "pause", "pause clock", "stop a clock, with the category and the reason", done: "clock paused",
        inputs: [clock.description, category.description, words.description, on.description],
        perform: { decision, said, facts throws(RuleRefusal) in
          let what = ClockEvent.What.paused(said[category] ?? .other, reason: said[words] ?? "")
          try keeper.add(what, said, to: &decision.record, facts)
        }),
      Act(
        "resume", "resume clock", "let a clock run on", done: "clock resumed",
        inputs: [clock.description, on.description],
        perform: { decision, said, facts throws(RuleRefusal) in
          try keeper.add(.resumed, said, to: &decision.record, facts)
        }),
      Act(
        "extend", "extend clock", "give more time, with who allowed it and why", done: "clock extended",
        inputs: [
          clock.description, count.description, unit.description, authoriser.description,
          words.called(isRequired: true),
        ],
        perform: { decision, said, facts throws(RuleRefusal) in
          guard let span = TimeSpan(said[count] ?? 0, said[unit] ?? .days) else { throw .spanOutOfRange }
          let given = ClockExtension(span, authoriser: said[authoriser] ?? "", reason: said[words] ?? "")
          try keeper.add(.extended(given), said, to: &decision.record, facts)
        }),
    ]
  }
}

/// Writes what happens to a clock into the record.
private struct ClockKeeper: Sendable {
  let events: Field<[ClockEvent]>
  let clocks: @Sendable (Record, Rulebook) -> [RunningClock]

  func add(
    _ what: ClockEvent.What, _ said: ActInput, to record: inout Record, _ facts: Facts
  ) throws(RuleRefusal) {
    let running = clocks(record, facts.rulebook).filter { $0.met == nil }
    let chosen = said[ClockActs.clock].map { name in running.filter { $0.rule.name == name } } ?? running
    // Without a name the clock that ends last is meant: that of the whole matter.
    let calendars = facts.rulebook.calendars
    guard let clock = chosen.max(by: { $0.lastDay(calendars) < $1.lastDay(calendars) }) else {
      throw .noSuchClock(said[ClockActs.clock], running: running.map(\.rule.name), record.reference)
    }
    let event = ClockEvent(clock.rule.name, what, on: said[ClockActs.on] ?? facts.today)
    record[events] = try clock.rule.adding(
      event, to: record[events] ?? [], from: clock.start, calendars: facts.rulebook.calendars,
      today: facts.today)
  }
}

extension ClockUnit: FieldValue {
  fileprivate var label: Message {
    switch self {
    case .workingDays: "working days"
    case .days: "days"
    case .months: "months"
    }
  }
}

extension RuleRefusal {
  fileprivate static let spanOutOfRange = rule(
    "span-out-of-range", "A clock is extended by 1 to 1,000 days or months: give a number between.")

  fileprivate static func noSuchClock(
    _ name: String?, running: [String], _ reference: String
  ) -> RuleRefusal {
    let known = running.isEmpty ? "none" : running.joined(separator: ", ")
    guard let name else {
      return .rule("no-clock", "On \(reference) no clock runs: there is nothing to stop.")
    }
    return .rule("no-clock", "On \(reference) runs no clock '\(name)'; running: \(known).")
  }
}
