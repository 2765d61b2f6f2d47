import Casework
import Testing

/// What a person said about consent, and what follows from it at once.
@Suite struct ParticipantTests {
  private let register = HandRegister()

  @Test func aConsentIsTakenUnderTheNewestWording() throws {
    let person = try register.participant("Heron")
    let entry = try #require(register[person].consentLedger.entries.first)
    #expect(entry.wording == "2026-04" && entry.takenBy == "mair")
    let wrong = RecordAction.act(
      "consent", ["purpose": "focus-group", "answer": "given", "wording": "1999-01"])
    #expect(register.refusal(wrong, on: person) == "wording-unknown")
  }

  @Test func aWithdrawalTakesThePersonOffEveryPlannedSessionAtOnce() throws {
    let person = try register.participant("Heron")
    let other = try register.participant("Wren")
    let first = try register.session(on: "2026-12-12")
    let second = try register.session(on: "2026-12-19")
    for name in [person, other] { try register.act("add", on: first, ["participant": .string(name)]) }
    try register.act("invite", on: second, ["participant": .string(person)])
    let decision = try register.act("withdraw", on: person, ["purpose": "focus-group"])
    #expect(decision.further.map(\.reference) == [first, second])
    #expect(register[first][FocusGroupSession.participants] == [other])
    #expect(register[second][FocusGroupSession.invited] == nil)
  }

  @Test func aWithdrawalListsTheWordsThatWereUsed() throws {
    let person = try register.participant("Heron")
    let session = try register.session(["supportWorker": "J Ellis"])
    try register.act("add", on: session, ["participant": .string(person)])
    try register.act("log", on: session, ["line": "+ They rang back", "participant": "Heron"])
    try register.act("log", on: session, ["line": "+ They were kind"])
    try register.perform(.move(to: "held"), on: session)
    let decision = try register.act("withdraw", on: person, ["purpose": "focus-group"])
    let note = try #require(decision.contacts.first?.text)
    let said = register.children(of: session, .contribution)
    #expect(note.contains("\(said[0].reference) (\(session))"))
    #expect(!note.contains(said[1].reference))
    // Who was in the room stays known: the session has been held.
    #expect(register[session][FocusGroupSession.participants] == [person])
  }

  @Test func aWithdrawalOfAnotherConsentLeavesTheSessionsAlone() throws {
    let person = try register.participant("Heron")
    try register.act(
      "consent", on: person,
      ["purpose": "survey-call", "answer": "refused", "on": "2026-11-10"])
    let session = try register.session(on: "2026-12-12")
    try register.act("add", on: session, ["participant": .string(person)])
    #expect(register[session][FocusGroupSession.participants] == [person])
  }

  @Test func whoRefusesLaterIsTakenOffToo() throws {
    let person = try register.participant("Heron")
    let session = try register.session(on: "2026-12-12")
    try register.act("add", on: session, ["participant": .string(person)])
    try register.consent(person, ["answer": "refused", "on": "2026-11-20"])
    #expect(register[session][FocusGroupSession.participants] == nil)
  }

  @Test func twoPeopleHaveNoPseudonymInCommon() throws {
    try register.make(.participant, ["title": "Grey Wagtail", "received": "2026-11-01"])
    #expect(throws: RuleRefusal.self) {
      try register.make(.participant, ["title": "grey  wagtail", "received": "2026-11-01"])
    }
  }

  @Test func whoMayHaveNoPostIsNotReachedByLetter() throws {
    let person = try register.participant("Heron", ["noPost": true])
    #expect(register.refusal(.set(["contactBy": "letter"]), on: person) == "letter-without-post")
  }

  @Test func onlyTheLeadWritesAndReads() throws {
    let person = try register.participant("Heron")
    #expect(
      register.refusal(.set(["language": "Welsh"]), on: person, by: HandRegister.supervisor)
        == "\(RuleRefusal.notOfYourRole(kind: .participant))")
    #expect(!register[person].isVisible(to: HandRegister.supervisor))
    #expect(register[person].isVisible(to: HandRegister.lead))
  }

  // MARK: - The contact list

  @Test func theContactListHoldsLiveConsentsAndNobodyUnsafe() throws {
    let day = HandRegister.now.londonDay
    let heron = try register.participant("Heron", ["contactBy": "phone", "safeTimes": "after 18:00"])
    _ = try register.participant("Wren", ["contactBy": "unsafe"])
    let refused = try register.participant("Plover")
    try register.consent(refused, ["answer": "refused", "on": "2026-11-12"])
    try register.make(.participant, ["title": "Lapwing", "received": "2026-11-01"])
    let list = ContactList(register.records(of: .participant, stage: nil), purpose: .focusGroup, on: day)
    #expect(list.lines.map(\.reference) == [heron])
    #expect(list.lines.first?.contact.summary.text() == "Phone, after 18:00")
    #expect(list.unsafe == 1)
    #expect(list.counts[.notAsked] == 1 && list.counts[.refused] == 1 && list.counts[.given] == 2)
  }

  @Test func aWithdrawalIsOffTheNextListAtOnce() throws {
    let heron = try register.participant("Heron")
    try register.act("withdraw", on: heron, ["purpose": "focus-group"])
    let list = ContactList(
      register.records(of: .participant, stage: nil), purpose: .focusGroup, on: HandRegister.now.londonDay)
    #expect(list.lines.isEmpty && list.counts[.withdrawn] == 1)
  }

  // MARK: - The report

  @Test func theReportNamesNobodyAndHidesSmallNumbers() throws {
    let heron = try register.participant("Heron")
    let session = try register.session(["supportWorker": "J Ellis", "owner": "mair"])
    try register.act("add", on: session, ["participant": .string(heron)])
    for _ in 1...5 { try register.act("log", on: session, ["line": "+ They rang back @heron"]) }
    try register.perform(.move(to: "held"), on: session)
    try register.act("finding", on: session, ["title": "Ring back", "nature": "good-practice"])
    let finding = try #require(register.records(of: .action, stage: nil).first).reference
    try register.act("send", on: finding)
    let report = FindingsReport(
      office: Office(title: "Saltmarsh"),
      sessions: [
        RecordView(
          record: register[session], contacts: [],
          related: register.children(of: session, .contribution) + [register[heron]])
      ], findings: [RecordView(record: register[finding], contacts: [])], titles: [:],
      on: HandRegister.now.londonDay)
    let text = report.json.text
    for name in ["Heron", heron, "Ellis", "mair"] { #expect(!text.contains(name), "\(name)") }
    let row = try #require(report.json["sessions"]?.array?.first)
    #expect(row["people"] == "fewer than 5" && row["improvement"] == "fewer than 5")
    #expect(row["goodPractice"] == "5")
    #expect(report.json["findings"]?.array?.first?["state"] == "awaited since 2026-11-20")
  }
}
