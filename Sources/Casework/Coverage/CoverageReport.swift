/// What a programme owes, what was done, and what was not: the missing first.
///
/// Source: requirements WE-01 ("61 of 79", with the wards not yet visited), WE-10 (the quarter's board).
package struct CoverageReport: Sendable, Equatable {
  /// One for each place or group and each period that has begun: first what is missing, in the order of the owed,
  /// then what is done.
  package let lines: [CoverageLine]
  /// The columns of ``board``: all periods of the programme; empty when it has none.
  package let periods: [CoveragePeriod]
  /// One row for each area or group; empty when the programme has no periods.
  package let board: [CoverageRow]
  /// Events of the programme that served nobody on the list, such as a ward of another vintage. They count
  /// nowhere and must be seen (requirements F5).
  package let elsewhere: [CoverageEvent]
  /// Whose turn it is, where places or groups take turns.
  package let next: TitledName?

  /// The last two at one place, of those that took turns: the later of each two, in the order of the owed.
  ///
  /// Source: requirements WE-09, a warning when a venue repeats.
  package var repeats: [(subject: TitledName, event: CoverageEvent)] {
    board.compactMap { row in
      let events = row.cells.flatMap { $0.done + $0.planned }.sorted {
        ($0.day, $0.reference) < ($1.day, $1.reference)
      }
      guard events.count > 1, let last = events.last, let venue = last.venue, venue != row.subject.title,
        events[events.count - 2].venue == venue
      else { return nil }
      return (row.subject, last)
    }
  }

  /// How much of ``owed`` is done; a second talk where one is owed does not make up for a missing one.
  package var done: Int { lines.reduce(0) { $0 + min($1.done.count, $1.owed) } }
  /// What is owed up to now: a period that has not begun owes nothing yet.
  package var owed: Int { lines.reduce(0) { $0 + $1.owed } }
  package var missing: [CoverageLine] { lines.filter { $0.missing > 0 } }
  /// "61 of 79".
  package var total: Message { "\(done) of \(owed)" }
}

/// What one place or group is owed, in one period if there are periods.
package struct CoverageLine: Sendable, Equatable {
  package let subject: TitledName
  /// The whole programme, or one of its periods.
  package let period: CoveragePeriod?
  package let owed: Int
  /// What counts, by day.
  package let done: [CoverageEvent]
  /// What is to come, or has not been said to have been held, by day. It counts once it has been held.
  package let planned: [CoverageEvent]
  package let urgency: CoverageUrgency

  package var missing: Int { max(0, owed - done.count) }
}

/// An area or group, and how it stands in each of the board's periods.
package struct CoverageRow: Sendable, Equatable {
  package let subject: TitledName
  package let cells: [CoverageLine]
}

/// How pressing it is.
package enum CoverageUrgency: String, Sendable, CaseIterable {
  case done
  /// Its period has not begun.
  case ahead
  case due
  /// Missing, and the period ends within the warning days: there is still time to act.
  case late
  /// Missing, and the period is over.
  case missed

  package var isRed: Bool { self == .late || self == .missed }

  package var label: Message {
    switch self {
    case .done: "Done"
    case .ahead: "Ahead"
    case .due: "Due"
    case .late: "Late"
    case .missed: "Missed"
    }
  }
}

// MARK: - Evaluating

extension CoverageProgramme {
  /// How the programme stands at the end of `today`.
  ///
  /// - Parameter owed: the places of the programme's level and vintage, or the groups, in the order to show them.
  package func report(on events: [CoverageEvent], owed: [TitledName], today: Day) -> CoverageReport {
    let counting = counting(events)
    let bySubject = served(by: counting)
    let names = Set(owed.map(\.name))
    let elsewhere = counting.filter { names.isDisjoint(with: subjects(of: $0)) }
    guard first <= last, let cadence = unit.cadence else {
      let lines = owed.map { line($0, in: nil, events: bySubject[$0.name] ?? [], today: today) }
      return CoverageReport(
        lines: Self.missingFirst(lines), periods: [], board: [], elsewhere: elsewhere, next: nil)
    }
    let periods = CoveragePeriod.all(cadence, in: first...last, year: year)
    let board = owed.map { subject in
      let events = bySubject[subject.name] ?? []
      return CoverageRow(
        subject: subject, cells: periods.map { line(subject, in: $0, events: events, today: today) })
    }
    let begun = periods.indices.filter { periods[$0].first <= today }
    let lines = begun.flatMap { column in board.map { $0.cells[column] } }
    return CoverageReport(
      lines: Self.missingFirst(lines), periods: periods, board: board, elsewhere: elsewhere,
      next: next(after: counting, among: owed))
  }

  /// Whose turn it is: who has waited longest, or never had one; the first on the list where several never had.
  /// What is planned counts as had, or the same area would be proposed twice. Source: requirements WE-09.
  package func next(after events: [CoverageEvent], among owed: [TitledName]) -> TitledName? {
    let lastDays = served(by: counting(events)).mapValues { $0.map(\.day.number).max() ?? .min }
    return owed.min { (lastDays[$0.name] ?? .min) < (lastDays[$1.name] ?? .min) }
  }

  /// The events of the programme's time and types, by day.
  private func counting(_ events: [CoverageEvent]) -> [CoverageEvent] {
    events.filter { first <= $0.day && $0.day <= last && (counts.isEmpty || counts.contains($0.type)) }
      .sorted { ($0.day, $0.reference) < ($1.day, $1.reference) }
  }

  private func served(by events: [CoverageEvent]) -> [String: [CoverageEvent]] {
    var result: [String: [CoverageEvent]] = [:]
    for event in events {
      for subject in subjects(of: event) { result[subject, default: []].append(event) }
    }
    return result
  }

  private func subjects(of event: CoverageEvent) -> Set<String> {
    if case .eachGroup = unit { return Set([event.group].compactMap(\.self)) }
    return Set(event.places)
  }

  private func line(
    _ subject: TitledName, in period: CoveragePeriod?, events: [CoverageEvent], today: Day
  ) -> CoverageLine {
    let events = period.map { period in events.filter { period.contains($0.day) } } ?? events
    let done = events.filter { $0.isHeld && $0.day <= today }
    let days = (period?.first ?? first, period?.last ?? last)
    return CoverageLine(
      subject: subject, period: period, owed: unit.number, done: done,
      planned: events.filter { !$0.isHeld || $0.day > today },
      urgency: urgency(done: done.count, from: days.0, to: days.1, today: today))
  }

  private func urgency(done: Int, from first: Day, to last: Day, today: Day) -> CoverageUrgency {
    if done >= unit.number { return .done }
    if today < first { return .ahead }
    if today > last { return .missed }
    return last - today < warningDays ? .late : .due
  }

  private static func missingFirst(_ lines: [CoverageLine]) -> [CoverageLine] {
    lines.filter { $0.missing > 0 } + lines.filter { $0.missing == 0 }
  }
}
