/// What focus groups found, for the police executive: no name, no pseudonym, no small number.
///
/// Source: requirements VF-06, E6, E8.
package struct FindingsReport: Sendable, Equatable {
  /// What the templates take.
  package let json: JSON

  /// - Parameters:
  ///   - sessions: each with what was said in it among its related records.
  ///   - findings: of these sessions, each with the answer among its contacts.
  ///   - titles: what the office calls a theme or a place.
  package init(
    office: Office, sessions: [RecordView], findings: [RecordView], titles: [String: String], on day: Day
  ) {
    json = [
      "office": .string(office.title), "day": .string(day.description),
      "sessions": .array(sessions.map { Self.session($0, titles) }),
      "findings": .array(
        findings.enumerated().map { Self.finding($1, number: $0 + 1, sessions: sessions, titles) }),
      "hasFindings": .bool(!findings.isEmpty),
    ]
  }

  private static func session(_ view: RecordView, _ titles: [String: String]) -> JSON {
    let said = view.related.filter { $0.kind == .contribution && !$0.isClosed }
    let people = view.record[FocusGroupSession.participants]?.count ?? 0
    func count(_ nature: FindingNature) -> JSON {
      SmallNumber.json(said.count { $0[Contribution.nature] == nature })
    }
    return [
      "day": day(view.record[Head.received]), "people": SmallNumber.json(people),
      "themes": themes(view.record, titles), "goodPractice": count(.goodPractice),
      "improvement": count(.improvement),
    ]
  }

  private static func finding(
    _ view: RecordView, number: Int, sessions: [RecordView], _ titles: [String: String]
  ) -> JSON {
    let record = view.record
    let session = sessions.first { $0.record.reference == record[Head.parent] }
    let nature = FindingNature.choices.first { $0.name == record[OwedAnswer.nature]?.rawValue }
    var values: [String: JSON] = [
      "number": .integer(number), "title": .string(record[Head.title] ?? ""),
      "nature": .string(nature?.label.text(in: .english) ?? ""), "themes": themes(record, titles),
      "session": day(session?.record[Head.received]), "state": .string(state(record).text(in: .english)),
      "sent": .string(record[OwedAnswer.sent]?.description ?? Message("not sent yet").text(in: .english)),
    ]
    values["text"] = record[OwedAnswer.text].map(JSON.string)
    values["response"] = view.contacts.last { $0.kind == .answer }.map { .string($0.text) }
    return .object(values)
  }

  /// Source: requirements VF-06: each finding shows "sent", and a response or "awaited since".
  private static func state(_ finding: Record) -> Message {
    if let answered = finding[OwedAnswer.answered] { return "answered on \(answered)" }
    guard let sent = finding[OwedAnswer.sent] else { return "not sent yet" }
    return "awaited since \(sent)"
  }

  private static func day(_ day: Day?) -> JSON { .string(day?.description ?? "") }

  private static func themes(_ record: Record, _ titles: [String: String]) -> JSON {
    .string((record[Head.themes] ?? []).map { titles[$0] ?? $0 }.joined(separator: ", "))
  }
}

/// Numbers of people, or of what they said, that would point at somebody.
///
/// Source: requirements E8. The number is an office's usual choice, not a rule of law.
enum SmallNumber {
  static let least = 5

  static func json(_ count: Int) -> JSON {
    .string(count < least ? Message("fewer than \(least)").text(in: .english) : String(count))
  }
}
