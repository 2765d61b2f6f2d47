// The rules of correspondence: what each act does to a case besides what it says.
// Source: requirements CO-01, CO-02, K1; Cleveland OPCC strategy 2017-2020.

extension Record {
  mutating func close(with outcome: Outcome, facts: Facts) throws(RuleRefusal) {
    guard !isClosed else { throw .alreadyClosed(reference: reference) }
    self[CaseFile.outcome] = outcome
    try move(to: "closed", facts: facts)
  }

  func noteContact(_ text: String, facts: Facts) throws(RuleRefusal) -> Contact {
    guard !text.isBlank else { throw .textEmpty }
    return contact(.note, text: text, facts: facts)
  }

  func contact(
    _ kind: ContactKind, text: String, channel: Channel = .email, facts: Facts
  ) -> Contact {
    var contact = Contact(
      uid: facts.newUID(), kind: kind, channel: channel, at: facts.now, text: text.storable)
    contact.sender = MailAddress(name: facts.actor.name)
    return contact
  }

  /// A case that somebody has in hand has been triaged, and one that is closed without a word on how it ended was
  /// answered, or needed no reply.
  mutating func deriveCase() {
    if self[Head.owner] ?? self[Head.team] != nil, self[Head.stage] == "untriaged" {
      self[Head.stage] = "open"
    }
    if isClosed, self[CaseFile.outcome] == nil {
      self[CaseFile.outcome] = isReplyOwed ? .noReplyNeeded : .answered
    }
  }

  /// The reply is due 20 working days after the day of receipt: of the case, or, once that was replied to, of the
  /// letter that came after.
  ///
  /// Units: working days, England and Wales; the day of receipt is day 0.
  /// Source: no statute; requirements A12, the offices' usual target.
  func replyDue(calendar: WorkingCalendar) -> Day? {
    let later = self[CaseFile.lastReplied] == nil ? nil : self[CaseFile.lastReceived]?.londonDay
    guard let start = later ?? self[Head.received] else { return nil }
    return calendar.day(addingWorkingDays: replyTarget, to: start)
  }

  /// A letter came in: what was settled is open again and owes a reply.
  package mutating func receive(_ letter: Contact, calendar: WorkingCalendar) {
    self[CaseFile.lastReceived] = max(self[CaseFile.lastReceived] ?? letter.at, letter.at)
    self[Head.isUnread] = true
    if isSettled {
      self[Head.stage] = "reply-owed"
      self[Head.due] = calendar.day(addingWorkingDays: replyTarget, to: letter.at.londonDay)
    }
    settle(calendar: calendar)
  }
}

/// Working days from receipt to reply.
package let replyTarget = 20

extension Decision {
  mutating func refer(to team: String, text: String, facts: Facts) throws(RuleRefusal) {
    guard !record.isClosed else { throw .alreadyClosed(reference: record.reference) }
    guard !text.isBlank else { throw .textEmpty }
    var referrals = record[CaseFile.referrals] ?? []
    referrals.append(Referral(team: team, asked: facts.now, by: facts.actor.name))
    record[CaseFile.referrals] = referrals
    record[Head.team] = team
    record[Head.stage] = "awaiting-force"
    var contact = record.contact(.referral, text: text, facts: facts)
    contact.recipients = [MailAddress(name: team)]
    contacts = [contact]
  }

  mutating func recordAnswer(_ text: String, facts: Facts) throws(RuleRefusal) {
    guard !text.isBlank else { throw .textEmpty }
    var referrals = record[CaseFile.referrals] ?? []
    guard let position = referrals.firstIndex(where: { $0.answered == nil }) else {
      throw .noAnswerAwaited(reference: record.reference)
    }
    referrals[position].answered = facts.now
    record[CaseFile.referrals] = referrals
    var contact = record.contact(.answer, text: text, facts: facts)
    contact.sender = MailAddress(name: referrals[position].team)
    contacts = [contact]
    guard record.awaitedReferral == nil else { return }
    record[Head.team] = nil
    if !record.isClosed { record[Head.stage] = "reply-owed" }
  }

  mutating func recordReply(_ text: String, channel: Channel, facts: Facts) throws(RuleRefusal) {
    guard !text.isBlank else { throw .textEmpty }
    record[CaseFile.lastReplied] = facts.now
    var contact = record.contact(.reply, text: text, channel: channel, facts: facts)
    contact.recipients = [
      MailAddress(name: record[CaseFile.correspondent] ?? "", address: record[CaseFile.address] ?? "")
    ]
    contacts = [contact]
    // A holding reply does not end the wait for the force, nor open what is closed.
    if !record.isClosed, record.awaitedReferral == nil { record[Head.stage] = "replied" }
  }
}
