/// A programme and how it stands, in words, as a table and as JSON.
///
/// Source: requirements WE-01 ("61 of 79", the missing first), WE-10 (the quarter's board).
struct CoverageText {
  private let programme: CoverageProgramme
  private let report: CoverageReport
  private let today: Day

  init(_ programme: CoverageProgramme, _ report: CoverageReport, today: Day) {
    self.programme = programme
    self.report = report
    self.today = today
  }

  // MARK: - Lines

  var lines: [SheetLine] {
    [SheetLine(.heading, report.total), SheetLine(.quiet, about)] + turn
      + (report.periods.isEmpty ? report.lines.map(line) : board) + elsewhere
  }

  private var about: Message {
    let span: Message = "\(programme.title), \(programme.first) to \(programme.last)"
    guard case .everyPlace(PlaceLevel.ward, let vintage) = programme.unit, !vintage.isEmpty else {
      return span
    }
    return "\(span), wards of the list of \(vintage)"
  }

  /// Whose turn it is, where places take turns, and who would meet twice at one place. Source: requirements WE-09.
  private var turn: [SheetLine] {
    guard let subject = report.next else { return [] }
    let cells = report.board.first { $0.subject == subject }?.cells ?? []
    let last = cells.flatMap { $0.done + $0.planned }.map(\.day).max()
    let next: Message = last.map { "which had its last on \($0)" } ?? "which had none yet"
    return [SheetLine(.text, "Next: \(subject.title), \(next)")]
      + report.repeats.map { subject, event in
        SheetLine(
          .missing,
          "\(subject.title) is at one place twice running: \(event.venue ?? ""), \(Self.text(event))")
      }
  }

  /// The periods that have begun, the newest first, and the one after them when something is planned in it.
  private var board: [SheetLine] {
    report.periods.indices.reversed().flatMap { column -> [SheetLine] in
      let cells = report.board.map { $0.cells[column] }
      let period = report.periods[column]
      guard period.first <= today || cells.contains(where: { !$0.planned.isEmpty }) else { return [] }
      let head = SheetLine(.heading, "\(period.name), \(period.first) to \(period.last)")
      return [.blank, head] + missingFirst(cells).map(line)
    }
  }

  private func missingFirst(_ cells: [CoverageLine]) -> [CoverageLine] {
    cells.filter { $0.missing > 0 } + cells.filter { $0.missing == 0 }
  }

  private func line(_ line: CoverageLine) -> SheetLine {
    let word = word(for: line).text()
    let mark = word + String(repeating: " ", count: max(0, 9 - word.count))
    let count = programme.unit.cadence == nil ? "" : Message(" \(line.done.count) of \(line.owed)").text()
    let details = [time(left: line)?.text()] + line.done.map(Self.text) + planned(line)
    let rest = details.compactMap { $0 }.joined(separator: ", ")
    return SheetLine(
      tone(of: line), plain: "\(mark)\(line.subject.title)\(count)\(rest.isEmpty ? "" : "  \(rest)")")
  }

  /// `RED` and `MISSING` are words, for a colour says nothing to some.
  private func word(for line: CoverageLine) -> Message {
    switch line.urgency {
    case .done: "done"
    case .ahead: "ahead"
    case .due: "MISSING"
    case .late, .missed: "RED"
    }
  }

  private func tone(of line: CoverageLine) -> SheetLine.Tone {
    switch line.urgency {
    case .done: .text
    case .ahead: .quiet
    case .due: .missing
    case .late, .missed: .red
    }
  }

  private func time(left line: CoverageLine) -> Message? {
    let last = line.period?.last ?? programme.last
    switch line.urgency {
    case .late:
      return last == today
        ? "last day" : .counted(last - today, one: "1 day left", other: "\(last - today) days left")
    case .missed: return "over since \(last)"
    case .done, .ahead, .due: return nil
    }
  }

  private func planned(_ line: CoverageLine) -> [String] {
    line.planned.map { event in
      let message: Message =
        event.day > today
        ? "planned \(Self.text(event))" : "not marked as held: \(Self.text(event))"
      return message.text()
    }
  }

  private static func text(_ event: CoverageEvent) -> String { "\(event.day) \(event.reference)" }

  /// What counts nowhere must be seen. Source: requirements F5.
  private var elsewhere: [SheetLine] {
    guard !report.elsewhere.isEmpty else { return [] }
    return [.blank, SheetLine(.heading, "In no place of this programme")]
      + report.elsewhere.map { SheetLine(.text, plain: Self.text($0)) }
  }

  // MARK: - Table

  var table: [[String]] {
    let head = [
      "programme", "period", "from", "to", "place", "title", "owed", "done", "state", "days", "references",
      "planned",
    ]
    return [head]
      + report.lines.map { line in
        [
          programme.name, line.period?.name ?? "", "\(line.period?.first ?? programme.first)",
          "\(line.period?.last ?? programme.last)", line.subject.name, line.subject.title, "\(line.owed)",
          "\(line.done.count)", line.urgency.rawValue, joined(line.done.map { "\($0.day)" }),
          joined(line.done.map(\.reference)), joined(line.planned.map(\.reference)),
        ]
      }
  }

  private func joined(_ words: [String]) -> String { words.joined(separator: " ") }

  // MARK: - JSON

  var json: JSON {
    [
      "programme": .string(programme.name), "title": .string(programme.title), "done": .integer(report.done),
      "owed": .integer(report.owed), "on": today.json, "lines": .array(report.lines.map(json)),
      "elsewhere": .array(report.elsewhere.map(json)),
    ]
  }

  private func json(_ line: CoverageLine) -> JSON {
    [
      "place": .string(line.subject.name), "title": .string(line.subject.title),
      "period": (line.period?.name).map(JSON.string) ?? .null, "owed": .integer(line.owed),
      "done": .array(line.done.map(json)), "planned": .array(line.planned.map(json)),
      "state": .string(line.urgency.rawValue), "red": .bool(line.urgency.isRed),
      "last": (line.period?.last ?? programme.last).json,
    ]
  }

  private func json(_ event: CoverageEvent) -> JSON {
    ["reference": .string(event.reference), "day": event.day.json, "type": .string(event.type)]
  }
}
