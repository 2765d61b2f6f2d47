import Casework
import TestOffice
import Testing

@Suite struct CaseRulesTests {
  // MARK: - Triage and stages

  @Test func assigningAnUntriagedCaseOpensIt() throws {
    let record = try newCase().after(.set(["owner": "sam"]))
    #expect(record.stage == "open")
    #expect(record[Head.owner] == "sam")
  }

  @Test func handingAnUntriagedCaseToATeamOpensIt() throws {
    #expect(try newCase().after(.set(["team": "north"])).stage == "open")
  }

  @Test func assigningARepliedCaseLeavesItsStage() throws {
    let record = try newCase().after(.reply("Thank you.", channel: .email), .set(["owner": "sam"]))
    #expect(record.stage == "replied")
  }

  @Test(arguments: ["untriaged", "open", "awaiting-force", "reply-owed", "replied", "closed"])
  func everyStageNamesOnlyStagesThatExist(name: String) throws {
    let stage = try #require(CaseFile.kind.stage(named: name))
    #expect(stage.next.allSatisfy { CaseFile.kind.stage(named: $0) != nil })
    #expect(!stage.next.contains("untriaged"))
  }

  /// From each stage to each stage, with every gate open: only what the kind says may follow.
  @Test func onlyTheStagesThatMayFollowCanFollow() {
    for from in CaseFile.kind.stages {
      for target in CaseFile.kind.stages where target.name != from.name {
        let record = newCase {
          $0[Head.stage] = from.name
          $0[CaseFile.outcome] = .answered
          $0[CaseFile.lastReplied] = now
        }
        // Only a referral leads to the wait for its answer.
        let shut: RuleRefusal? =
          target.name == "awaiting-force" ? .noAnswerAwaited(reference: record.reference) : nil
        let expected: RuleRefusal? =
          from.next.contains(target.name) ? shut : .stageCannotFollow(target.name, after: from.name)
        #expect(record.refusal(of: .move(to: target.name)) == expected, "\(from.name) to \(target.name)")
      }
    }
  }

  @Test func aHoldingReplyBeforeTheAnswerIsNotTheReply() {
    let record = newCase {
      $0[Head.stage] = "reply-owed"
      $0[CaseFile.lastReplied] = now
      $0[CaseFile.referrals] = [
        Referral(team: "north", asked: now, by: "sam", answered: now.adding(seconds: 60))
      ]
    }
    #expect(record.refusal(of: .close(.answered)) == .noReplyRecorded(reference: record.reference))
  }

  @Test func aLetterAfterTheReplyOwesAnother() {
    let record = newCase {
      $0[Head.stage] = "reply-owed"
      $0[CaseFile.lastReplied] = now
      $0[CaseFile.lastReceived] = now.adding(seconds: 60)
    }
    #expect(record.refusal(of: .close(.answered)) == .noReplyRecorded(reference: record.reference))
  }

