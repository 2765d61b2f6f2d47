/// What can be done to a case besides what every record knows.
///
/// Source: requirements CO-01, CO-02, K1; Cleveland OPCC strategy 2017-2020.
package enum CaseActs {
  package static let team = Field<String>("team", "Ask", .team, isRequired: true)
  package static let text = Field<String>("text", "Text", .longText, isRequired: true)
  package static let channel = Field<Channel>("channel", "Sent by", .choice(Channel.choices))
  package static let outcome = Field<Outcome>(
    "outcome", "Outcome", .choice(Outcome.choices), isRequired: true)

  static let all =
    [
      Act(
        "refer", "refer", "ask a neighbourhood team or a partner", done: "referred",
        inputs: [team.description, text.called("What is asked")],
        isOffered: { !$0.isClosed && $0.awaitedReferral == nil },
        perform: { decision, said, facts throws(RuleRefusal) in try decision.refer(said, facts: facts) }),
      Act(
        "answer", "answer", "record the answer of the team that was asked", done: "answer recorded",
        inputs: [text.called("The answer")], isOffered: { $0.awaitedReferral != nil },
        perform: { decision, said, facts throws(RuleRefusal) in
          try decision.recordAnswer(said[text] ?? "", facts: facts)
        }),
      Act(
        "chase", "chase", "ask the team again whose answer is awaited", done: "chased",
        inputs: [text.called("What was said", isRequired: false)], isOffered: { $0.awaitedReferral != nil },
        perform: { decision, said, facts throws(RuleRefusal) in
          try decision.chase(said[text] ?? "", facts: facts)
        }),
      Act(
        "reply", "reply", "record the reply to the correspondent", done: "reply recorded",
        inputs: [text.called("The reply"), channel.description], isOffered: { _ in true },
        perform: { decision, said, facts throws(RuleRefusal) in decision.recordReply(said, facts: facts) }),
      Act(
        "close", "close", "close the case with an outcome", done: "closed", inputs: [outcome.description],
        isOffered: { !$0.isClosed && $0.awaitedReferral == nil },
        perform: { decision, said, facts throws(RuleRefusal) in
          guard !decision.record.isClosed else { throw .alreadyClosed(reference: decision.record.reference) }
          decision.record[CaseFile.outcome] = said[outcome]
          try decision.record.move(to: CaseFile.closed, facts: facts)
        }),
      Act(
        "acknowledge", "acknowledge", "record that the correspondent was told that it has arrived",
        done: "acknowledged",
        isOffered: { !$0.isClosed && $0[CaseFile.acknowledged] == nil && $0[CaseFile.lastReplied] == nil },
        perform: { decision, _, facts throws(RuleRefusal) in try decision.acknowledge(facts) }),
    ] + ClockActs.all(CaseFile.clockEvents) { $0.caseClocks($1) }
}

extension RecordAction {
  package static func refer(team: String, text: String) -> RecordAction {
    .act("refer", [CaseActs.team.name: .string(team), CaseActs.text.name: .string(text)])
  }

  package static func answer(_ text: String) -> RecordAction {
    .act("answer", [CaseActs.text.name: .string(text)])
  }

  package static func reply(_ text: String, channel: Channel) -> RecordAction {
    .act("reply", [CaseActs.text.name: .string(text), CaseActs.channel.name: channel.json])
  }

  package static func close(_ outcome: Outcome) -> RecordAction {
    .act("close", [CaseActs.outcome.name: outcome.json])
  }
}

extension RuleRefusal {
  static func alreadyAcknowledged(reference: String) -> RuleRefusal {
    .rule("already-acknowledged", "\(reference) was acknowledged or replied to already: nothing was changed.")
  }
}
