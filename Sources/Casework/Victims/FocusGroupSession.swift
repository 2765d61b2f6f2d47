/// A meeting of victims who agreed to it, with somebody of the support service in the room.
///
/// Source: requirements VF-04, VF-05, E1 to E4.
package enum FocusGroupSession {
  package static let venue = Field<String>("venue", "Venue", .text)
  /// Who of the support service is there, by name.
  package static let supportWorker = Field<String>(
    "supportWorker", "Support worker", .text,
    help: "Who of the support service is in the room; no session is held without a name or a reason.")
  /// Why the session was held without one. Source: requirements VF-05.
  package static let exception = Field<String>(
    "exception", "No support worker because", .text,
    help: "Why the session is held without a support worker; supervisors see it.")
  /// That confidentiality was spoken of, and what it cannot promise. Source: requirements E3.
  package static let briefing = Field<Bool>(
    "briefing", "Briefing given", .flag,
    help: "Whether confidentiality was spoken of, and what it cannot promise.")
  package static let groundRules = Field<Bool>("groundRules", "Ground rules agreed", .flag)
  package static let debrief = Field<Bool>("debrief", "Debrief done", .flag)
  /// References of those who were asked to come and have not said yes.
  package static let invited = Field<[String]>("invited", "Invited", .list, isDerived: true)
  /// References of those who come, or came.
  package static let participants = Field<[String]>("participants", "Participants", .list, isDerived: true)
  package static let distress = Field<[DistressEvent]>("distress", "Distress", .list, isDerived: true)
  /// Whether a session that was held had its support worker: `support:exception` finds those without.
  package static let support = Field<SupportPresence>(
    "support", "Support", .choice(SupportPresence.choices), isDerived: true)

  package static let kind = RecordKind(
    name: .session, prefix: "VFG", label: "Focus-group session", plural: "Focus-group sessions",
    head: [
      Head.title.description, Head.received.called("Date"), Head.owner.called("Facilitator"),
      Head.place.description, Head.themes.description, Head.marking.description,
    ] + Head.derived,
    ownFields: [
      venue.description, supportWorker.description, exception.description, briefing.description,
      groundRules.description, debrief.description, invited.description, participants.description,
      distress.description, support.description,
    ],
    stages: [
      Stage(planned, "Planned", next: [held, closed]),
      Stage(held, "Held", next: [writtenUp], gates: [hasCome, everybodyAgreed, supportWorkerIsNamed]),
      Stage(writtenUp, "Written up", next: [closed], gates: [distressIsFollowedUp]),
      Stage(closed, "Closed", next: [writtenUp], gates: [wasHeld], isFinal: true),
    ],
    acts: SessionActs.all, writers: [.victimsLead], circle: .victims,
    guarded: [participants.name, invited.name], hooks: hooks)

  private static let hooks = RecordKind.Hooks(
    derive: { record, _ in record.deriveSession() },
    check: { record, facts throws(RuleRefusal) in
      try record.requireConsentOnNewDate(facts)
      guard record.wasHeld else { return }
      // The gate before 'held' cannot be got round by a new date.
      guard record[Head.received] ?? facts.today <= facts.today else {
        throw .notHeldYet(reference: record.reference)
      }
      guard record[support] != nil else { throw .supportMissing(reference: record.reference) }
    },
    holds: { record, facts throws(RuleRefusal) in
      guard record[Head.stage] == planned else { return }
      try record.requireConsentOfEverybody(facts)
    },
    words: { [$0[venue] ?? ""] },
    moved: { record, facts in record.keepException(facts) },
    mentions: { record in
      let people = (record[participants] ?? []) + (record[invited] ?? [])
      return people + (record[distress] ?? []).map(\.who).filter { !people.contains($0) }
    },
    needed: [.contribution])

  // MARK: - Stages

  static let planned = "planned"
  static let held = "held"
  static let writtenUp = "written-up"
  static let closed = "closed"

  // MARK: - Gates

  private static let hasCome = Gate(yieldsToReason: false) { record, facts in
    record[Head.received].map { $0 <= facts.today } ?? false ? nil : .notHeldYet(reference: record.reference)
  }

  /// Source: requirements VF-04: also who agreed when added, and took it back since by whatever way.
  private static let everybodyAgreed = Gate(yieldsToReason: false) { record, facts in
    do throws(RuleRefusal) { try record.requireConsentOfEverybody(facts) } catch { return error }
    return nil
  }

  /// Source: requirements VF-05: support staff attend, because speaking of what happened may cause distress.
  private static let supportWorkerIsNamed = Gate(yieldsToReason: true) { record, _ in
    record[supportWorker]?.isBlank == false || record[exception]?.isBlank == false
      ? nil : .noSupportWorker(reference: record.reference)
  }

  /// Source: requirements VF-05, "follow-up offered and date".
  private static let distressIsFollowedUp = Gate(yieldsToReason: true) { record, _ in
    (record[distress] ?? []).contains { $0.followedUpOn == nil }
      ? .distressNotFollowedUp(reference: record.reference) : nil
  }

  /// A session that did not take place is closed with the reason.
  private static let wasHeld = Gate(yieldsToReason: true) { record, _ in
    record.wasHeld ? nil : .sessionNotHeld(reference: record.reference)
  }
}

