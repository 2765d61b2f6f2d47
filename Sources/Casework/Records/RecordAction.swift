/// What a person can do to one record. Every key, form and command ends in one of these.
package enum RecordAction: Sendable, Equatable {
  /// New values by field name; null takes the value away.
  case set([String: JSON])
  case move(to: String)
  case close(Outcome)
  case note(String)
  /// Ask a team or partner; the case then waits for the answer.
  case refer(team: String, text: String)
  /// The answer of the team that was asked longest ago.
  case answer(String)
  /// The office's reply to the correspondent, as it was sent.
  case reply(String, channel: Channel)
}

/// What a rule may know besides the record and the action. Handed in, so that a rule asks no clock.
package struct Facts: Sendable {
  package let actor: Actor
  package let now: Instant
  package let calendar: WorkingCalendar
  /// Why, in the actor's words; opens gates that yield to a reason.
  package let reason: String?
  /// Identifiers for what the decision makes, in order of time.
  package let newUID: @Sendable () -> String

  package init(
    actor: Actor, now: Instant, calendar: WorkingCalendar, reason: String? = nil,
    newUID: @escaping @Sendable () -> String
  ) {
    self.actor = actor
    self.now = now
    self.calendar = calendar
    self.reason = reason
    self.newUID = newUID
  }
}

/// What a rule decided: the record as it shall be, and what is written on it.
package struct Decision: Sendable, Equatable {
  package var record: Record
  package var contacts: [Contact] = []

  package init(record: Record, contacts: [Contact] = []) {
    self.record = record
    self.contacts = contacts
  }
}

extension Record {
  /// What `action` makes of this record, or why it may not be.
  ///
  /// The console asks this before a key is offered, and the store asks it again inside the transaction.
  package func decision(on action: RecordAction, facts: Facts) throws(RuleRefusal) -> Decision {
    try facts.actor.require(.work)
    var decision = Decision(record: self)
    switch action {
    case .set(let values): try decision.record.assign(values)
    case .move(let stage): try decision.record.move(to: stage, facts: facts)
    case .close(let outcome): try decision.record.close(with: outcome, facts: facts)
    case .note(let text): decision.contacts = [try noteContact(text, facts: facts)]
    case .refer(let team, let text): try decision.refer(to: team, text: text, facts: facts)
    case .answer(let text): try decision.recordAnswer(text, facts: facts)
    case .reply(let text, let channel): try decision.recordReply(text, channel: channel, facts: facts)
    }
    guard decision.record != self || !decision.contacts.isEmpty else {
      throw .nothingChanges(reference: reference)
    }
    decision.record[Head.isUnread] = nil
    decision.record.refreshDue(calendar: facts.calendar)
    return decision
  }

  /// Moves to a stage if its gates are open.
  mutating func move(to name: String, facts: Facts) throws(RuleRefusal) {
    let kind = RecordKind.named(self.kind)
    guard let target = kind.stage(named: name) else { throw .stageUnknown(name, kind: self.kind) }
    let current = self[Head.stage] ?? ""
    guard name != current else { throw .nothingChanges(reference: reference) }
    if let stage = kind.stage(named: current), !stage.next.contains(name) {
      throw .stageCannotFollow(name, after: current)
    }
    for gate in target.gates {
      guard let refusal = gate.refusal(self) else { continue }
      guard gate.yieldsToReason, facts.reason?.isBlank == false else { throw refusal }
    }
    self[Head.stage] = name
    self[CaseFile.closed] = target.isFinal ? facts.now.londonDay : nil
  }

  /// The description of the stage in which the record stands.
  package var currentStage: Stage? {
    RecordKind.named(kind).stage(named: self[Head.stage] ?? "")
  }

  package var isClosed: Bool { currentStage?.isFinal ?? false }

  /// Whether the office owes nothing on it now.
  package var isSettled: Bool { currentStage?.isSettled ?? false }
}

extension String {
  /// Nothing but white space.
  package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
