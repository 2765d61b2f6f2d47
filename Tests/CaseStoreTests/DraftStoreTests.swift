import CaseStore
import Casework
import Testing

/// What a person began to write and has not finished, in the store.
@Suite struct DraftStoreTests {
  private let office: StoreFixture
  private let sam = StoreFixture.sam

  init() throws {
    office = try StoreFixture()
  }

  private func draft(_ text: String, of reference: String, form: String = "note", second: Int = 0) -> Draft {
    Draft(
      place: DraftPlace(form: form, reference: reference), revision: 1,
      at: StoreFixture.now.adding(seconds: second), texts: ["text": text])
  }

  @Test func thereIsOneForEachFormOnEachRecordAndTheNewestComesFirst() throws {
    try office.store.keep(draft("Rang h", of: "COR-26-0001"), of: sam)
    try office.store.keep(draft("Rang her", of: "COR-26-0001", second: 2), of: sam)
    try office.store.keep(draft("Dear Ms Prys", of: "COR-26-0001", form: "reply", second: 4), of: sam)
    let drafts = try office.store.drafts(of: sam)
    #expect(drafts.map(\.beginning) == ["Dear Ms Prys", "Rang her"])
    #expect(Set(drafts.map(\.number)).count == 2)
    let place = DraftPlace(form: "note", reference: "COR-26-0001")
    #expect(try office.store.draft(at: place, of: sam)?.texts == ["text": "Rang her"])
    try office.store.dropDraft(at: place, of: sam)
    #expect(try office.store.draft(at: place, of: sam) == nil)
    #expect(try office.store.drafts(of: sam).count == 1)
  }

  @Test func everybodyHasTheirOwn() throws {
    try office.store.keep(draft("Sam's", of: "COR-26-0001"), of: sam)
    try office.store.keep(draft("Ann's", of: "COR-26-0001"), of: StoreFixture.ann)
    #expect(try office.store.drafts(of: sam).map(\.beginning) == ["Sam's"])
    try office.store.dropDraft(at: DraftPlace(form: "note", reference: "COR-26-0001"), of: sam)
    #expect(try office.store.drafts(of: StoreFixture.ann).map(\.beginning) == ["Ann's"])
  }

  @Test func textsComeBackAsTheyWereTyped() throws {
    let text = "Tŷ'r Ŵyl\n\n  \"quoted\" \\ 👨‍👩‍👧 e\u{301}\t\u{200B}end"
    let place = DraftPlace(form: "edit", reference: "COR-26-0001")
    let draft = Draft(
      place: place, revision: 7, at: StoreFixture.now, texts: ["title": text, "owner": ""])
    try office.store.keep(draft, of: sam)
    let kept = try #require(try office.store.draft(at: place, of: sam))
    #expect(kept.texts["title"].map { Array($0.utf8) } == Array(text.utf8))
    #expect(kept.texts["owner"] == "" && kept.revision == 7 && kept.at == StoreFixture.now)
  }

  /// A draft is no record: it stands in no log and wakes nobody, and what does is still seen.
  @Test func aDraftLeavesNoEntryAndWakesNoOtherConsole() throws {
    let reference = try office.create()
    let watch = try ChangeWatch(office.store)
    let entries = try office.entries().count
    let other = try CaseStore.open(at: office.path, rulebook: office.store.rulebook)
    try other.keep(draft("Half a sen", of: reference), of: sam)
    #expect(!watch.hasChanged())
    try other.keep(draft("Half a sentence", of: reference), of: sam)
    try other.dropDraft(at: DraftPlace(form: "note", reference: reference), of: sam)
    #expect(!watch.hasChanged())
    #expect(try office.entries().count == entries)
    try other.keep(draft("A sentence", of: reference), of: sam)
    try office.act(.note("A sentence"), on: reference)
    #expect(watch.hasChanged())
    #expect(!watch.hasChanged())
    try office.requireSound()
  }

  @Test func whatOneMayNotSeeAnyMoreIsNotListed() throws {
    let reference = try office.create()
    try office.store.keep(draft("Rang her", of: reference), of: sam)
    try office.edit("UPDATE record SET circle = 'victims'")
    try office.edit("UPDATE record_body SET body = json_set(body, '$.circle', 'victims')")
    let isVisible = try office.store.record(reference, for: sam) != nil
    #expect(try office.store.drafts(of: sam).isEmpty == !isVisible)
    #expect(!isVisible)
  }

  /// A store of an earlier version gets the table when it is opened.
  @Test func anEarlierStoreIsBroughtUpToDate() throws {
    try office.edit("DROP TABLE draft")
    try office.edit("DELETE FROM grdb_migrations WHERE identifier = 'draft'")
    let store = try CaseStore.open(at: office.path, rulebook: office.store.rulebook)
    try store.keep(draft("Rang her", of: "COR-26-0001"), of: sam)
    #expect(try store.drafts(of: sam).count == 1)
  }
}
