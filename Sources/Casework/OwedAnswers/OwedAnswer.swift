/// Anything that asks somebody for an answer, and waits: an action, advice, a recommendation, a finding.
///
/// One kind for all of them, so that one list shows what the office waits for. A referral is part of its case.
/// Source: requirements IA-02, VF-06, C8; design "Owed answers".
package enum OwedAnswer {
  package static let type = Field<OwedAnswerType>(
    "type", "Type", .choice(OwedAnswerType.choices), isRequired: true)
  /// Who is asked: a person, a team, the force; free text, for most hold no account here.
  package static let asked = Field<String>(
    "asked", "Asked of", .text, help: "Who has to answer it or to do it.")
  /// At what level advice is given. Source: requirements IA-02.
  package static let level = Field<AdviceLevel>("level", "Level", .choice(AdviceLevel.choices))
  /// What a finding is. Source: requirements VF-06.
  package static let nature = Field<FindingNature>("nature", "Nature", .choice(FindingNature.choices))
  /// The number of the item in the minutes or the report that it came from: `3.A1`.
  package static let number = Field<String>("number", "Number", .text)
  /// The day on which it was put to whoever is asked; nil while it was not.
  package static let sent = Field<Day>("sent", "Sent", .day, isDerived: true)
  package static let answered = Field<Day>("answered", "Answered", .day, isDerived: true)
  package static let text = Field<String>("text", "In words", .longText)

  package static let kind = RecordKind(
    name: .action, prefix: "ACT", label: "Action", plural: "Actions",
    head: [
      Head.title.called("What is asked"), Head.owner.called("Followed up by"), Head.place.description,
      Head.themes.description, Head.parent.description, Head.received.called("Made on"),
      Head.due.called("Answer due"), Head.marking.description,
    ] + Head.derived,
    ownFields: [
      type.description, asked.description, level.description, nature.description, number.description,
      sent.description, answered.description, text.description,
    ],
    stages: [
      Stage(open, "Open", next: [awaited, answeredStage, done]),
      Stage(awaited, "Awaited", next: [answeredStage, done], gates: []),
      Stage(answeredStage, "Answered", next: [awaited, done]),
      Stage(done, "Done", next: [awaited], gates: [answerIsIn], isFinal: true),
    ],
    acts: [send, answer, complete],
    parents: [.round, .session, .meeting, .group, .event, .caseFile], clearedOnReopening: [answered.name],
    hooks: RecordKind.Hooks(
      derive: { record, _ in record.deriveOwedAnswer() },
      check: { record, facts throws(RuleRefusal) in try Finding.requireNoPseudonym(in: record, facts) },
      awaitedSince: { $0.isAnswerAwaited ? $0[sent] ?? $0[Head.received] : nil },
      party: { $0[asked] }, channel: { $0[type]?.rawValue }, words: { [$0[text] ?? ""] }))

  // MARK: - Stages

  static let open = "open"
  static let awaited = "awaited"
  static let answeredStage = "answered"
  static let done = "done"

  /// Source: requirements C8: each is tracked to a response.
  private static let answerIsIn = Gate(yieldsToReason: true) { record, _ in
    record[type]?.wantsAnswer == true && record[answered] == nil
      ? .answerNotIn(reference: record.reference) : nil
  }

  // MARK: - Acts

  package static let said = Field<String>("text", "The answer", .longText, isRequired: true)
  package static let to = Field<String>(
    "to", "To whom", .text, help: "Whom it is put to; whoever is asked already when it is empty.")

  private static let send = Act(
    "send", "send", "record that it was put to whoever is asked", inputs: [to.description],
    isOffered: { $0[sent] == nil && !$0.isClosed },
    perform: { decision, said, facts throws(RuleRefusal) in
      decision.record[asked] = said[to] ?? decision.record[asked]
      guard decision.record[asked]?.isBlank == false else { throw .fieldRequired(to.name) }
      decision.record[sent] = facts.today
    })

  private static let answer = Act(
    "answer", "answer", "record the answer", inputs: [said.description], isOffered: { $0.isAnswerAwaited },
    perform: { decision, input, facts throws(RuleRefusal) in
      guard decision.record[sent] != nil || decision.record[type]?.isSentAtOnce == true else {
        throw .notSentYet(reference: decision.record.reference)
      }
      if decision.record[type] == .finding {
        try Finding.requireNoPseudonym(in: input[said] ?? "", facts)
      }
      decision.record[answered] = facts.today
      var contact = decision.record.contact(.answer, text: input[said] ?? "", facts: facts)
      contact.sender = MailAddress(name: decision.record[asked] ?? "")
      decision.contacts = [contact]
      if !decision.record.isClosed { decision.record[Head.stage] = answeredStage }
    })

  private static let complete = Act(
    "complete", "done", "mark it as done",
    perform: { decision, _, facts throws(RuleRefusal) in try decision.record.move(to: done, facts: facts) })
}

extension Record {
  /// Whether somebody was asked and has not answered.
  var isAnswerAwaited: Bool {
    guard let type = self[OwedAnswer.type], self[OwedAnswer.answered] == nil, !isClosed else { return false }
    return self[OwedAnswer.sent] != nil || type.isSentAtOnce
  }

  fileprivate mutating func deriveOwedAnswer() {
    if isAnswerAwaited, self[Head.stage] == OwedAnswer.open { self[Head.stage] = OwedAnswer.awaited }
  }
}

/// What kind of asking it is.
package enum OwedAnswerType: String, FieldValue, CaseIterable {
  case action, advice, recommendation, finding

  package var label: Message {
    switch self {
    case .action: "Action"
    case .advice: "Advice"
    case .recommendation: "Recommendation"
    case .finding: "Finding"
    }
  }

  /// Advice and actions are given in the room; the others are written and then sent.
  var isSentAtOnce: Bool { self == .action || self == .advice }

  /// An action is done, the others are answered.
  var wantsAnswer: Bool { self != .action }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// At what level a group advises. Source: requirements IA-02.
package enum AdviceLevel: String, FieldValue, CaseIterable {
  case strategic, tactical, operational

  package static let choices = [
    Choice("strategic", "Strategic"), Choice("tactical", "Tactical"), Choice("operational", "Operational"),
  ]
}

/// What a finding is. Source: requirements VF-06.
package enum FindingNature: String, FieldValue, CaseIterable {
  case goodPractice = "good-practice"
  case improvement

  package static let choices = [
    Choice(FindingNature.goodPractice.rawValue, "Good practice"),
    Choice(FindingNature.improvement.rawValue, "Improvement"),
  ]
}

extension RuleRefusal {
  fileprivate static func answerNotIn(reference: String) -> RuleRefusal {
    .rule(
      "answer-not-in", "\(reference) has no answer yet: record the answer, or give a reason.",
      yieldsToReason: true)
  }

  fileprivate static func notSentYet(reference: String) -> RuleRefusal {
    .rule("not-sent-yet", "\(reference) was not sent yet: send it first.")
  }
}
