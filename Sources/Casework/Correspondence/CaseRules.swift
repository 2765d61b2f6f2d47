// The rules of correspondence: what each act does to a case besides what it says.
// Source: requirements CO-01, CO-02, K1; Cleveland OPCC strategy 2017-2020.

extension Record {
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
    // A case that somebody has in hand has been triaged.
    if self[Head.owner] ?? self[Head.team] != nil, self[Head.stage] == "untriaged" {
      self[Head.stage] = "open"
    }
  }

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

  /// The reply is due 20 working days after the day of receipt, until the case is replied to or closed.
  ///
  /// Units: working days, England and Wales; the day of receipt is day 0.
  /// Source: no statute; requirements A12, the offices' usual target.
  package mutating func refreshDue(calendar: WorkingCalendar) {
    guard !isSettled, let received = self[CaseFile.lastReceived]?.londonDay ?? self[Head.received] else {
      self[Head.due] = nil
      return
    }
    // A second letter on an unanswered case does not start the clock again.
    guard self[Head.due] == nil else { return }
    self[Head.due] = calendar.day(addingWorkingDays: replyTarget, to: received)
  }

  /// A letter came in: what was settled is open again and owes a reply.
  package mutating func receive(_ letter: Contact, calendar: WorkingCalendar) {
    self[CaseFile.lastReceived] = max(self[CaseFile.lastReceived] ?? letter.at, letter.at)
    self[Head.isUnread] = true
    if isSettled {
      self[Head.stage] = "reply-owed"
      self[CaseFile.closed] = nil
    }
    refreshDue(calendar: calendar)
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
