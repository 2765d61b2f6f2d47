import Casework
import TestOffice
import Testing

/// An office in memory that samples files: a register of records, and people who act on them one after the other.
final class RoundOffice: RegisterLookup {
  private(set) var records: [String: Record] = [:]
  /// In the order in which they were made.
  private var order: [String] = []
  private var kept: [String: [UInt8]] = [:]
  private var numbers: [KindName: Int] = [:]
  private var uids = 0
  let rulebook: Rulebook

  static let lead = Actor(name: "lead", roles: [.supervisor], host: "desk1")
  static let ann = Actor(name: "ann", roles: [.caseworker], host: "desk2")
  static let bob = Actor(name: "bob", roles: [.caseworker], host: "desk3")
  static let now = Instant("2026-11-20T14:05:00Z") ?? Instant(milliseconds: 0)

  init() throws {
    rulebook = shippedRules
  }

  // MARK: - What a rule may look up

  func record(_ reference: String) -> Record? { records[reference] }

  func children(of reference: String, _ kind: KindName) -> [Record] {
    order.compactMap { records[$0] }.filter { $0.kind == kind && $0[Head.parent] == reference }
  }

  func isTaken(_ reference: String) -> Bool { records[reference] != nil }

  func newReference(_ kind: KindName) -> String {
    numbers[kind, default: 0] += 1
    return "\(RecordKind.named(kind).prefix)-26-\(numbers[kind] ?? 0)"
  }

  func frame(query: String, by field: SampleField?) throws(RuleRefusal) -> [SampleMember] {
    order.compactMap { records[$0] }.filter { $0.kind == .complaint }.map { record in
      SampleMember(record.reference, stratum: field.flatMap { record.values[$0.rawValue]?.string } ?? "")
    }
  }

  func bytes(digest: String) -> [UInt8]? { kept[digest] }

  func fullName(of account: String) -> String? { account == "bob" ? "Bob Price" : nil }

  // MARK: - Acting

  private func facts(_ actor: Actor, reason: String?) -> Facts {
    Facts(actor: actor, now: Self.now, rulebook: rulebook, reason: reason, register: self) {
      self.uids += 1
      return "uid-\(self.uids)"
    }
  }

  private func keep(_ decision: Decision) {
    for record in [decision.record] + decision.further {
      if records[record.reference] == nil { order.append(record.reference) }
      records[record.reference] = record
      records[record.reference]?.revision += 1
    }
    for file in decision.files { kept[file.digest] = file.bytes }
  }

  func act(
    _ name: String, _ said: [String: JSON] = [:], on reference: String, by actor: Actor = lead,
    reason: String? = nil
  ) throws {
    let record = try #require(records[reference])
    keep(try record.decision(on: .act(name, said), facts: facts(actor, reason: reason)))
  }

  func set(_ values: [String: JSON], on reference: String) throws {
    let record = try #require(records[reference])
    keep(try record.decision(on: .set(values), facts: facts(Self.lead, reason: nil)))
  }

  /// The name of the rule that refuses, or the refusal in words; nil when nothing does.
  func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch RuleRefusal.rule(let rule) {
      return rule.name
    } catch {
      return "\(error)"
    }
  }

  // MARK: - Files and rounds

  /// Closed complaints that took eight weeks, every second in the north.
  func file(_ count: Int, updates: (Int) -> [String] = { _ in [] }) {
    for number in 1...count {
      let reference = forceReferences(count)[number - 1]
      let record = Record(
        uid: "c\(number)", kind: .complaint, reference: reference, revision: 1,
        values: [
          "title": .string(reference), "received": "2026-07-01", "closed": "2026-08-26",
          "area": number.isMultiple(of: 2) ? "North" : "South",
          "updates": .array(updates(number).map(JSON.string)),
        ])
      records[reference] = record
      order.append(reference)
    }
  }

  func handle(_ file: String, by name: String) { records[file]?.values["handler"] = .string(name) }

  /// A round that is being read.
  func round(_ size: Int, reviewers: String = "ann,bob", second: Int = 0, by: String? = nil) throws -> String
  {
    let reference = try draft(size, by: by)
    try act("freeze", on: reference)
    try act("draw", ["seed": "6 2 5 1"], on: reference)
    try act("allot", ["reviewers": .string(reviewers), "second": .integer(second)], on: reference)
    return reference
  }

  func draft(_ size: Int, by: String? = nil) throws -> String {
    var values: [String: JSON] = [
      "title": "Timeliness", "query": "*", "size": .integer(size), "owner": "lead", "period": "2026-Q3",
      "theme": "incivility",
    ]
    values["by"] = by.map(JSON.string)
    let facts = facts(Self.lead, reason: nil)
    keep(try RecordKind.named(.round).newRecord(values: values, facts: facts))
    return try #require(order.last)
  }

  func reviews(_ round: String) -> [Record] { children(of: round, .review) }

  func actor(_ review: Record) -> Actor { review[Head.owner] == "ann" ? Self.ann : Self.bob }

  /// Answers every question of a reading and hands it in.
  func read(_ review: Record, _ answers: [String: ReviewAnswer] = [:]) throws {
    let questions = try #require(rulebook.questions(of: review)).questions
    for question in questions {
      let answer = answers[question.id] ?? .yes
      try act(
        "score", ["question": .string(question.id), "answer": answer.json], on: review.reference,
        by: actor(review))
    }
    try act("finish", on: review.reference, by: actor(review))
  }
}
