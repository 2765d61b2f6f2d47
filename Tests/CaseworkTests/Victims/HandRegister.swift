import Casework
import Testing

/// A victims' pane on the table: its records lie in a list, and what a rule decides is put back there.
final class HandRegister: RegisterLookup {
  private(set) var records: [Record] = []
  private var made = 0

  static let lead = Actor(name: "mair", roles: [.victimsLead], host: "desk-2")
  static let supervisor = Actor(name: "zoe", roles: [.supervisor], host: "desk-3")
  static let caseworker = Actor(name: "sam", roles: [.caseworker], host: "desk-4")
  /// Friday 20 November 2026, five past two.
  static let now = Instant("2026-11-20T14:05:00Z") ?? Instant(milliseconds: 0)

  static let rulebook: Rulebook = {
    let calendar = WorkingCalendar(holidays: [:])
    let wording: JSON = [
      "wordings": [
        [
          "purpose": "focus-group", "version": "2026-04", "from": "2026-04-01",
          "texts": ["en": "May we invite you?"],
        ]
      ]
    ]
    return Rulebook(
      calendars: Calendars(englandAndWales: calendar, unitedKingdom: calendar), clocks: ClockRules([]),
      wordings: ConsentWordings(json: wording) ?? ConsentWordings([]))
  }()

  // MARK: - What rules look up

  func record(_ reference: String) -> Record? { records.first { $0.reference == reference } }

  func children(of reference: String, _ kind: KindName) -> [Record] {
    records.filter { $0.kind == kind && $0[Head.parent] == reference }
  }

  func records(of kind: KindName, stage: String?) -> [Record] {
    records.filter { $0.kind == kind && (stage == nil || $0[Head.stage] == stage) }
  }

  func titles(of kind: SettingKind) -> [TitledName] {
    kind == .theme ? [TitledName(name: "waiting", title: "Waiting times")] : []
  }

  func isTaken(_ reference: String) -> Bool { record(reference) != nil }

  func newReference(_ kind: KindName) -> String {
    "\(RecordKind.named(kind).prefix)-\(records.count { $0.kind == kind } + 1)"
  }

  // MARK: - What people do

  func facts(_ actor: Actor = lead, reason: String? = nil) -> Facts {
    Facts(actor: actor, now: Self.now, rulebook: Self.rulebook, reason: reason, register: self) {
      self.made += 1
      return "uid-\(self.made)"
    }
  }

  @discardableResult
  func make(_ kind: KindName, _ values: [String: JSON]) throws(RuleRefusal) -> String {
    let decision = try RecordKind.named(kind).newRecord(values: values, facts: facts())
    keep(decision.record)
    return decision.record.reference
  }

  @discardableResult
  func act(
    _ name: String, on reference: String, _ values: [String: JSON] = [:], by actor: Actor = lead
  ) throws -> Decision {
    try perform(.act(name, values), on: reference, by: actor)
  }

  @discardableResult
  func perform(
    _ action: RecordAction, on reference: String, by actor: Actor = lead, reason: String? = nil
  ) throws -> Decision {
    let record = self[reference]
    let decision = try record.decision(on: action, facts: facts(actor, reason: reason))
    for record in [decision.record] + decision.further { keep(record) }
    return decision
  }

  /// The name of the rule that stands in the way; nil when none does.
  func refusal(
    _ action: RecordAction, on reference: String, by actor: Actor = lead, reason: String? = nil
  ) -> String? {
    do {
      try perform(action, on: reference, by: actor, reason: reason)
      return nil
    } catch RuleRefusal.rule(let rule) {
      return rule.name
    } catch {
      return "\(error)"
    }
  }

  /// What a person is told who may not; nil when the act may happen.
  func sentence(against action: RecordAction, on reference: String) -> String? {
    do throws(RuleRefusal) {
      _ = try self[reference].decision(on: action, facts: facts())
      return nil
    } catch {
      return error.message.text()
    }
  }

  private func keep(_ record: Record) {
    var record = record
    record.revision += 1
    records.removeAll { $0.reference == record.reference }
    records.append(record)
  }

  // MARK: - A room with people

  /// A participant who agreed to focus groups on 10 November.
  func participant(_ pseudonym: String, _ values: [String: JSON] = [:]) throws -> String {
    let reference = try make(
      .participant, values.merging(["title": .string(pseudonym), "received": "2026-11-01"]) { $1 })
    try consent(reference)
    return reference
  }

  func consent(_ reference: String, _ more: [String: JSON] = [:]) throws {
    let values: [String: JSON] = ["purpose": "focus-group", "answer": "given", "on": "2026-11-10"]
    try act("consent", on: reference, values.merging(more) { $1 })
  }

  func session(on day: String = "2026-11-20", _ values: [String: JSON] = [:]) throws -> String {
    try make(.session, values.merging(["title": "Burglary, Hafod", "received": .string(day)]) { $1 })
  }

  subscript(reference: String) -> Record {
    record(reference) ?? Record(uid: "", kind: .session, reference: "", revision: 0, values: [:])
  }
}
