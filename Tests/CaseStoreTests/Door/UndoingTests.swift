import CaseStore
import Casework
import Testing

@Suite struct UndoingTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  static let actions: [RecordAction] = [
    .set(["owner": "ann", "place": "mon", "themes": ["dogs"]]), .set(["title": "Another"]),
    .note("Rang back."), .move(to: "reply-owed"),
    .refer(team: "north", text: "Any patrols?"), .reply("Thank you.", channel: .email),
  ]

  @Test(arguments: actions)
  func undoingWritesTheValuesOfBefore(action: RecordAction) throws {
    let reference = try fixture.create(text: "Every night.")
    let before = try fixture.record(reference)
    try fixture.act(action, on: reference)
    try fixture.undo()
    let after = try fixture.record(reference)
    #expect(after.values == before.values)
    #expect(after.revision == 3)
    #expect(try fixture.contacts(reference).map(\.kind) == [.received])
    try fixture.requireSound()
  }

  @Test func aChainOfUndosWalksBackToTheBeginning() throws {
    let reference = try fixture.create()
    for action in Self.actions { try fixture.act(action, on: reference) }
    for _ in Self.actions { try fixture.undo() }
    #expect(try fixture.record(reference)[Head.title] == "Quad bikes on the path")
    #expect(try fixture.record(reference)[Head.stage] == "untriaged")
    try fixture.undo()
    #expect(try fixture.store.view(reference, for: StoreFixture.sam) == nil)
    #expect(try fixture.references("quad") == [])
    try fixture.requireSound()
  }

  @Test func anUndoCanBeFollowedByNewWorkAndUndoneAgain() throws {
    let reference = try fixture.create()
    try fixture.act(.set(["title": "One"]), on: reference)
    try fixture.undo()
    try fixture.act(.set(["title": "Two"]), on: reference)
    try fixture.undo(reference)
    #expect(try fixture.record(reference)[Head.title] == "Quad bikes on the path")
    try fixture.requireSound()
  }

  @Test func aNumberOfAnUndoneCaseIsNotGivenAgain() throws {
    _ = try fixture.create()
    try fixture.undo()
    #expect(try fixture.create() == "COR-26-0002")
    try fixture.requireSound()
  }

  @Test func whatSomebodyBuiltUponIsNotTakenAway() throws {
    let reference = try fixture.create()
    try fixture.act(.set(["title": "One"]), on: reference)
    try fixture.act(.set(["title": "Two"]), on: reference, by: StoreFixture.ann)
    #expect(storeError { try fixture.undo(reference) } == .builtUpon(reference: reference, by: "ann"))
    #expect(try fixture.record(reference)[Head.title] == "Two")
    // Who acts on behalf of ann has not changed it in their own name: it is ann's to undo.
    let behalf = Actor(name: "ann", roles: [.caseworker], host: "desk4", administrator: "sam")
    try fixture.act(.set(["title": "Three"]), on: reference, by: behalf)
    #expect(storeError { try fixture.undo(reference) } == .builtUpon(reference: reference, by: "ann"))
    try fixture.requireSound()
  }

  @Test func aCaseOnWhichAColleagueWorkedIsNotTakenAway() throws {
    let reference = try fixture.create()
    try fixture.act(.note("Mine now."), on: reference, by: StoreFixture.ann)
    #expect(storeError { try fixture.undo(reference) } == .builtUpon(reference: reference, by: "ann"))
    try fixture.undo(reference, by: StoreFixture.ann)
    try fixture.undo(reference)
    #expect(try fixture.store.view(reference, for: StoreFixture.sam) == nil)
    try fixture.requireSound()
  }

  @Test func aChangeToAnotherFieldDoesNotStandInTheWay() throws {
    let reference = try fixture.create()
    try fixture.act(.set(["title": "One"]), on: reference)
    try fixture.act(.set(["place": "mon"]), on: reference, by: StoreFixture.ann)
    try fixture.undo(reference)
    #expect(try fixture.record(reference)[Head.title] == "Quad bikes on the path")
    #expect(try fixture.record(reference)[Head.place] == "mon")
    try fixture.requireSound()
  }

  /// What is taken back stands among what others did since: the rules are asked of the whole.
  @Test func anUndoThatWouldBreakARuleIsRefusedWithTheReason() throws {
    func group(_ title: String) throws -> String {
      let change = Change(.create(.group, values: ["title": .string(title)], text: ""))
      return try #require(
        try fixture.store.perform(change, by: StoreFixture.sam, at: StoreFixture.now).touched.first)
    }
    let (one, other) = (try group("Stop and search"), try group("Young people"))
    try fixture.act(.set(["parent": .string(other)]), on: one)
    try fixture.act(.set(["parent": .null]), on: one)
    try fixture.act(.set(["parent": .string(one)]), on: other, by: StoreFixture.ann)
    let refusal = try #require(storeError { try fixture.undo(one) }).message.text()
    #expect(refusal.contains("under itself"), "\(refusal)")
    #expect(try fixture.record(one)[Head.parent] == nil)
    try fixture.undo(other, by: StoreFixture.ann)
    try fixture.undo(one)
    #expect(try fixture.record(one)[Head.parent] == other)
    try fixture.requireSound()
  }

  @Test func onlyOnesOwnChangesAreUndone() throws {
    let reference = try fixture.create()
    #expect(storeError { try fixture.undo(reference, by: StoreFixture.ann) } == .nothingToUndo)
  }

  @Test func anImportIsNotTakenBack() throws {
    try fixture.take(letter("Noise", "Loud.", id: "1@x"))
    #expect(storeError { try fixture.undo() } == .importCannotBeUndone(reference: "COR-26-0001"))
  }

  /// Taking back the first entries of a store would take back the account that one works with.
  @Test func theOfficesListsAreNotTakenBack() throws {
    #expect(storeError { try fixture.undo() } == .nothingToUndo)
    #expect(try fixture.store.settings(Account.self).count == 3)
  }

  @Test func theLastAdministratorStaysOne() throws {
    let demoted = Account(name: "sam", fullName: "Sam Lloyd", roles: [.caseworker])
    let error = storeError {
      try fixture.store.save([demoted], by: StoreFixture.sam, at: StoreFixture.now)
    }
    #expect(error == .refused(.lastAdministrator))
  }

  @Test func aRoleThatWasTakenAwayCountsAtOnce() throws {
    let reference = try fixture.create(by: StoreFixture.ann)
    let reader = Account(name: "ann", fullName: "Ann Jones", roles: [.auditor])
    try fixture.store.save([reader], by: StoreFixture.sam, at: StoreFixture.now)
    let error = storeError { try fixture.act(.note("Rang."), on: reference, by: StoreFixture.ann) }
    #expect(error == .refused(.notPermitted(.work)))
  }

  @Test func oneEntryIsTakenBackAndNoOther() throws {
    let reference = try fixture.create()
    let first = try fixture.act(.note("First."), on: reference)
    try fixture.act(.note("Second."), on: reference)
    _ = try fixture.store.perform(
      Change(.undoEntry(first.entry)), by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try fixture.contacts(reference).map(\.text) == ["Second."])
    let again = storeError {
      _ = try fixture.store.perform(
        Change(.undoEntry(first.entry)), by: StoreFixture.sam, at: StoreFixture.now)
    }
    #expect(again == .nothingToUndo)
    try fixture.requireSound()
  }
}
