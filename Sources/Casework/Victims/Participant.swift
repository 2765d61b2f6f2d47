/// A victim who was supported and may take part in surveys and focus groups, known by a pseudonym.
///
/// The record never holds a name, a number or an address: those are sealed in the vault. Source: requirements VF-01,
/// VF-04, E5, E6.
package enum Participant {
  /// The day on which the support case closed, when people are asked. Source: requirements VF-01.
  package static let supportClosed = Field<Day>(
    "supportClosed", "Support closed", .day, help: "The day on which the support service closed its own file."
  )
  package static let contactBy = Field<ContactWay>(
    "contactBy", "Contact by", .choice(ContactWay.choices),
    help: "How the person wants to be reached; where contact is unsafe, nobody gets in touch.")
  package static let safeTimes = Field<String>(
    "safeTimes", "Safe times", .text, help: "When somebody may ring or call without danger to the person.")
  package static let noVoicemail = Field<Bool>(
    "noVoicemail", "No voicemail", .flag, help: "Whether nothing may be left on an answering machine.")
  package static let noPost = Field<Bool>(
    "noPost", "No post", .flag, help: "Whether nothing may come by post.")
  package static let access = Field<String>(
    "access", "Access needs", .text,
    help: "What the person needs to take part, such as a ramp or large print.")
  package static let interpreter = Field<String>("interpreter", "Interpreter", .text)
  package static let language = Field<String>("language", "Language", .text)
  /// In the order in which they were written down; see ``ConsentLedger``.
  package static let consents = Field<[ConsentEntry]>("consents", "Consent", .list, isDerived: true)

  package static let kind = RecordKind(
    name: .participant, prefix: "VIC", label: "Participant", plural: "Participants",
    head: [
      Head.title.called("Pseudonym"), Head.owner.description, Head.received.called("Known since"),
      Head.marking.description,
    ] + Head.derived,
    ownFields: [
      supportClosed.description, contactBy.description, safeTimes.description, noVoicemail.description,
      noPost.description, access.description, interpreter.description, language.description,
      consents.description,
    ],
    stages: [
      Stage(active, "Active", next: [left]), Stage(left, "Left", next: [active], isFinal: true),
    ],
    acts: ParticipantActs.all, writers: [.victimsLead], circle: .participants, guarded: [consents.name],
    hooks: RecordKind.Hooks(
      check: { record, facts throws(RuleRefusal) in try record.requireUsablePseudonym(facts) },
      follow: { decision, facts in decision.leaveSessions(facts) },
      words: { [$0[access], $0[interpreter], $0[language]].compactMap { $0 } }))

  static let active = "active"
  static let left = "left"

  /// Only the victims' lead has to do with who takes part. Throws: ``RuleRefusal/notOfYourRole(kind:)``.
  package static func requireLead(_ actor: Actor) throws(RuleRefusal) {
    guard actor.circles.contains(.participants) else { throw .notOfYourRole(kind: .participant) }
  }
}

extension Record {
  /// All that a participant ever answered about consent.
  package var consentLedger: ConsentLedger { ConsentLedger(self[Participant.consents] ?? []) }

  /// How a participant may be reached.
  package var safeContact: SafeContact { SafeContact(self) }

  /// Two people under one pseudonym would be asked, counted and quoted as one.
  fileprivate func requireUsablePseudonym(_ facts: Facts) throws(RuleRefusal) {
    if facts.register.record(reference)?[Head.title] != self[Head.title] { try requireFreePseudonym(facts) }
    guard self[Participant.contactBy] != .letter || self[Participant.noPost] != true else {
      throw .letterWithoutPost
    }
  }
}

extension Record {
  /// All participants are read for it, so only a new pseudonym asks.
  fileprivate func requireFreePseudonym(_ facts: Facts) throws(RuleRefusal) {
    let pseudonym = Pseudonym.folded(self[Head.title] ?? "")
    let others = facts.register.records(of: .participant, stage: nil).filter { $0.uid != uid }
    guard !others.contains(where: { Pseudonym.folded($0[Head.title] ?? "") == pseudonym }) else {
      throw .pseudonymTaken(self[Head.title] ?? "")
    }
  }
}

/// Comparing pseudonyms as people type them.
enum Pseudonym {
  /// Case does not matter, and a hyphen stands for a blank, as in a line that is logged.
  static func folded(_ text: String) -> String {
    text.lowercased().split { $0.isWhitespace || $0 == "-" }.joined(separator: " ")
  }

  /// Whether a text holds a pseudonym as words of its own, whatever the case of its letters.
  static func stands(_ pseudonym: String, in text: String) -> Bool {
    let wanted = words(pseudonym)
    let found = words(text)
    guard !wanted.isEmpty, found.count >= wanted.count else { return false }
    return (0...(found.count - wanted.count)).contains { found[$0...].starts(with: wanted) }
  }

  /// Signs that are not seen, and letters of double width, hide no word.
  private static func words(_ text: String) -> [String] {
    let seen = text.unicodeScalars.filter { $0.properties.generalCategory != .format }
      .map { (0xFF01...0xFF5E).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0 }
    return String(String.UnicodeScalarView(seen)).lowercased().split { !$0.isLetter && !$0.isNumber }
      .map(String.init)
  }
}

extension RuleRefusal {
  static func pseudonymTaken(_ pseudonym: String) -> RuleRefusal {
    .rule("pseudonym-taken", "There is a participant '\(pseudonym)' already: choose another pseudonym.")
  }

  static let letterWithoutPost = RuleRefusal.rule(
    "letter-without-post",
    "Contact by letter and no post do not go together: choose another way, or ask the person again.")
}