  @Test func nothingLeavesTheWaitForTheForceWithoutAnAnswerOrAReason() {
    let record = newCase {
      $0[Head.stage] = "awaiting-force"
      $0[CaseFile.lastReplied] = now
      $0[CaseFile.referrals] = [Referral(team: "north", asked: now, by: "sam")]
    }
    for stage in ["open", "reply-owed", "replied"] {
      #expect(
        record.refusal(of: .move(to: stage))
          == .answerStillAwaited(reference: record.reference, from: "north"))
    }
  }

  @Test func anUnknownStageIsRefused() {
    #expect(newCase().refusal(of: .move(to: "filed")) == .stageUnknown("filed", kind: .caseFile))
  }

  @Test func movingToTheStageItIsInChangesNothing() {
    #expect(
      newCase().refusal(of: .move(to: "untriaged")) == .nothingChanges(reference: "COR-26-0042"))
  }

  @Test func actingOnACaseMarksItAsRead() throws {
    let record = newCase { $0[Head.isUnread] = true }
    #expect(try record.after(.note("Rang back.")).values["unread"] == nil)
  }

  // MARK: - Closing

  @Test func closingWithoutAReplyIsRefused() {
    #expect(newCase().refusal(of: .close(.answered)) == .noReplyRecorded(reference: "COR-26-0042"))
  }

  @Test func closingWithoutAReplyIsAllowedWithAReason() throws {
    let record = try newCase().after(.close(.noReplyNeeded), reason: "copied in only")
    #expect(record.stage == "closed")
    #expect(record[CaseFile.outcome] == .noReplyNeeded)
    #expect(record[Head.closed] == day("2026-11-20"))
    #expect(record[Head.due] == nil)
  }

  @Test func aReasonOfBlanksIsNoReason() {
    #expect(
      newCase().refusal(of: .close(.answered), reason: " \t ") == .noReplyRecorded(reference: "COR-26-0042"))
  }

  @Test func aCaseClosedWithoutAWordOnHowItEndedWasAnsweredOrNeededNoReply() throws {
    let answered = try newCase().after(.reply("Thank you.", channel: .email)).after(.move(to: "closed"))
    #expect(answered[CaseFile.outcome] == .answered)
    let copiedIn = try newCase().after(.move(to: "closed"), reason: "copied in only")
    #expect(copiedIn[CaseFile.outcome] == .noReplyNeeded)
  }

  @Test func aCaseThatIsOpenedAgainHasNoOutcome() throws {
    let closed = try newCase().after(.close(.withdrawn), reason: "rang to withdraw")
    let opened = try closed.after(.move(to: "open"))
    #expect(opened[CaseFile.outcome] == nil && opened[Head.closed] == nil)
  }

  @Test func closingAClosedCaseIsRefused() throws {
    let record = try newCase().after(.close(.answered), reason: "told by telephone")
    #expect(record.refusal(of: .close(.answered)) == .alreadyClosed(reference: "COR-26-0042"))
    #expect(record.refusal(of: .refer(team: "north", text: "?")) == .alreadyClosed(reference: "COR-26-0042"))
  }

  @Test func reopeningForgetsTheDayOfClosing() throws {
    let closed = try newCase().after(.close(.answered), reason: "told by telephone")
    let record = try closed.after(.move(to: "open"))
    #expect(record[Head.closed] == nil)
    #expect(record[Head.due] != nil)
  }

  // MARK: - The force's answer

  @Test func referringACaseAwaitsTheForce() throws {
    let decision = try newCase().decision(on: .refer(team: "north", text: "Any patrols?"), facts: facts())
    #expect(decision.record.stage == "awaiting-force")
    #expect(decision.record[Head.team] == "north")
    #expect(decision.record.awaitedReferral?.team == "north")
    #expect(decision.contacts.map(\.kind) == [.referral])
    #expect(decision.contacts.first?.recipients == [MailAddress(name: "north")])
  }

  @Test func recordingTheAnswerMeansAReplyIsOwed() throws {
    let record = try newCase().after(.refer(team: "north", text: "Any patrols?"), .answer("Two a week."))
    #expect(record.stage == "reply-owed")
    #expect(record.awaitedReferral == nil)
    #expect(record[Head.team] == nil)
  }

  @Test func aCaseAwaitingTheForceStaysSoUntilItsAnswerIsIn() throws {
    let record = try newCase().after(.refer(team: "north", text: "Any patrols?"))
    let refusal = RuleRefusal.answerStillAwaited(reference: "COR-26-0042", from: "north")
    #expect(record.refusal(of: .move(to: "reply-owed")) == refusal)
    #expect(record.refusal(of: .close(.answered)) == refusal)
    #expect(try record.after(.move(to: "reply-owed"), reason: "they will not say").stage == "reply-owed")
  }

  @Test func withTwoReferralsBothAnswersAreAwaited() throws {
    let record = try newCase().after(.refer(team: "north", text: "?"), .refer(team: "roads", text: "?"))
    let half = try record.after(.answer("Ours is done."))
    #expect(half.stage == "awaiting-force")
    #expect(half.awaitedReferral?.team == "roads")
    #expect(try half.after(.answer("So is ours.")).stage == "reply-owed")
  }

  @Test func anAnswerThatNobodyAskedForIsRefused() {
    #expect(newCase().refusal(of: .answer("Here")) == .noAnswerAwaited(reference: "COR-26-0042"))
  }

  @Test func aHoldingReplyDoesNotEndTheWait() throws {
    let record = try newCase().after(
      .refer(team: "north", text: "?"), .reply("We have asked.", channel: .email))
    #expect(record.stage == "awaiting-force")
    #expect(record[CaseFile.lastReplied] == now)
  }

  // MARK: - Replies, notes and permission

  @Test func aReplySettlesTheCaseAndStopsItsClock() throws {
    let decision = try newCase {
      $0[CaseFile.correspondent] = "Nia Prys"
      $0[CaseFile.address] = "nia@example.org"
    }.decision(on: .reply("Thank you.", channel: .letter), facts: facts())
    #expect(decision.record.stage == "replied")
    #expect(decision.record[Head.due] == nil)
    #expect(
      decision.contacts.first?.recipients == [MailAddress(name: "Nia Prys", address: "nia@example.org")])
    #expect(decision.contacts.first?.channel == .letter)
  }

  @Test(arguments: [
    RecordAction.note(" \n "), .reply("", channel: .email), .refer(team: "north", text: "\t"),
  ])
  func wordsOfBlanksAreRefused(action: RecordAction) {
    #expect(newCase().refusal(of: action) == .textEmpty)
  }

  @Test func anAuditorMayNotAct() {
    let auditor = Actor(name: "ann", roles: [.auditor], host: "desk1")
    #expect(newCase().refusal(of: .note("x"), by: auditor) == .notPermitted(.work))
  }

  // MARK: - Letters

  @Test func aLetterOnAClosedCaseReopensItAsReplyOwed() throws {
    var record = try newCase().after(.close(.answered), reason: "told by telephone")
    record.receive(letter(at: Instant(day: day("2026-12-01"))), shippedRules)
    #expect(record.stage == "reply-owed")
    #expect(record[Head.closed] == nil)
    #expect(record[Head.due] == day("2026-12-31"))
    #expect(record[Head.isUnread] == true)
  }

  @Test func aSecondLetterDoesNotStartTheClockAgain() {
    var record = newCase()
    let due = record[Head.due]
    record.receive(letter(at: Instant(day: day("2026-12-01"))), shippedRules)
    #expect(record[Head.due] == due)
    #expect(record.stage == "untriaged")
  }

  @Test func anOlderLetterThatArrivesLateIsNotTheLastOne() {
    var record = newCase()
    record.receive(letter(at: Instant(day: day("2026-01-05"))), shippedRules)
    #expect(record[CaseFile.lastReceived] == now)
  }

  private func letter(at moment: Instant) -> Contact {
    Contact(uid: "", kind: .received, channel: .email, at: moment, text: "Again!")
  }
}
