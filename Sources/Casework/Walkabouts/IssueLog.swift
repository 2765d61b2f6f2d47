/// Logging issues on an event, one line each: `light out, 2 columns @north-ormesby #lighting`.
///
/// Each line is a case as a letter is one: it stands in the same queue, search and trend.
/// Source: requirements CO-02, WE-07.
package enum IssueLog {
  package static let line = Field<String>("line", "Issue", .text, isRequired: true)
  package static let place = Field<String>("place", "Ward", .place)
  package static let street = CaseFile.street
  package static let themes = Head.themes

  static let act = Act(
    "log", "log", "log an issue that was seen or raised, in one line",
    inputs: [line.description, place.description, street.description, themes.description], isAdding: true,
    perform: { decision, said, facts throws(RuleRefusal) in try decision.log(said, facts: facts) })
}

extension Decision {
  fileprivate mutating func log(_ said: ActInput, facts: Facts) throws(RuleRefusal) {
    guard !record.isClosed else { throw .alreadyClosed(reference: record.reference) }
    // An issue has clocks of its own: a day that was typed is part of what was said.
    let line = QuickLine(parsing: said[IssueLog.line] ?? "", today: facts.today, marks: [], takesDay: false)
    guard !line.text.isBlank else { throw .textEmpty }
    guard line.names.count < 2 else { throw .severalPlaces(line.names) }
    let day = min(record[Head.received] ?? facts.today, facts.today)
    var values: [String: JSON] = [
      Head.title.name: .string(line.text), Head.received.name: day.json,
      Head.parent.name: .string(record.reference),
      CaseFile.channel.name: (record[EngagementEvent.type] ?? .other).channel.json,
    ]
    values[Head.place.name] = try place(line.names.first ?? said[IssueLog.place], facts)?.json
    values[CaseFile.street.name] = said[IssueLog.street]?.json
    values[Head.themes.name] = try themes(line.themes, else: said[IssueLog.themes] ?? [], facts)?.json
    further.append(try RecordKind.named(.caseFile).newRecord(values: values, facts: facts).record)
    if record[Head.stage] == EngagementEvent.planned, day == record[Head.received] {
      record[Head.stage] = EngagementEvent.held
    }
  }

  /// Where the issue is: as it was said, or else where the event is when that is one place. What was said means a
  /// place of this event before any other: 24 wards are called Castle.
  private func place(_ typed: String?, _ facts: Facts) throws(RuleRefusal) -> String? {
    let own = record.allPlaces
    guard let typed else { return record[Head.place] ?? (own.count == 1 ? own.first : nil) }
    let known = facts.register.titles(of: .place)
    let near = known.filter { own.contains($0.name) }
    if let found = try? QuickLine.resolve(typed, among: near) { return found.name }
    return try QuickLine.resolve(typed, among: known).name
  }

  /// The themes of the line, or else those that were set for all lines.
  private func themes(
    _ typed: [String], else others: [String], _ facts: Facts
  ) throws(RuleRefusal) -> [String]? {
    let known = facts.register.titles(of: .theme)
    var names: [String] = []
    for theme in typed.isEmpty ? others : typed {
      let name = try QuickLine.resolve(theme, among: known).name
      if !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? nil : names
  }
}

extension RuleRefusal {
  fileprivate static func severalPlaces(_ names: [String]) -> RuleRefusal {
    .rule(
      "several-places",
      "An issue lies in one place, and the line names \(names.joined(separator: " and ")): name one after @.")
  }
}
