/// One matter from one or more contacts with the public, with its owner, stage, places, themes and history.
///
/// Source: requirements CO-01 to CO-04; Cleveland OPCC strategy 2017-2020, "the PCC's case management system".
package enum CaseFile {
  /// How it first reached the office.
  package static let channel = Field<Channel>(
    "channel", "Channel", .choice(Channel.choices), isRequired: true)
  /// The name of the person or body it is from.
  package static let correspondent = Field<String>("correspondent", "From", .text)
  /// The correspondent's e-mail address, or how else to reach them.
  package static let address = Field<String>("address", "Address", .text)
  package static let nature = Field<ContactNature>("nature", "Nature", .choice(ContactNature.choices))
  /// The language in which the correspondent wishes to be answered.
  package static let replyLanguage = Field<ReplyLanguage>(
    "replyLanguage", "Reply in", .choice(ReplyLanguage.choices))
  package static let referrals = Field<[Referral]>("referrals", "Referrals", .list, isDerived: true)
  /// How the case ended. A closed case always has one, and it is gone when the case is opened again.
  package static let outcome = Field<Outcome>(
    "outcome", "Outcome", .choice(Outcome.choices))
  package static let lastReceived = Field<Instant>("lastReceived", "Last letter", .instant, isDerived: true)
  package static let lastReplied = Field<Instant>("lastReplied", "Last reply", .instant, isDerived: true)

  /// Where in its ward an issue was seen: a street, or what people call the spot. Source: requirements WE-07.
  package static let street = Field<String>("street", "Street", .text)
  /// The last day on which the team that was asked is in time; absent while nobody is asked, and while that clock
  /// stands still. Source: requirements WE-03.
  package static let answerDue = Field<Day>("answerDue", "Team's answer due", .day, isDerived: true)
  /// When the correspondent was told that the matter has arrived, if that was not the reply itself.
  package static let acknowledged = Field<Day>("acknowledged", "Acknowledged", .day, isDerived: true)
  /// The day of the letter that came when nothing was owed any more; nil while the first letter is what counts.
  package static let owedSince = Field<Day>("owedSince", "Owed since", .day, isDerived: true)
  /// Whether a clock that somebody waits for stands still; absent when none does, and while nothing is owed.
  package static let paused = Field<Bool>("paused", "Clock stands still", .flag, isDerived: true)
  /// What happened to its clocks: pauses, extensions.
  package static let clockEvents = Field<[ClockEvent]>("clockEvents", "Clocks", .list, isDerived: true)

  package static let kind = RecordKind(
    name: .caseFile, prefix: "COR", label: "Case", plural: "Cases",
    head: Head.descriptions.map { $0.name == Head.due.name ? $0.called(isDerived: true) : $0 },
    ownFields: [
      channel.description, correspondent.description, address.description, nature.description,
      replyLanguage.description, street.description, referrals.description, outcome.description,
      acknowledged.description, lastReceived.description, lastReplied.description, owedSince.description,
      clockEvents.description, answerDue.description, paused.description,
    ],
    stages: [
      Stage(untriaged, "Untriaged", next: [open, awaitingForce, replyOwed, replied, closed]),
      Stage(open, "Open", next: [awaitingForce, replyOwed, replied, closed], gates: [answerIsIn]),
      Stage(
        awaitingForce, "Awaiting force", next: [open, replyOwed, replied, closed], gates: [answerIsAwaited]),
      Stage(
        replyOwed, "Reply owed", next: [open, awaitingForce, replied, closed], gates: [answerIsIn]),
      Stage(
        replied, "Replied", next: [open, awaitingForce, replyOwed, closed],
        gates: [answerIsIn, replyIsRecorded], isSettled: true),
      Stage(closed, "Closed", next: [open], gates: [answerIsIn, replyIsRecorded], isFinal: true),
    ],
    acts: CaseActs.all, parents: [.event], clearedOnReopening: [outcome.name],
    guarded: [referrals.name, lastReplied.name], hooks: hooks)

  private static let hooks = RecordKind.Hooks(
    derive: { record, rulebook in record.deriveCase(rulebook) },
    clocks: { $0.caseClocks($1) },
    isPaused: { $0[paused] ?? false },
    awaitedSince: { $0.awaitedReferral?.asked.londonDay },
    party: { $0[correspondent] ?? $0[address] },
    channel: { $0[channel]?.rawValue },
    people: { [$0[correspondent] ?? "", $0[address] ?? ""] }, words: { [$0[street] ?? ""] })

  // MARK: - Stages

  package static let untriaged = "untriaged"
  static let open = "open"
  static let awaitingForce = "awaiting-force"
  static let replyOwed = "reply-owed"
  package static let replied = "replied"
  package static let closed = "closed"

  // MARK: - Gates

  /// Source: requirements CO-01, "closing with no reply to the correspondent is refused unless a reason is typed".
  private static let replyIsRecorded = Gate(yieldsToReason: true) { record, _ in
    record.isReplyOwed ? .noReplyRecorded(reference: record.reference) : nil
  }

  /// Only a referral leads to the wait for its answer.
  private static let answerIsAwaited = Gate(yieldsToReason: false) { record, _ in
    record.awaitedReferral == nil ? .noAnswerAwaited(reference: record.reference) : nil
  }

  /// Source: requirements CO-01, "stays on awaiting force until the force's reply is recorded".
  private static let answerIsIn = Gate(yieldsToReason: true) { record, _ in
    guard let awaited = record.awaitedReferral else { return nil }
    return .answerStillAwaited(reference: record.reference, from: awaited.team)
  }
}

