/// What can be done to a participant: recording what the person said about consent.
///
/// Source: requirements VF-01, E1, E2.
enum ParticipantActs {
  static let purpose = Field<ConsentPurpose>(
    "purpose", "Consent to", .choice(ConsentPurpose.allCases.map { Choice($0.rawValue, $0.label) }),
    isRequired: true, help: "What the person was asked for; every purpose has a consent of its own.")
  static let answer = Field<ConsentAnswer>(
    "answer", "Answer", .choice([Choice("given", "Given"), Choice("refused", "Refused")]), isRequired: true)
  static let on = Field<Day>(
    "on", "Said on", .day, help: "The day on which it was said; today when it is empty.")
  static let wording = Field<String>(
    "wording", "Wording", .text,
    help: "The version of the words that were read out; the newest when it is empty.")
  static let expires = Field<Day>(
    "expires", "Holds until", .day,
    help: "The day until which the consent holds; without one it holds until it is taken back.")
  static let removable = Field<Day>(
    "removable", "Words can go until", .day,
    help: "The day until which the person can have their words taken out again.")

  static let all = [
    Act(
      "consent", "consent", "record what the person answered when asked for consent",
      inputs: [
        purpose.description, answer.description, on.description, wording.description, expires.description,
        removable.description,
      ],
      perform: { decision, said, facts throws(RuleRefusal) in try decision.recordConsent(said, facts) }),
    Act(
      "withdraw", "withdraw", "record that the person takes a consent back, from every planned session too",
      inputs: [purpose.description, on.description], isOffered: { !($0[Participant.consents] ?? []).isEmpty },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.withdrawConsent(said, facts) }),
  ]
}

extension Decision {
  fileprivate mutating func recordConsent(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard let purpose = said[ParticipantActs.purpose], let answer = said[ParticipantActs.answer] else {
      return
    }
    let day = said[ParticipantActs.on] ?? facts.today
    let wordings = facts.rulebook.wordings
    let wording = said[ParticipantActs.wording] ?? wordings.newest(for: purpose, on: day)?.version ?? ""
    guard wording.isEmpty || wordings.wording(for: purpose, version: wording) != nil else {
      throw .wordingUnknown(
        wording, known: wordings.wordings.filter { $0.purpose == purpose }.map(\.version))
    }
    let isGiven = answer == .given
    let entry = ConsentEntry(
      purpose, answer, on: day, takenBy: facts.actor.name, wording: wording,
      expires: isGiven ? said[ParticipantActs.expires] : nil,
      removableUntil: isGiven ? said[ParticipantActs.removable] : nil)
    record[Participant.consents] = try record.consentLedger.appending(entry, today: facts.today).entries
  }

  fileprivate mutating func withdrawConsent(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard let purpose = said[ParticipantActs.purpose] else { return }
    let day = said[ParticipantActs.on] ?? facts.today
    let before = record.consentLedger
    record[Participant.consents] = try before.withdrawing(
      purpose, on: day, takenBy: facts.actor.name, today: facts.today
    ).entries
    leaveSessions(facts)
    let words = WithdrawalWords(
      purpose: purpose, day: day, removableUntil: before.last(for: purpose, on: day)?.removableUntil,
      left: further.map(\.reference), used: record.usedWords(facts))
    contacts = [record.contact(.note, text: words.text, facts: facts)]
  }

  /// Takes the person off every planned session on whose day there is no live consent any more; off all of them when
  /// the person left, or contact became unsafe. Source: VF-01, "at once"; E5.
  mutating func leaveSessions(_ facts: Facts) {
    let reference = record.reference
    for var session in facts.register.records(of: .session, stage: FocusGroupSession.planned) {
      guard session.expects(reference), !further.contains(where: { $0.uid == session.uid }) else {
        continue
      }
      let mayStay = session[Head.received].map(record.mayCome) ?? false
      guard !mayStay || record.isClosed || record[Participant.contactBy] == .unsafe else { continue }
      session.takeOff(reference)
      session.settle(facts.rulebook)
      further.append(session)
    }
  }
}

extension Record {
  /// Whether a participant has agreed to be in a focus group that meets on `day`.
  func mayCome(on day: Day) -> Bool { consentLedger.isLive(for: .focusGroup, on: day) }

  /// What a participant said in sessions that have been held: references of contributions and their sessions.
  fileprivate func usedWords(_ facts: Facts) -> [String] {
    facts.register.records(of: .session, stage: nil).filter { session in
      session[Head.stage] != FocusGroupSession.planned && session.expects(reference)
    }.flatMap { session in
      facts.register.children(of: session.reference, .contribution)
        .filter { $0[Contribution.participant] == reference }
        .map { "\($0.reference) (\(session.reference))" }
    }
  }
}

/// The note that a withdrawal leaves, so that the lead sees what to take out. Source: requirements E2.
private struct WithdrawalWords {
  let purpose: ConsentPurpose
  let day: Day
  let removableUntil: Day?
  let left: [String]
  let used: [String]

  var text: String {
    var lines = [Message("Consent '\(purpose.label)' withdrawn on \(day).").text(in: .english)]
    if !left.isEmpty {
      lines.append(Message("Taken off \(left.joined(separator: ", ")).").text(in: .english))
    }
    guard !used.isEmpty else {
      lines.append(
        Message("No words of theirs are on record from a session that was held.").text(in: .english))
      return lines.joined(separator: "\n")
    }
    let until =
      removableUntil.map { Message(" It was agreed that words can go until \($0).").text(in: .english) } ?? ""
    lines.append(
      Message("Words of theirs were used; see what is to be taken out.\(until)").text(in: .english))
    return (lines + used).joined(separator: "\n")
  }
}

extension RuleRefusal {
  fileprivate static func wordingUnknown(_ version: String, known: [String]) -> RuleRefusal {
    .rule(
      "wording-unknown",
      "There is no wording '\(version)' for this consent: use one of \(known.joined(separator: ", ")).")
  }
}
