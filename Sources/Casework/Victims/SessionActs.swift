/// What can be done to a focus-group session.
///
/// Source: requirements VF-04 to VF-06, E1 to E4.
package enum SessionActs {
  /// Inputs in which somebody of the session is named.
  package static let people: Set = [participant.name, who.name]

  /// Typed as a reference or as a pseudonym.
  static let participant = Field<String>(
    "participant", "Participant", .text, isRequired: true,
    help: "The pseudonym or the reference of somebody who agreed to focus groups.")
  static let voice = Field<String>(
    "participant", "Said by", .text, help: "The pseudonym of who said it; it need not be known.")
  static let what = Field<String>("what", "What happened", .longText, isRequired: true)
  static let followUp = Field<String>("followUp", "What was offered", .longText, isRequired: true)
  static let who = Field<String>(
    "who", "Who", .text, isRequired: true, help: "The pseudonym or the reference of somebody of this session."
  )
  static let on = Field<Day>(
    "on", "On", .day, help: "The day on which it was offered; today when it is empty.")
  static let line = Field<String>("line", "Line", .text, isRequired: true)
  static let finding = Field<String>(
    "title", "The finding", .text, isRequired: true,
    help: "What the police executive is told, in one line, without a name or a pseudonym.")
  static let nature = Field<FindingNature>(
    "nature", "Nature", .choice(FindingNature.choices), isRequired: true)
  static let text = Field<String>(
    "text", "In words", .longText,
    help: "More of it, where one line is too short; without a name or a pseudonym.")

  private static let isPlanned: @Sendable (Record) -> Bool = { $0[Head.stage] == FocusGroupSession.planned }

  static let all = [
    Act(
      "invite", "invite", "ask a participant who agreed to focus groups", inputs: [participant.description],
      isOffered: isPlanned,
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.expect(said[participant] ?? "", in: FocusGroupSession.invited, facts)
      }),
    Act(
      "add", "add", "note that a participant comes", inputs: [participant.description], isOffered: isPlanned,
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.expect(said[participant] ?? "", in: FocusGroupSession.participants, facts)
      }),
    Act(
      "remove", "remove", "take a participant off the session", inputs: [participant.description],
      isOffered: isPlanned,
      perform: { decision, said, facts throws(RuleRefusal) in
        let person = try decision.record.member(said[participant] ?? "", facts)
        guard decision.record[Head.stage] == FocusGroupSession.planned else {
          throw .peopleAreFixed(reference: decision.record.reference)
        }
        decision.record.takeOff(person.reference)
      }),
    Act(
      "log", "log", "log what was said: + good practice, - improvement, #theme, @pseudonym",
      inputs: [
        line.description, Contribution.nature.description, Head.themes.description, voice.description,
      ], isAdding: true,
      perform: { decision, said, facts throws(RuleRefusal) in try decision.logContribution(said, facts) }),
    Act(
      "distress", "distress", "record that somebody was distressed",
      inputs: [who.description, what.description], isAdding: true,
      perform: { decision, said, facts throws(RuleRefusal) in
        let person = try decision.record.member(said[who] ?? "", facts)
        let event = DistressEvent(at: facts.now, who: person.reference, what: said[what] ?? "")
        decision.record[FocusGroupSession.distress] =
          (decision.record[FocusGroupSession.distress] ?? []) + [event]
      }),
    Act(
      "follow-up", "follow-up", "record what was offered to somebody who was distressed",
      inputs: [who.description, followUp.description, on.description],
      isOffered: { ($0[FocusGroupSession.distress] ?? []).contains { $0.followedUpOn == nil } },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.followUp(said, facts) }),
    Act(
      "finding", "finding", "make a finding for the police executive, without a name or a pseudonym",
      inputs: [finding.description, nature.description, text.description], isAdding: true,
      perform: { decision, said, facts throws(RuleRefusal) in try decision.makeFinding(said, facts) }),
  ]
}

// MARK: - People

extension Record {
  /// The participant of this session whom somebody means by a reference or a pseudonym.
  ///
  /// Throws: ``RuleRefusal`` when nobody of the session is called so.
  fileprivate func member(_ typed: String, _ facts: Facts) throws(RuleRefusal) -> Record {
    let person = try Self.participant(typed, facts)
    guard expects(person.reference) else { throw .notInSession(typed, reference: reference) }
    return person
  }

  fileprivate static func participant(_ typed: String, _ facts: Facts) throws(RuleRefusal) -> Record {
    let wanted = Pseudonym.folded(typed)
    let people = facts.register.records(of: .participant, stage: nil).filter { $0.isVisible(to: facts.actor) }
    let found = people.first {
      Pseudonym.folded($0.reference) == wanted || Pseudonym.folded($0[Head.title] ?? "") == wanted
    }
    guard let found else { throw .nameUnknown(typed) }
    return found
  }
}

extension Record {
  /// What a participant is called among colleagues.
  fileprivate var calledName: String { "\(self[Head.title] ?? "") (\(reference))" }

  /// Throws: ``RuleRefusal``, with how the consent stands, when the participant did not agree to a focus group on
  /// `day`.
  func requireConsent(on day: Day) throws(RuleRefusal) {
    let state = consentLedger.state(of: .focusGroup, on: day)
    guard state == .given else { throw .noLiveConsent(calledName, state, on: day) }
  }
}

