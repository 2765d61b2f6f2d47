import Casework
import Testing

/// Who may be in the room, and what must be so before a session counts as held.
@Suite struct FocusGroupSessionTests {
  private let register = HandRegister()

  private func refusalToAdd(_ person: String, to session: String) -> String? {
    register.refusal(.act("add", ["participant": .string(person)]), on: session)
  }

  // MARK: - People

  @Test func onlyWhoAgreedToFocusGroupsForThatDayIsAdded() throws {
    let session = try register.session(on: "2026-12-12")
    let asked = try register.make(.participant, ["title": "Wren", "received": "2026-11-01"])
    #expect(refusalToAdd(asked, to: session) == "no-live-consent")
    try register.consent(asked, ["expires": "2026-12-01"])
    #expect(refusalToAdd(asked, to: session) == "no-live-consent")
    try register.consent(asked, ["expires": "2026-12-12"])
    #expect(refusalToAdd(asked, to: session) == nil)
    #expect(register[session][FocusGroupSession.participants] == [asked])
  }

  @Test(arguments: ConsentState.allCases)
  func theRefusalNamesHowTheConsentStands(state: ConsentState) throws {
    let person = try register.make(.participant, ["title": "Wren", "received": "2026-11-01"])
    let session = try register.session()
    switch state {
    case .notAsked: break
    case .given: try register.consent(person)
    case .refused: try register.consent(person, ["answer": "refused"])
    case .expired: try register.consent(person, ["expires": "2026-11-19"])
    case .withdrawn:
      try register.consent(person)
      try register.act("withdraw", on: person, ["purpose": "focus-group"])
    }
    let sentence = register.sentence(against: .act("add", ["participant": "wren"]), on: session)
    #expect((sentence == nil) == (state == .given))
    #expect(sentence?.contains("'\(state.label.text())'") ?? true)
  }

  @Test func aSessionMovesOnlyToADayForWhichEverybodyAgreed() throws {
    let session = try register.session(on: "2026-11-28")
    let person = try register.participant("Heron")
    try register.consent(person, ["on": "2026-11-11", "expires": "2026-12-01"])
    try register.act("add", on: session, ["participant": .string(person)])
    #expect(register.refusal(.set(["received": "2026-12-02"]), on: session) == "no-live-consent")
    #expect(register.refusal(.set(["received": "2026-12-01"]), on: session) == nil)
  }

  @Test func nobodyIsAskedWithWhomContactIsUnsafe() throws {
    let person = try register.participant("Heron", ["contactBy": "unsafe"])
    let session = try register.session()
    #expect(refusalToAdd(person, to: session) == "contact-unsafe")
  }

  @Test func whoWasInvitedAndComesStandsInOneListOnly() throws {
    let person = try register.participant("Grey Wagtail")
    let session = try register.session()
    try register.act("invite", on: session, ["participant": "grey wagtail"])
    #expect(register[session][FocusGroupSession.invited] == [person])
    try register.act("add", on: session, ["participant": "Grey-Wagtail"])
    #expect(register[session][FocusGroupSession.invited] == nil)
    #expect(register[session][FocusGroupSession.participants] == [person])
    try register.act("remove", on: session, ["participant": .string(person)])
    #expect(register[session][FocusGroupSession.participants] == nil)
  }

