import CaseStore
import Casework
import TestOffice
import Testing

@Suite struct ChangeTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  @Test func aNewCaseHasAReferenceAStageAndADueDay() throws {
    let record = try fixture.record(fixture.create(text: "They come every night."))
    #expect(record.reference == "COR-26-0001")
    #expect(record[Head.stage] == "untriaged")
    #expect(record[Head.received] == fixture.today)
    #expect(record[Head.due] != nil)
    #expect(try fixture.create() == "COR-26-0002")
    #expect(try fixture.contacts("COR-26-0001").map(\.text) == ["They come every night."])
    try fixture.requireSound()
  }

  @Test func aCaseWithoutARequiredFieldIsRefused() throws {
    let error = storeError {
      _ = try fixture.store.perform(
        Change(.create(.caseFile, values: ["title": "x"], text: "")), by: StoreFixture.sam,
        at: StoreFixture.now)
    }
    #expect(error == .refused(.fieldRequired("channel")))
  }

  @Test func aCaseIsFoundByEveryWordAddedToIt() throws {
    let reference = try fixture.create(["correspondent": "Nia Prys"], text: "They come every night.")
    try fixture.act(.note("Rang back about the gorse fire."), on: reference)
    try fixture.act(.set(["title": "Scramblers"]), on: reference)
    for words in ["night", "gorse", "scramblers", "prys", "gor*", "\"gorse fire\"", reference.lowercased()] {
      #expect(try fixture.references(words) == [reference], "\(words)")
    }
    #expect(try fixture.references("subject:quad") == [])
    try fixture.requireSound()
  }

  /// From the letter to the closed case, as a caseworker lives it.
  @Test func aCaseGoesItsWay() throws {
    let reference = try fixture.create(text: "They come every night.")
    try fixture.act(.set(["owner": "ann", "place": "mon", "themes": ["dogs", "speeding"]]), on: reference)
    try fixture.act(.refer(team: "north", text: "Any patrols?"), on: reference, by: StoreFixture.ann)
    try fixture.act(.answer("Two a week."), on: reference, by: StoreFixture.ann)
    try fixture.act(.reply("They will patrol.", channel: .letter), on: reference, by: StoreFixture.ann)
    try fixture.act(.close(.answered), on: reference, by: StoreFixture.ann)
    let record = try fixture.record(reference)
    #expect(record[Head.stage] == "closed")
    #expect(record.revision == 6)
    #expect(try fixture.contacts(reference).map(\.kind) == [.received, .referral, .answer, .reply])
    let history = try fixture.store.history(of: reference, for: StoreFixture.sam)
    #expect(history.map(\.entry.action) == ["create", "change", "refer", "answer", "reply", "close"])
    #expect(history.map(\.entry.actor) == ["sam", "sam", "ann", "ann", "ann", "ann"])
    try fixture.requireSound()
  }

  static let strangers: [(RecordAction, StoreError)] = [
    (.set(["owner": "eve"]), .noSuchSetting(kind: .account, name: "eve")),
    (.set(["place": "atlantis"]), .noSuchSetting(kind: .place, name: "atlantis")),
    (.set(["themes": ["dogs", "dragons"]]), .noSuchSetting(kind: .theme, name: "dragons")),
    (.set(["team": "south"]), .noSuchSetting(kind: .team, name: "south")),
    (.refer(team: "south", text: "?"), .noSuchSetting(kind: .team, name: "south")),
    (.close(.answered), .refused(.noReplyRecorded(reference: "COR-26-0001"))),
    (.note(""), .refused(.textEmpty)),
  ]

  @Test(arguments: strangers)
  func aRefusedActionChangesNothingAndLogsNothing(action: RecordAction, error: StoreError) throws {
    let reference = try fixture.create()
    let before = try (fixture.record(reference), fixture.entries().count)
    #expect(storeError { try fixture.act(action, on: reference) } == error)
    #expect(try fixture.record(reference) == before.0)
    #expect(try fixture.entries().count == before.1)
    try fixture.requireSound()
  }

  @Test func anUnknownReferenceIsNamed() {
    #expect(storeError { try fixture.act(.note("x"), on: "COR-26-9999") } == .noSuchRecord("COR-26-9999"))
  }

  @Test func whoMayOnlyReadChangesNothing() throws {
    let reference = try fixture.create()
    let auditor = Actor(name: "aud", roles: [.auditor], host: "h")
    let error = storeError { try fixture.act(.note("x"), on: reference, by: auditor) }
    #expect(error == .refused(.notPermitted(.work)))
  }

  // MARK: - Two people on one record

  @Test func changesToDifferentFieldsMerge() throws {
    let reference = try fixture.create()
    try fixture.act(.set(["owner": "ann"]), on: reference, seen: 1)
    try fixture.act(.set(["place": "mon"]), on: reference, seen: 1, by: StoreFixture.ann)
    let record = try fixture.record(reference)
    #expect(record[Head.owner] == "ann")
    #expect(record[Head.place] == "mon")
    try fixture.requireSound()
  }

  @Test func twoChangesToOneFieldAreNotMergedInSilence() throws {
    let reference = try fixture.create()
    try fixture.act(.set(["title": "Theirs"]), on: reference, seen: 1)
    let error = storeError {
      try fixture.act(.set(["title": "Yours", "owner": "ann"]), on: reference, seen: 1, by: StoreFixture.ann)
    }
    #expect(
      error == .changedMeanwhile(reference: reference, field: "title", yours: "Yours", theirs: "Theirs"))
    #expect(try fixture.record(reference)[Head.owner] == nil)
    try fixture.requireSound()
  }

  @Test func theSameChangeTwiceIsNoConflict() throws {
    let reference = try fixture.create()
    try fixture.act(.set(["title": "Same"]), on: reference, seen: 1)
    try fixture.act(.set(["title": "Same", "owner": "ann"]), on: reference, seen: 1, by: StoreFixture.ann)
    #expect(try fixture.record(reference)[Head.owner] == "ann")
  }

  // MARK: - Many writers

  @Test func twoStoresOnOneFileKeepOneChain() throws {
    let other = try CaseStore.open(at: fixture.path, rulebook: shippedRules)
    let reference = try fixture.create()
    for number in 0..<20 {
      let store = number.isMultiple(of: 2) ? fixture.store : other
      _ = try store.perform(
        Change(.act(.note("Note \(number)"), on: reference, seen: nil)), by: StoreFixture.sam,
        at: StoreFixture.now)
    }
    #expect(try fixture.contacts(reference).map(\.text) == (0..<20).map { "Note \($0)" })
    try fixture.requireSound()
  }

  @Test func eightWritersAtOnceAllSucceed() async throws {
    let reference = try fixture.create()
    let stores = try (0..<8).map { _ in try CaseStore.open(at: fixture.path, rulebook: shippedRules)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (writer, store) in stores.enumerated() {
        group.addTask {
          for number in 0..<100 {
            let action: RecordAction = number == 50 ? .set(["owner": "ann"]) : .note("\(writer) \(number)")
            do {
              let change = Change(.act(action, on: reference, seen: nil))
              _ = try store.perform(change, by: StoreFixture.sam, at: StoreFixture.now)
            } catch StoreError.refused(.nothingChanges) where number == 50 {}
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.contacts(reference).count == 8 * 99)
    try fixture.requireSound()
  }
}