extension Record {
  /// Whether anything that came in, from the correspondent or from a team that was asked, is newer than the last
  /// reply. A holding reply before the answer is not the reply.
  var isReplyOwed: Bool {
    guard !isOfNobody else { return false }
    guard let replied = self[CaseFile.lastReplied] else { return true }
    let answered = (self[CaseFile.referrals] ?? []).compactMap(\.answered).max()
    return [self[CaseFile.lastReceived], answered].compactMap { $0 }.contains { $0 > replied }
  }

  /// Whether it was seen or said on an event and nobody's name was taken: then nobody waits for a reply.
  ///
  /// Source: requirements WE-07, issues are logged in a few keys, without a correspondent.
  var isOfNobody: Bool {
    guard self[CaseFile.correspondent] == nil, self[CaseFile.address] == nil else { return false }
    guard self[CaseFile.lastReceived] == nil else { return false }
    return self[Head.parent] != nil || self[CaseFile.channel] == .walkabout
  }

  /// The oldest referral that has no answer yet.
  package var awaitedReferral: Referral? {
    (self[CaseFile.referrals] ?? []).first { $0.answered == nil }
  }
}

// MARK: - Choices

/// How something reached the office. Source: requirements CO-02.
package enum Channel: String, FieldValue, CaseIterable {
  case email, letter, phone, visit, surgery, walkabout, social, form

  var label: Message {
    switch self {
    case .email: "Email"
    case .letter: "Letter"
    case .phone: "Phone call"
    case .visit: "Visit"
    case .surgery: "Surgery"
    case .walkabout: "Walkabout"
    case .social: "Social media"
    case .form: "Web form"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// What a correspondent brings. Source: requirements CO-04, CO-05.
package enum ContactNature: String, FieldValue, CaseIterable {
  case feedback, compliment, enquiry, complaint
  case qualityOfService = "quality-of-service"

  var label: Message {
    switch self {
    case .feedback: "Feedback"
    case .compliment: "Compliment"
    case .enquiry: "Enquiry"
    case .complaint: "Complaint"
    case .qualityOfService: "Quality of service"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// Source: requirements I2, the correspondent's recorded wish.
package enum ReplyLanguage: String, FieldValue, CaseIterable {
  case english, welsh

  package static let choices = [
    Choice(ReplyLanguage.english.rawValue, "English"), Choice(ReplyLanguage.welsh.rawValue, "Welsh"),
  ]
}

/// How a case ended. Source: requirements K1, K3, CO-13.
package enum Outcome: String, FieldValue, CaseIterable {
  case answered, signposted
  case passedOn = "passed-on"
  case noReplyNeeded = "no-reply-needed"
  case withdrawn, duplicate

  package var label: Message {
    switch self {
    case .answered: "Answered"
    case .signposted: "Signposted to a service"
    case .passedOn: "Passed to the body whose matter it is"
    case .noReplyNeeded: "No reply needed (copied in, or thanks)"
    case .withdrawn: "Withdrawn by the correspondent"
    case .duplicate: "Same matter as another case"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}
