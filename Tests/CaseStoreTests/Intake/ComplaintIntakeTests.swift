import CaseStore
import Casework
import Testing

/// A force's table goes in as one change, and comes out as one.
@Suite struct ComplaintIntakeTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  private func draft(_ reference: String, result: String = "", summary: String = "") -> ComplaintDraft {
    var draft = ComplaintDraft(reference: reference, received: fixture.today - 40, line: 2)
    draft.summary = summary
    draft.allegations = [AllegationDraft(category: "A1", result: result)]
    return draft
  }

  private func file(
    _ drafts: [ComplaintDraft], named name: String = "june.csv", raw: String = "reference,received\n",
    rejected: String? = nil
  ) throws -> (extract: String, counts: ComplaintCounts) {
    let problem = TableProblem(file: name, line: 9, column: "received", what: "There is no day.")
    let file = ComplaintFile(
      name: name, raw: Array(raw.utf8), rows: drafts.count + (rejected == nil ? 0 : 1), drafts: drafts,
      problems: rejected == nil ? [] : [problem], refusedRows: rejected == nil ? 0 : 1,
      rejected: rejected.map { Array($0.utf8) })
    return try fixture.store.file(file, by: StoreFixture.sam, at: StoreFixture.now)
  }

  @Test func anExtractIsKeptWithItsBytesAndItsComplaints() throws {
    let (extract, counts) = try file(
      [draft("CO/1/26", summary: "Nobody came to Môn"), draft("CO/2/26")], raw: "the file",
      rejected: "reference,problem\r\nCO/3/26,no day\r\n")
    #expect(counts.new == 2 && counts.changed == 0 && counts.same == 0 && counts.refused == 1)
    let view = try #require(try fixture.store.view(extract, for: StoreFixture.sam))
    #expect(view.record[Extract.rows] == 3 && view.record[Extract.refused] == 1)
    #expect(view.record[Extract.problems]?.map(\.line) == [9])
    let kept = try view.contacts.map { contact in
      String(
        decoding: try fixture.store.rawBytes(
          digest: try #require(contact.rawDigest), for: StoreFixture.sam) ?? [], as: UTF8.self)
    }
    #expect(kept == ["the file", "reference,problem\r\nCO/3/26,no day\r\n"])
    #expect(try fixture.references("kind:complaint mon") == ["CO/1/26"])
    #expect(try fixture.record("CO/1/26")[Complaint.extract] == extract)
    try fixture.requireSound()
  }

  @Test func theNextExtractChangesOneAndLeavesTheOther() throws {
    _ = try file([draft("CO/1/26"), draft("CO/2/26")])
    let (extract, counts) = try file([draft("CO/1/26"), draft("CO/2/26", result: "acceptable")], raw: "next")
    #expect(counts.new == 0 && counts.changed == 1 && counts.same == 1)
    #expect(try fixture.record("CO/1/26").revision == 1)
    #expect(try fixture.record("CO/2/26").revision == 2)
    #expect(try fixture.record("CO/2/26")[Complaint.extract] == extract)
    try fixture.requireSound()
    try fixture.undo()
    #expect(try fixture.record("CO/2/26")[Complaint.result] == nil)
    #expect(try fixture.store.view(extract, for: StoreFixture.sam) == nil)
    try fixture.requireSound()
  }

  @Test func oneUndoTakesAllOfItBack() throws {
    let (extract, _) = try file([draft("CO/1/26", summary: "Loud"), draft("CO/2/26")])
    let receipt = try fixture.undo()
    #expect(receipt.touched.count == 3)
    for reference in ["CO/1/26", "CO/2/26", extract] {
      #expect(try fixture.store.record(reference, for: StoreFixture.sam) == nil)
    }
    #expect(try fixture.references("loud") == [])
    #expect(try fixture.integer("SELECT count(*) FROM blob") == 0)
    try fixture.requireSound()
    #expect(try file([draft("CO/1/26")]).counts.new == 1)
    try fixture.requireSound()
  }

  /// More than are indexed at once, so that a piece is written on the way.
  @Test func thousandsAreFoundAndTakenBack() throws {
    let drafts = (1...6000).map { draft("CO/\($0)/26", summary: "word\($0 % 7)") }
    var told: [Int] = []
    let big = ComplaintFile(name: "big.csv", raw: [0x61], rows: 6000, drafts: drafts)
    _ = try fixture.store.file(big, by: StoreFixture.sam, at: StoreFixture.now) { told.append($0) }
    #expect(told == [1000, 2000, 3000, 4000, 5000, 6000])
    let query = try QueryParser.parse("word3", today: fixture.today, actor: "sam")
    #expect(try fixture.store.count(query, today: fixture.today, for: StoreFixture.sam) == 857)
    try fixture.undo()
    #expect(try fixture.store.count(query, today: fixture.today, for: StoreFixture.sam) == 0)
    #expect(try fixture.integer("SELECT count(*) FROM term WHERE t LIKE 'word%'") == 0)
    try fixture.requireSound()
  }

  @Test func aComplaintOnWhichSomebodyWorkedIsNotTakenAway() throws {
    _ = try file([draft("CO/1/26"), draft("CO/2/26")])
    try fixture.act(.note("Rang the force."), on: "CO/1/26", by: StoreFixture.ann)
    #expect(storeError { try fixture.undo() } == .builtUpon(reference: "CO/1/26", by: "ann"))
    #expect(try fixture.record("CO/2/26").revision == 1)
    try fixture.requireSound()
  }

  @Test func theReferenceOfAnotherRecordIsRefused() throws {
    let taken = try fixture.create()
    #expect(
      storeError { _ = try file([draft("CO/1/26"), draft(taken)]) } == .refused(.referenceTaken(taken)))
    #expect(try fixture.store.record("CO/1/26", for: StoreFixture.sam) == nil)
    try fixture.requireSound()
  }

  @Test func sayingWhatWouldHappenWritesNothing() throws {
    _ = try file([draft("CO/1/26")])
    let entries = try fixture.entries().count
    let next = ComplaintFile(
      name: "next.csv", raw: [], rows: 2, drafts: [draft("CO/1/26", result: "acceptable"), draft("CO/2/26")])
    let counts = try fixture.store.counts(of: next)
    #expect(counts.new == 1 && counts.changed == 1)
    #expect(try fixture.entries().count == entries)
  }
}

