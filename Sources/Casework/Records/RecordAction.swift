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
    decision.record[Head.isUnread] = nil
    decision.record.settle(calendar: facts.calendar)
    guard decision.record != self || !decision.contacts.isEmpty else {
      throw .nothingChanges(reference: reference)
    }
    return decision
  }

  /// Takes typed values over, field by field.
  package mutating func assign(_ newValues: [String: JSON]) throws(RuleRefusal) {
    for (name, value) in newValues {
      guard let field = RecordKind.named(kind).field(named: name) else {
        throw .fieldUnknown(name, kind: kind)
      }
      guard !field.isDerived else { throw .fieldIsDerived(name) }
      guard value != .null, value.string?.isBlank != true else {
        guard !field.isRequired else { throw .fieldRequired(name) }
        values[name] = nil
        continue
      }
      guard field.type.accepts(value) else {
        throw .valueNotUnderstood(value.string ?? value.text, field: name, expected: field.type.expectation)
      }
      values[name] = value.storable
    }
    // The clock follows the day that is now given, unless its end is given too.
    if newValues[Head.received.name] != nil, newValues[Head.due.name] == nil { self[Head.due] = nil }
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
    if target.isFinal { self[Head.closed] = facts.now.londonDay }
  }

  /// Brings what follows from the values up to date: the kind's own, and the day that is due.
  package mutating func settle(calendar: WorkingCalendar) {
    let kind = RecordKind.named(kind)
    if !isClosed, self[Head.closed] != nil {
      self[Head.closed] = nil
      for name in kind.clearedOnReopening { values[name] = nil }
    }
    kind.derive(&self)
    guard !isSettled else {
      self[Head.due] = nil
      return
    }
    // A second letter while the first is unanswered does not start the clock again.
    guard self[Head.due] == nil else { return }
    self[Head.due] = kind.due(self, calendar)
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
