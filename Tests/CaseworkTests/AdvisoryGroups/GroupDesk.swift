import Casework
import Testing

/// An engagement officer at work on groups and meetings, with a register in memory.
final class GroupDesk: RegisterLookup {
  private(set) var records: [String: Record] = [:]
  private(set) var contacts: [Contact] = []
  private var order: [String] = []
  private var numbers: [KindName: Int] = [:]
  private var uids = 0
  /// The day on which all of it happens.
  var today: String

  init(on today: String = "2026-07-16") {
    self.today = today
  }

  // MARK: - Doing

  func make(_ kind: KindName, _ values: [String: JSON]) throws -> String {
    try take(RecordKind.named(kind).newRecord(values: values, facts: facts))
  }

  func act(_ name: String, _ values: [String: JSON] = [:], on reference: String) throws {
    try perform(.act(name, values), on: reference)
  }

  func perform(_ action: RecordAction, on reference: String) throws {
    try take(self[reference].decision(on: action, facts: facts))
  }

  func log(_ line: String, on meeting: String, restricted: Bool = false) throws {
    try act("log", ["line": .string(line), "restricted": .bool(restricted)], on: meeting)
  }

  /// The name of the rule that refuses it; nil when it happens.
  func refusal(_ body: () throws -> Void) -> String? {
    do { try body() } catch RuleRefusal.rule(let broken) { return broken.name } catch { return "\(error)" }
    return nil
  }

  @discardableResult
  private func take(_ decision: Decision) -> String {
    for record in [decision.record] + decision.further {
      if records[record.reference] == nil { order.append(record.reference) }
      records[record.reference] = record
      records[record.reference]?.revision += 1
    }
    contacts += decision.contacts + decision.furtherContacts.values.flatMap { $0 }
    return decision.record.reference
  }

  // MARK: - Looking

  subscript(_ reference: String) -> Record {
    records[reference] ?? Record(uid: "", kind: .group, reference: "", revision: 0, values: [:])
  }

  func items(_ meeting: String) -> [MinuteItem] { self[meeting][Meeting.items] ?? [] }

  func carried(_ meeting: String) -> [String] {
    Agenda.entries(of: self[meeting], self).filter { $0.reference != nil }.map(\.text)
  }

  var day: Day { Day(today) ?? Day(number: 0) }

  private var facts: Facts {
    let calendar = WorkingCalendar(holidays: [Day(number: 22_000): "A holiday"])
    let rulebook = Rulebook(
      calendars: Calendars(englandAndWales: calendar, unitedKingdom: calendar), clocks: ClockRules([]))
    return Facts(
      actor: Actor(name: "ann", roles: [.engagementOfficer], host: "desk4"),
      now: Instant(day: day, secondsUTC: 36_000), rulebook: rulebook, register: self,
      newUID: { [unowned self] in
        uids += 1
        return "01890a5d-ac96-774b-bcce-\(100_000_000_000 + uids)"
      })
  }

  // MARK: - RegisterLookup

  func record(_ reference: String) -> Record? { records[reference] ?? records[reference.uppercased()] }

  func children(of reference: String, _ kind: KindName) -> [Record] {
    order.compactMap { records[$0] }.filter { $0.kind == kind && $0[Head.parent] == reference }
  }

  func isTaken(_ reference: String) -> Bool { records[reference] != nil }

  func newReference(_ kind: KindName) -> String {
    numbers[kind, default: 0] += 1
    return "\(RecordKind.named(kind).prefix)-26-000\(numbers[kind] ?? 0)"
  }
}

extension GroupDesk {
  /// A district group with an annual general meeting that took place today.
  func groupWithAGM() throws -> (group: String, meeting: String) {
    let group = try make(.group, ["title": "Hafod IAG", "level": "district"])
    let meeting = try make(
      .meeting, ["title": "AGM", "type": "agm", "parent": .string(group), "received": .string(today)])
    return (group, meeting)
  }

  func meeting(of group: String, on day: String) throws -> String {
    try make(
      .meeting,
      ["title": "Quarterly", "type": "ordinary", "parent": .string(group), "received": .string(day)])
  }
}