extension Decision {
  /// Writes somebody down for a session, if the person agreed to it for that day.
  fileprivate mutating func expect(
    _ typed: String, in field: Field<[String]>, _ facts: Facts
  ) throws(RuleRefusal) {
    guard record[Head.stage] == FocusGroupSession.planned else {
      throw .peopleAreFixed(reference: record.reference)
    }
    let person = try Record.participant(typed, facts)
    guard !person.isClosed else { throw .participantLeft(person.calledName) }
    guard !person.safeContact.isUnsafe else { throw .contactUnsafe(person.calledName) }
    try person.requireConsent(on: record[Head.received] ?? facts.today)
    record.takeOff(person.reference)
    record[field] = (record[field] ?? []) + [person.reference]
  }

  fileprivate mutating func followUp(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    let typed = said[SessionActs.who] ?? ""
    let person = try Record.participant(typed, facts)
    var events = record[FocusGroupSession.distress] ?? []
    let open = events.firstIndex { $0.who == person.reference && $0.followedUpOn == nil }
    guard let open else { throw .noDistress(typed, reference: record.reference) }
    let day = said[SessionActs.on] ?? facts.today
    guard day <= facts.today else { throw .followUpInFuture(day) }
    events[open].followUp = said[SessionActs.followUp] ?? ""
    events[open].followedUpOn = day
    record[FocusGroupSession.distress] = events
  }

  // MARK: - What was said, and what follows from it

  fileprivate mutating func logContribution(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    let typed = QuickLine(
      parsing: said[SessionActs.line] ?? "", today: facts.today, marks: QuickLine.groupMarks, takesDay: false)
    guard !typed.text.isBlank else { throw .textEmpty }
    guard typed.names.count < 2 else { throw .oneVoice }
    var values: [String: JSON] = [
      Head.title.name: .string(typed.text), Head.parent.name: .string(record.reference),
      Head.received.name: (record[Head.received].map { min($0, facts.today) } ?? facts.today).json,
    ]
    let natures: [Character: FindingNature] = ["+": .goodPractice, "-": .improvement]
    values[Contribution.nature.name] = (typed.mark.flatMap { natures[$0] } ?? said[Contribution.nature])?.json
    var themes: [String] = []
    let known = typed.themes.isEmpty ? [] : facts.register.titles(of: .theme)
    for name in typed.themes { themes.append(try QuickLine.resolve(name, among: known).name) }
    if themes.isEmpty { themes = said[Head.themes] ?? [] }
    if !themes.isEmpty { values[Head.themes.name] = themes.json }
    if let voice = typed.names.first ?? said[SessionActs.voice] {
      values[Contribution.participant.name] = .string(try record.member(voice, facts).reference)
    }
    further = [try RecordKind.named(.contribution).newRecord(values: values, facts: facts).record]
  }

  fileprivate mutating func makeFinding(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    var values: [String: JSON] = [
      Head.title.name: .string(said[SessionActs.finding] ?? ""),
      Head.parent.name: .string(record.reference), Head.received.name: facts.today.json,
      OwedAnswer.type.name: OwedAnswerType.finding.json,
      // Source: requirements VF-06.
      OwedAnswer.asked.name: .string(Finding.executive),
    ]
    values[OwedAnswer.nature.name] = said[SessionActs.nature]?.json
    values[OwedAnswer.text.name] = said[SessionActs.text]?.json
    if let themes = record[Head.themes], !themes.isEmpty { values[Head.themes.name] = themes.json }
    further = [try RecordKind.named(.action).newRecord(values: values, facts: facts).record]
  }
}

extension RuleRefusal {
  fileprivate static func peopleAreFixed(reference: String) -> RuleRefusal {
    .rule("people-are-fixed", "\(reference) is no longer planned: who takes part can change no more.")
  }

  fileprivate static func participantLeft(_ name: String) -> RuleRefusal {
    .rule("participant-left", "\(name) takes part no more: choose somebody else.")
  }

  fileprivate static func contactUnsafe(_ name: String) -> RuleRefusal {
    .rule("contact-unsafe", "Contact with \(name) is unsafe: do not get in touch.")
  }

  fileprivate static func noLiveConsent(_ name: String, _ state: ConsentState, on day: Day) -> RuleRefusal {
    .rule(
      "no-live-consent",
      "\(name) cannot come: the consent to focus groups stands at '\(state.label)' on \(day); record one first."
    )
  }

  fileprivate static func notInSession(_ typed: String, reference: String) -> RuleRefusal {
    .rule("not-in-session", "'\(typed)' is not among the people of \(reference): choose one who is.")
  }

  fileprivate static func noDistress(_ typed: String, reference: String) -> RuleRefusal {
    .rule(
      "no-distress", "\(reference) has no distress of '\(typed)' that waits for a follow-up: record it first."
    )
  }

  fileprivate static func followUpInFuture(_ day: Day) -> RuleRefusal {
    .rule(
      "follow-up-in-future", "The follow-up cannot be dated \(day): give the day on which it was offered.")
  }

  fileprivate static let oneVoice = RuleRefusal.rule(
    "one-voice", "A line is said by one person: name one after @, or log a line for each.")
}
