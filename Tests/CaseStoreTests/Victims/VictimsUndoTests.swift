import CaseStore
import Casework
import Testing

/// Taking back holds to the rules too, and what is said of victims stays within its circle.
@Suite struct VictimsUndoTests {
  private let office: VictimsOffice
  private let person: String
  private let session: String

  init() throws {
    office = try VictimsOffice()
    person = try office.make(.participant, ["title": "Heron"])
    try office.perform(.act("consent", ["purpose": "focus-group", "answer": "given"]), on: person)
    session = try office.make(
      .session, ["title": "First contact", "received": "2026-11-20", "supportWorker": "J Hale"])
    try office.perform(.act("add", ["participant": "Heron"]), on: session)
  }

  @Test func anUndoBringsNobodyBackWhoTookTheConsentBack() throws {
    try office.perform(.act("remove", ["participant": "Heron"]), on: session)
    try office.perform(.act("withdraw", ["purpose": "focus-group"]), on: person)
    #expect(throws: StoreError.self) {
      _ = try office.store.perform(
        Change(.undo(reference: session)), by: VictimsOffice.lead, at: VictimsOffice.now)
    }
    #expect(try office.record(session)?[FocusGroupSession.participants] == nil)
  }

  @Test func aSessionIsNotHeldWithSomebodyWhoseConsentWasUndone() throws {
    _ = try office.store.perform(
      Change(.undo(reference: person)), by: VictimsOffice.lead, at: VictimsOffice.now)
    #expect(throws: StoreError.self) { try office.perform(.move(to: "held"), on: session) }
  }

  @Test func anAnswerToAFindingNamesNobody() throws {
    try office.perform(.move(to: "held"), on: session)
    let receipt = try office.perform(
      .act("finding", ["title": "Letters are hard to read", "nature": "improvement"]), on: session)
    let finding = try #require(receipt.touched.last)
    try office.perform(.act("send", [:]), on: finding)
    #expect(throws: StoreError.self) { try office.perform(.answer("We wrote to Heron."), on: finding) }
    try office.perform(.answer("We will write in plain words."), on: finding)
  }

  @Test func aReasonOnWhatFewMayReadIsReadByFew() throws {
    try office.perform(
      .set(["contactBy": "phone"]), on: person, reason: "Her mother Jane Secretname asked for it.")
    var seen = ""
    try office.store.eachEntry(for: VictimsOffice.caseworker) { seen += $0.exported.text }
    #expect(!seen.contains("Secretname"))
    var own = ""
    try office.store.eachEntry(for: VictimsOffice.lead) { own += $0.exported.text }
    #expect(own.contains("Secretname"))
    #expect(try office.store.verify().faults == [])
  }
}
