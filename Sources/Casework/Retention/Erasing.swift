/// What is to become of a record that goes: under which rule, and why. Decided by a rule, carried out by the store.
package struct ErasureOrder: Sendable, Equatable {
  /// Stands in the log for good, so it holds no words about a person.
  package let reason: String
  /// Nil when somebody asked for it and no rule of the schedule did.
  package let rule: RetentionRule?
  /// The day on which its time came; nil when it had not.
  package let end: Day?
}

/// Taking the words of a record out of the register for good: an act that every kind has.
///
/// Source: requirements G5; UK GDPR Article 5(1)(e) and Article 17.
package enum Erasing {
  package static let act = "erase"
  /// Typed again by whoever erases, so that no slip of the finger does.
  package static let again = Field<String>(
    "again", "Reference again", .text, isRequired: true,
    help: "Type the reference again; of several records, type all.")
  package static let reason = Field<String>(
    "reason", "Why", .text, isRequired: true,
    help: "It stays in the log for good: write no name and nothing about the person.")
  package static let rule = Field<String>(
    "rule", "Rule", .text, help: "The rule of the schedule; empty for the one by which its time has come.")

  /// What is typed in place of a reference where several records are erased at once.
  package static let all = "all"

  static let acts = [
    Act(
      act, "erase",
      "take its words out of the register, the log and the file for good; nothing brings them back",
      done: "erased for good", inputs: [again.description, reason.description, rule.description],
      isOffered: { $0.isDoneWith && $0[DisposalHold.field] == nil },
      perform: { decision, said, facts throws(RuleRefusal) in
        decision.erasure = try decision.record.erasure(said, facts)
      })
  ]
}

extension Record {
  /// Whether nothing is open on it. What has no end is done with at any time.
  fileprivate var isDoneWith: Bool {
    isClosed || !RecordKind.named(kind).stages.contains(where: \.isFinal)
  }

  /// Who may erase: supervisors and administrators, and of the victims' circles their lead.
  ///
  /// Throws: ``RuleRefusal/notPermitted(_:)``.
  package func requireDisposable(by actor: Actor) throws(RuleRefusal) {
    let isLeads = [Circle.victims, .participants].contains(self[Head.circle])
    guard !(isLeads && actor.roles.contains(.victimsLead)) else { return }
    try actor.require(.dispose)
  }

  fileprivate func erasure(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) -> ErasureOrder {
    try requireDisposable(by: facts.actor)
    let typed = said[Erasing.again] ?? ""
    guard typed.uppercased() == reference.uppercased() || typed == Erasing.all else {
      throw .typedOtherwise(typed, reference: reference)
    }
    if let hold = self[DisposalHold.field] { throw .held(hold, reference: reference) }
    guard isDoneWith else { throw .stillOpen(reference: reference) }
    let reason = said[Erasing.reason] ?? ""
    if let word = words(in: reason) { throw .reasonHoldsWords(word) }
    let rules = facts.register.retention
    let verdict = rules.verdict(on: self, today: facts.today)
    guard let name = said[Erasing.rule] else {
      if verdict.state == .kept, let rule = verdict.rule { throw .keptForGood(reference, rule: rule.rule) }
      return ErasureOrder(
        reason: reason, rule: verdict.isDue ? verdict.rule : nil, end: verdict.isDue ? verdict.end : nil)
    }
    guard let rule = rules.named(name, on: facts.today), rule.records == kind else {
      let known = rules.inForce(on: facts.today).filter { $0.records == kind }.map(\.rule)
      throw .ruleUnknown(name, kind: kind, known: known)
    }
    let isDue = verdict.isDue && verdict.rule == rule
    return ErasureOrder(reason: reason, rule: rule, end: isDue ? verdict.end : nil)
  }

  /// A name or a title of the record that stands in a text which is kept for good.
  private func words(in text: String) -> String? {
    let names = ([self[Head.title] ?? ""] + people).filter { $0.count > 3 }
    let text = text.lowercased()
    return names.first { text.contains($0.lowercased()) }
  }
}

extension RegisterLookup {
  package var retention: RetentionRules { RetentionRules() }
}

extension RuleRefusal {
  static func typedOtherwise(_ typed: String, reference: String) -> RuleRefusal {
    .rule(
      "typed-otherwise",
      "'\(typed)' is not \(reference), and nothing was erased: type the reference of the record that shall go."
    )
  }

  static func stillOpen(reference: String) -> RuleRefusal {
    .rule("still-open", "\(reference) is still open, and nothing was erased: close it first.")
  }

  static func reasonHoldsWords(_ word: String) -> RuleRefusal {
    .rule(
      "reason-holds-words",
      "The reason stays in the log for good and holds '\(word)' of the record: write it without.")
  }

  static func keptForGood(_ reference: String, rule: String) -> RuleRefusal {
    .rule(
      "kept-for-good",
      "\(reference) is kept for good under the rule '\(rule)', and was not erased: change that rule first, or name another."
    )
  }

  static func ruleUnknown(_ name: String, kind: KindName, known: [String]) -> RuleRefusal {
    let names =
      known.isEmpty ? Message("there is none") : Message("use one of \(known.joined(separator: ", "))")
    return .rule(
      "rule-unknown", "No rule '\(name)' for records of the kind '\(kind.rawValue)' stands today: \(names).")
  }
}
