import ArgumentParser
import Casework
import Glibc

/// `casebook deadline RULE DATE`
///
/// It needs no store: the targets and the calendars are the program's data.
struct DeadlineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadline", abstract: "Say when something is due, and why.")
  @ParentCommand var casebook: CasebookCommand
  @Argument(help: "The target, such as foi or reply.") var rule: String
  @Argument(help: "The day of the event, such as 2026-11-20, 20/11/2026 or today.") var date: String
  @Flag(help: "Each day, counted or skipped, with the rule and its source.") var explain = false
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let workplace = try Workplace(storePath: casebook.store)
    let (rulebook, days) = try failing { (try workplace.rulebook, try workplace.days) }
    let start = try startDay(days)
    let rule = try version(of: rule, on: start, in: rulebook.clocks)
    let deadline = rule.deadline(from: start, calendars: rulebook.calendars)
    guard let due = deadline.due, deadline.problem == nil else {
      throw Failure(deadline.problem ?? "There is no date.", status: EX_DATAERR)
    }
    guard !json else { return Output.line(members(of: deadline)) }
    Output.write("\(due)\n")
    if explain { write(deadline) }
  }

  private func startDay(_ days: DayReader) throws -> Day {
    guard let day = days.day(date) else {
      throw Failure("'\(date)' is no day: give \(DayReader.expectation).", status: EX_USAGE)
    }
    return day
  }

  private func version(of name: String, on day: Day, in clocks: ClockRules) throws -> ClockRule {
    guard let first = clocks.firstDay(of: name) else {
      throw Failure(
        "There is no rule '\(name)': use one of \(clocks.names.joined(separator: ", ")).", status: EX_USAGE)
    }
    guard let rule = clocks.rule(name, on: day) else {
      throw Failure(
        "The rule '\(name)' is in force since \(first): give that day or a later one.", status: EX_DATAERR)
    }
    return rule
  }

  private func write(_ deadline: Deadline) {
    let rule = deadline.rule
    Output.line(rule.sentence)
    Output.line("Source: \(rule.source)")
    Output.line("Counted: \(rule.span.label); holidays of \(rule.calendar.label).")
    let widest = Weekday.allCases.map { $0.label.text().count }.max() ?? 0
    for step in deadline.steps {
      let weekday = step.day.weekday.label.text()
      let space = String(repeating: " ", count: widest - weekday.count)
      Output.write(Output.safe("\(step.day)  \(weekday)\(space)  \(step.words.text())") + "\n")
    }
  }

  private func members(of deadline: Deadline) -> JSON {
    let rule = deadline.rule
    var members: [String: JSON] = [
      "rule": .string(rule.name), "start": deadline.start.json, "due": deadline.due?.json ?? .null,
      "count": .integer(rule.span.count), "unit": .string(rule.span.unit.rawValue),
      "calendar": .string(rule.calendar.rawValue), "sentence": .string(rule.sentence.text(in: .english)),
      "source": .string(rule.source),
    ]
    if explain { members["steps"] = .array(deadline.steps.map(\.json)) }
    return .object(members)
  }
}
