import CaseStore
import Casework
import Testing

/// One verb for many records: shown first, done as one change, taken back as one.
@Suite struct BulkChangeTests {
  @Test func fiveLettersAreGivenToAnnAndOneUndoTakesThemBack() throws {
    let office = try StoreFixture()
    let letters = try (0..<5).map { _ in try office.create() }
    let receipt = try office.bulk(.each(.set(["owner": "ann"])), on: letters)
    #expect(receipt.touched == letters && receipt.leftOut.isEmpty)
    #expect(try letters.allSatisfy { try office.record($0)[Head.owner] == "ann" })
    _ = try office.store.perform(
      Change(.undoEntry(receipt.entry)), by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try letters.allSatisfy { try office.record($0)[Head.owner] == nil })
    #expect(try office.store.verify().isSound)
  }

  @Test func whatARuleRefusesIsLeftAsItIsAndStopsNoOther() throws {
    let office = try StoreFixture()
    let (asked, unasked) = (try office.create(), try office.create())
    try office.act(.refer(team: "roads", text: "Please answer."), on: asked)
    let receipt = try office.bulk(.each(.answer("Yes.")), on: [unasked, asked, "COR-26-9999"])
    #expect(receipt.touched == [asked])
    #expect(receipt.leftOut.map(\.reference) == [unasked, "COR-26-9999"])
    #expect(receipt.leftOut[0].why.text().contains("awaits no answer"))
    #expect(try office.record(unasked).revision == 1)
    #expect(try office.store.verify().isSound)
  }

  @Test func thePreviewSaysWhatWouldBeAndWritesNothing() throws {
    let office = try StoreFixture()
    let (one, two) = (try office.create(["owner": "sam"]), try office.create(["owner": "ann"]))
    let before = try office.store.lastEntry()
    let outcome = try office.preview(.each(.set(["owner": "ann"])), on: [one, two])
    let line = try #require(outcome.changed.first)
    #expect(outcome.changed.count == 1 && line.reference == one && line.revision == 1)
    #expect(line.detail.fields["owner"]?.before == "sam" && line.detail.fields["owner"]?.after == "ann")
    #expect(outcome.same == [two])
    #expect(try office.record(one)[Head.owner] == "sam")
    #expect(try office.store.lastEntry() == before)
    #expect(
      try office.store.rows(
        ListRequest(.field(.owner, .equals("ann")), today: office.today), for: StoreFixture.sam
      ).count == 1)
  }

  @Test func whatAColleagueChangedSinceThePreviewIsLeftOut() throws {
    let office = try StoreFixture()
    let (one, two) = (try office.create(), try office.create())
    let shown = try office.preview(.each(.set(["owner": "ann"])), on: [one, two]).changed
    try office.act(.set(["owner": "sam"]), on: one, by: StoreFixture.ann)
    let targets = shown.map { BulkTarget($0.reference, seen: $0.revision) }
    let receipt = try office.store.perform(
      Change(.bulk(.each(.set(["owner": "ann"])), on: targets)), by: StoreFixture.sam, at: StoreFixture.now)
    #expect(receipt.touched == [two] && receipt.leftOut.map(\.reference) == [one])
    #expect(try office.record(one)[Head.owner] == "sam")
  }

  @Test func themesAreAddedToThoseThatEachHas() throws {
    let office = try StoreFixture()
    let (one, two) = (try office.create(["themes": ["dogs"]]), try office.create())
    try office.bulk(.addThemes(["speeding", "dogs"]), on: [one, two])
    #expect(try office.record(one)[Head.themes] == ["dogs", "speeding"])
    #expect(try office.record(two)[Head.themes] == ["speeding", "dogs"])
  }

  /// What is shown before is found in pieces, between which colleagues write; what is done is one change.
  @Test func oneReplyToHundredsIsShownInPiecesAndDoneAsOne() throws {
    let office = try StoreFixture()
    let mails = (0..<520).map { letter("Counter \($0)", "Keep it open.", id: "\($0)@x") }
    _ = try office.store.take(in: mails, by: StoreFixture.sam, at: StoreFixture.now)
    let letters = try office.store.rows(
      ListRequest(.all, limit: 2000, today: office.today), for: StoreFixture.sam
    ).map(\.reference)
    let shown = try office.preview(.reply("It stays open."), on: letters + [letters[0], "COR-26-9999"])
    #expect(shown.changed.map(\.reference) == letters && shown.leftOut.map(\.reference) == ["COR-26-9999"])
    let receipt = try office.bulk(.reply("It stays open."), on: letters)
    #expect(receipt.touched == letters)
    #expect(try office.references("stays").count == letters.count)
    try office.requireSound()
    _ = try office.store.perform(
      Change(.undoEntry(receipt.entry)), by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try office.references("stays").isEmpty)
    try office.requireSound()
  }

  @Test func aRecordNamedTwiceIsChangedOnce() throws {
    let office = try StoreFixture()
    let one = try office.create()
    try office.bulk(.each(.note("Rang.")), on: [one, one])
    #expect(
      try office.store.view(one, for: StoreFixture.sam)?.contacts.filter { $0.kind == .note }.count == 1)
  }

  @Test func eachRecordHasAnEntryOfItsOwnAndTheLogNamesTheBatch() throws {
    let office = try StoreFixture()
    let letters = try (0..<3).map { _ in try office.create() }
    try office.bulk(.each(.move(to: "open")), on: letters)
    for letter in letters {
      let last = try office.store.history(of: letter, for: StoreFixture.sam).last
      #expect(last?.entry.action == "move" && last?.detail.fields["batch"] != nil)
    }
  }
}

extension StoreFixture {
  @discardableResult
  func bulk(_ verb: BulkVerb, on references: [String]) throws -> Receipt {
    try store.perform(
      Change(.bulk(verb, on: references.map { BulkTarget($0, seen: nil) })), by: Self.sam, at: Self.now)
  }

  fileprivate func preview(_ verb: BulkVerb, on references: [String]) throws -> BulkOutcome {
    try store.preview(
      verb, on: references.map { BulkTarget($0, seen: nil) }, reason: nil, by: Self.sam, at: Self.now)
  }
}