  @Test func whoTookPartIsFixedOnceTheSessionWasHeld() throws {
    let person = try register.participant("Heron")
    let late = try register.participant("Wren")
    let session = try register.session(["supportWorker": "J Ellis"])
    try register.act("add", on: session, ["participant": .string(person)])
    try register.perform(.move(to: "held"), on: session)
    #expect(refusalToAdd(late, to: session) == "people-are-fixed")
    #expect(
      register.refusal(.act("remove", ["participant": .string(person)]), on: session) == "people-are-fixed")
  }

  // MARK: - Stages

  @Test func aSessionIsHeldWithANamedSupportWorkerOrForATypedReason() throws {
    let session = try register.session()
    #expect(register.refusal(.move(to: "held"), on: session) == "no-support-worker")
    #expect(register.refusal(.move(to: "held"), on: session, reason: "She was ill, they went on.") == nil)
    #expect(register[session][FocusGroupSession.exception] == "She was ill, they went on.")
    #expect(register[session][FocusGroupSession.support] == .exception)
  }

  @Test func aSessionWithASupportWorkerIsNoException() throws {
    let session = try register.session(["supportWorker": "J Ellis"])
    try register.perform(.move(to: "held"), on: session)
    #expect(register[session][FocusGroupSession.support] == .named)
    #expect(register.refusal(.set(["supportWorker": .null]), on: session) == "support-missing")
  }

  @Test func aSessionOfTomorrowWasNotHeld() throws {
    let session = try register.session(on: "2026-11-21", ["supportWorker": "J Ellis"])
    #expect(register.refusal(.move(to: "held"), on: session, reason: "Why not?") == "not-held-yet")
  }

  @Test func distressIsFollowedUpBeforeTheSessionIsWrittenUp() throws {
    let person = try register.participant("Heron")
    let session = try register.session(["supportWorker": "J Ellis"])
    try register.act("add", on: session, ["participant": .string(person)])
    try register.act("distress", on: session, ["who": "heron", "what": "Wept."])
    try register.perform(.move(to: "held"), on: session)
    #expect(register.refusal(.move(to: "written-up"), on: session) == "distress-not-followed-up")
    try register.act("follow-up", on: session, ["who": "heron", "followUp": "A call", "on": "2026-11-20"])
    #expect(register.refusal(.move(to: "written-up"), on: session) == nil)
    let event = try #require(register[session][FocusGroupSession.distress]?.first)
    #expect(event.who == person && event.followedUpOn == HandRegister.now.londonDay)
  }

  // MARK: - What is said

  @Test func aLineCarriesItsSignItsThemeAndWhoSaidIt() throws {
    let person = try register.participant("Heron")
    let session = try register.session(["supportWorker": "J Ellis"])
    try register.act("add", on: session, ["participant": .string(person)])
    try register.act("log", on: session, ["line": "- They promised to ring by Monday #waiting @heron"])
    let said = try #require(register.children(of: session, .contribution).first)
    // No word is taken for a day: what was said is kept as it was said.
    #expect(said[Head.title] == "They promised to ring by Monday")
    #expect(said[Contribution.nature] == .improvement)
    #expect(said[Head.themes] == ["waiting"])
    #expect(said[Contribution.participant] == person)
    #expect(said[Head.circle] == .victims)
  }

  @Test func theSlotsHoldWhereTheLineSaysNothing() throws {
    let session = try register.session()
    try register.act(
      "log", on: session, ["line": "They rang back", "nature": "good-practice", "themes": ["waiting"]])
    let said = try #require(register.children(of: session, .contribution).first)
    #expect(said[Contribution.nature] == .goodPractice && said[Head.themes] == ["waiting"])
    #expect(said[Contribution.participant] == nil)
  }

  @Test func nobodySpeaksWhoWasNotThere() throws {
    _ = try register.participant("Heron")
    let session = try register.session()
    #expect(register.refusal(.act("log", ["line": "+ Good @heron"]), on: session) == "not-in-session")
  }

  // MARK: - Findings

  @Test func aFindingGoesToTheExecutiveAndIsReadByTheCircle() throws {
    let session = try register.session()
    let decision = try register.act(
      "finding", on: session, ["title": "Ring back within a day", "nature": "improvement"])
    let finding = try #require(decision.further.first)
    #expect(finding[OwedAnswer.type] == .finding && finding[OwedAnswer.asked] == "Police Executive")
    #expect(finding[Head.circle] == .victims && finding[Head.marking] == .restricted)
    #expect(!finding.isVisible(to: HandRegister.caseworker))
    #expect(finding.isVisible(to: HandRegister.supervisor))
  }

  @Test(arguments: ["Heron waited a week", "As heron's letter shows", "So said GREY wagtail."])
  func aFindingHoldsNoPseudonym(title: String) throws {
    _ = try register.participant("Heron")
    _ = try register.participant("Grey Wagtail")
    let session = try register.session()
    let finding = RecordAction.act("finding", ["title": .string(title), "nature": "improvement"])
    #expect(register.refusal(finding, on: session) == "finding-names-somebody")
  }

  @Test func aFindingThatIsChangedHoldsNoPseudonymEither() throws {
    _ = try register.participant("Heron")
    let session = try register.session()
    try register.act("finding", on: session, ["title": "Ring back", "nature": "improvement"])
    let finding = try #require(register.records(of: .action, stage: nil).first).reference
    #expect(register.refusal(.set(["text": "Heron said so."]), on: finding) == "finding-names-somebody")
    // A word that only begins so is no pseudonym.
    #expect(register.refusal(.set(["text": "Heronry Road"]), on: finding) == nil)
  }

  @Test func whatJoinsASessionLaterIsReadByItsCircleToo() throws {
    let session = try register.session()
    let action = try register.make(.action, ["title": "Ring", "type": "action", "received": "2026-11-20"])
    #expect(register[action][Head.circle] == nil)
    try register.perform(.set(["parent": .string(session)]), on: action)
    #expect(register[action][Head.circle] == .victims)
  }
}