/// Rows of a table become records of one kind, all or none of them.
@Suite struct RowFilingTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  private let rows = [
    TypedRow(line: 2, values: ["title": "Speeding on the bypass", "channel": "letter"]),
    TypedRow(line: 3, values: ["title": "No channel"]),
    TypedRow(line: 4, values: ["title": "A place", "channel": "phone", "place": "nowhere"]),
  ]

  private func make(keepsGood: Bool, isTrial: Bool = false) throws -> RowOutcome {
    try fixture.store.create(
      rows, of: .caseFile, keepsGood: keepsGood, isTrial: isTrial, by: StoreFixture.sam, at: StoreFixture.now)
  }

  @Test func nothingIsWrittenWhenARowIsRefused() throws {
    let outcome = try make(keepsGood: false)
    #expect(outcome.made == 1 && outcome.refusals.map(\.line) == [3, 4])
    #expect(try fixture.references("kind:case") == [])
    try fixture.requireSound()
  }

  @Test func soundRowsStayIfThatIsWishedAndAreOneChange() throws {
    #expect(try make(keepsGood: true, isTrial: true).made == 1)
    #expect(try fixture.references("kind:case") == [])
    #expect(try make(keepsGood: true).made == 1)
    #expect(try fixture.references("bypass") == ["COR-26-0001"])
    try fixture.undo()
    #expect(try fixture.references("kind:case") == [])
    try fixture.requireSound()
  }
}
