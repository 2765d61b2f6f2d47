import Casework
import Testing

/// Who leaves, or may not be contacted safely, is expected nowhere; and no date gets round a gate.
@Suite struct LeavingTests {
  private let register = HandRegister()

  @Test(arguments: [RecordAction.move(to: "left"), .set(["contactBy": "unsafe"])])
  func whoLeavesOrIsUnsafeToContactIsTakenOffPlannedSessionsAtOnce(change: RecordAction) throws {
    let person = try register.participant("Heron")
    let ahead = try register.session(on: "2026-12-12")
    let today = try register.session(["supportWorker": "J Ellis"])
    for session in [ahead, today] {
      try register.act("add", on: session, ["participant": .string(person)])
    }
    try register.perform(.move(to: "held"), on: today)
    let decision = try register.perform(change, on: person)
    #expect(decision.further.map(\.reference) == [ahead])
    #expect(register[ahead][FocusGroupSession.participants] == nil)
    #expect(register[today][FocusGroupSession.participants] == [person])
  }

  @Test func aSessionThatWasHeldMovesToNoDayAheadNorToOneWithoutConsent() throws {
    let person = try register.participant("Heron")
    let session = try register.session(["supportWorker": "J Ellis"])
    try register.act("add", on: session, ["participant": .string(person)])
    try register.perform(.move(to: "held"), on: session)
    #expect(register.refusal(.set(["received": "2026-11-21"]), on: session) == "not-held-yet")
    #expect(register.refusal(.set(["received": "2026-11-09"]), on: session) == "no-live-consent")
    #expect(register.refusal(.set(["received": "2026-11-19"]), on: session) == nil)
  }

  @Test func aParticipantTakesNoPseudonymThatIsTakenAndKeepsItsOwn() throws {
    _ = try register.participant("Heron")
    let person = try register.participant("Wren")
    #expect(register.refusal(.set(["title": "heron"]), on: person) == "pseudonym-taken")
    #expect(register.refusal(.set(["access": "Ramp"]), on: person) == nil)
  }
}