extension Record {
  /// Whether a session took place, as its stage has it; one that is closed for a reason did not.
  fileprivate var wasHeld: Bool {
    [FocusGroupSession.held, FocusGroupSession.writtenUp].contains(self[Head.stage])
  }

  fileprivate mutating func deriveSession() {
    guard self[Head.stage] != FocusGroupSession.planned else {
      self[FocusGroupSession.support] = nil
      return
    }
    let isNamed = self[FocusGroupSession.supportWorker]?.isBlank == false
    let isExcused = self[FocusGroupSession.exception]?.isBlank == false
    self[FocusGroupSession.support] = isNamed ? .named : isExcused ? .exception : nil
  }

  /// The reason that opened the gate is kept, for a supervisor to see. Source: requirements VF-05.
  fileprivate mutating func keepException(_ facts: Facts) {
    guard self[Head.stage] == FocusGroupSession.held, self[FocusGroupSession.supportWorker]?.isBlank != false,
      self[FocusGroupSession.exception]?.isBlank != false
    else { return }
    self[FocusGroupSession.exception] = facts.reason?.replacing("\n", with: " ")
  }

  /// Whoever was brought in for one day has to have agreed to the new one too. Source: requirements VF-04.
  fileprivate func requireConsentOnNewDate(_ facts: Facts) throws(RuleRefusal) {
    guard self[Head.stage] != FocusGroupSession.closed, let day = self[Head.received],
      let before = facts.register.record(reference), before[Head.received] != day
    else { return }
    try requireConsentOfEverybody(facts)
  }

  /// Everybody who is asked or comes agreed to it for that day.
  fileprivate func requireConsentOfEverybody(_ facts: Facts) throws(RuleRefusal) {
    let day = self[Head.received] ?? facts.today
    // Who was only asked and did not come stays out of what was held.
    for reference in self[FocusGroupSession.participants] ?? [] {
      guard let person = facts.register.record(reference) else { throw .noSuchRecord(reference) }
      try person.requireConsent(on: day)
    }
  }

  /// Whether somebody is asked to a session, or takes part in it.
  func expects(_ participant: String) -> Bool {
    (self[FocusGroupSession.participants] ?? []).contains(participant)
      || (self[FocusGroupSession.invited] ?? []).contains(participant)
  }

  /// Takes somebody off a session.
  mutating func takeOff(_ participant: String) {
    for field in [FocusGroupSession.participants, FocusGroupSession.invited] {
      let rest = (self[field] ?? []).filter { $0 != participant }
      self[field] = rest.isEmpty ? nil : rest
    }
  }
}

/// Whether somebody of the support service was there.
package enum SupportPresence: String, FieldValue, CaseIterable {
  case named, exception

  package static let choices = [
    Choice(SupportPresence.named.rawValue, "Support worker named"),
    Choice(SupportPresence.exception.rawValue, "Held without, for a reason"),
  ]
}

extension RuleRefusal {
  fileprivate static func notHeldYet(reference: String) -> RuleRefusal {
    .rule("not-held-yet", "\(reference) lies in the future: it is held on its day or after it.")
  }

  fileprivate static func noSupportWorker(reference: String) -> RuleRefusal {
    .rule(
      "no-support-worker",
      "\(reference) names no support worker: give the name, or the reason for holding it without.",
      yieldsToReason: true)
  }

  fileprivate static func supportMissing(reference: String) -> RuleRefusal {
    .rule(
      "support-missing",
      "\(reference) was held: it needs its support worker's name, or the reason why there was none.")
  }

  fileprivate static func distressNotFollowedUp(reference: String) -> RuleRefusal {
    .rule(
      "distress-not-followed-up",
      "\(reference) has distress that nobody followed up: record the follow-up, or give a reason.",
      yieldsToReason: true)
  }

  fileprivate static func sessionNotHeld(reference: String) -> RuleRefusal {
    .rule(
      "session-not-held", "\(reference) was not held: move it to 'held', or give the reason for closing it.",
      yieldsToReason: true)
  }
}
