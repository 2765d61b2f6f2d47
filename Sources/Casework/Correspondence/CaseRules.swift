// The rules of correspondence: what each act does to a case besides what it says.
// Source: requirements CO-01, CO-02, K1; Cleveland OPCC strategy 2017-2020.

extension Record {
  /// A case that somebody has in hand has been triaged, and one that is closed without a word on how it ended was
  /// answered, or needed no reply.
  mutating func deriveCase(_ rulebook: Rulebook) {
    if self[Head.owner] ?? self[Head.team] != nil, self[Head.stage] == CaseFile.untriaged {
      self[Head.stage] = CaseFile.open
    }
    if isClosed, self[CaseFile.outcome] == nil {
      self[CaseFile.outcome] = isReplyOwed ? .noReplyNeeded : .answered
    }
    self[CaseFile.answerDue] = isClosed ? nil : teamClock(rulebook)?.runsOut
    let isPaused = !isSettled && caseClocks(rulebook).contains(where: \.isStanding)
    self[CaseFile.paused] = isPaused ? true : nil
  }

  /// The clocks of a case: to acknowledge it, to reply to it, and to chase a team that was asked.
  ///
  /// What was raised by nobody in particular is acknowledged to nobody; it has the clock of an issue.
  /// The reply's clock starts with the day of receipt: of the case, or, once nothing was owed on it, of the letter that
  /// came after. A second letter while the first is unanswered does not start it again.
  /// Source: no statute; requirements A12, WE-03, the offices' usual targets.
  func caseClocks(_ rulebook: Rulebook) -> [RunningClock] {
    let events = self[CaseFile.clockEvents] ?? []
    guard let received = self[Head.received] else { return [] }
    let replied = self[CaseFile.lastReplied]?.londonDay
    var clocks: [RunningClock?] = []
    if isOfNobody {
      clocks.append(RunningClock("issue", from: received, met: replied, events: events, rulebook: rulebook))
    } else if let again = self[CaseFile.owedSince] {
      let met = isReplyOwed ? nil : replied
      clocks.append(RunningClock("reply", from: again, met: met, events: events, rulebook: rulebook))
    } else {
      let told = [self[CaseFile.acknowledged], replied].compactMap { $0 }.min()
      clocks.append(
        RunningClock("acknowledge", from: received, met: told, events: events, rulebook: rulebook))
      clocks.append(RunningClock("reply", from: received, met: replied, events: events, rulebook: rulebook))
    }
    clocks.append(teamClock(rulebook))
    return clocks.compactMap { $0 }
  }

  /// The clock of the team that was asked first and has not answered; a chase does not start it again.
  private func teamClock(_ rulebook: Rulebook) -> RunningClock? {
    guard let asked = awaitedReferral?.asked.londonDay else { return nil }
    return RunningClock(
      "team-answer", from: asked, events: self[CaseFile.clockEvents] ?? [], rulebook: rulebook)
  }

  /// A letter came in: what was settled is open again and owes a reply.
  package mutating func receive(_ letter: Contact, _ rulebook: Rulebook) {
    if isSettled || self[CaseFile.lastReplied] != nil && !isReplyOwed {
      self[CaseFile.owedSince] = letter.at.londonDay
    }
    self[CaseFile.lastReceived] = max(self[CaseFile.lastReceived] ?? letter.at, letter.at)
    self[Head.isUnread] = true
    if isSettled { self[Head.stage] = CaseFile.replyOwed }
    settle(rulebook)
  }
}

extension Decision {
  mutating func refer(_ said: ActInput, facts: Facts) throws(RuleRefusal) {
    guard !record.isClosed else { throw .alreadyClosed(reference: record.reference) }
    let team = said[CaseActs.team] ?? ""
    var referrals = record[CaseFile.referrals] ?? []
    referrals.append(Referral(team: team, asked: facts.now, by: facts.actor.name))
    record[CaseFile.referrals] = referrals
    record[Head.team] = team
    record[Head.stage] = CaseFile.awaitingForce
    var contact = record.contact(.referral, text: said[CaseActs.text] ?? "", facts: facts)
    contact.recipients = [MailAddress(name: team)]
    contacts = [contact]
  }

  mutating func recordAnswer(_ text: String, facts: Facts) throws(RuleRefusal) {
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
    // What nobody waits to hear of is the office's to look at and to close.
    if !record.isClosed { record[Head.stage] = record.isOfNobody ? CaseFile.open : CaseFile.replyOwed }
  }

  /// Asks the team again. The clock of the first asking runs on.
  mutating func chase(_ text: String, facts: Facts) throws(RuleRefusal) {
    var referrals = record[CaseFile.referrals] ?? []
    guard let position = referrals.firstIndex(where: { $0.answered == nil }) else {
      throw .noAnswerAwaited(reference: record.reference)
    }
    referrals[position].chased.append(facts.now)
    record[CaseFile.referrals] = referrals
    var contact = record.contact(.chase, text: text, facts: facts)
    contact.recipients = [MailAddress(name: referrals[position].team)]
    contacts = [contact]
  }

  mutating func recordReply(_ said: ActInput, facts: Facts) {
    record[CaseFile.lastReplied] = facts.now
    var contact = record.contact(
      .reply, text: said[CaseActs.text] ?? "",
      channel: said[CaseActs.channel] ?? record[CaseFile.channel] ?? .email, facts: facts)
    contact.recipients = [
      MailAddress(name: record[CaseFile.correspondent] ?? "", address: record[CaseFile.address] ?? "")
    ]
    contacts = [contact]
    // A holding reply does not end the wait for the force, nor open what is closed.
    if !record.isClosed, record.awaitedReferral == nil { record[Head.stage] = CaseFile.replied }
  }

  mutating func acknowledge(_ facts: Facts) throws(RuleRefusal) {
    guard record[CaseFile.acknowledged] == nil, record[CaseFile.lastReplied] == nil else {
      throw .alreadyAcknowledged(reference: record.reference)
    }
    record[CaseFile.acknowledged] = facts.today
  }
}
