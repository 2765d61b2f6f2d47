import Casework
import TestOffice
import Testing

/// What a complaint says of itself, and whether its complainant was kept informed (B7, CP-09).
@Suite struct ComplaintTests {
  private func complaint(
    received: String = "2026-01-05", closed: String? = nil, updates: [String] = []
  ) -> Record {
    let draft = ComplaintDraft(
      reference: "CO/1/26", received: day(received), closed: closed.map(day), updates: updates.map(day),
      line: 2)
    return draft.record(updating: nil, uid: "u", extract: "EXT-26-0001", rulebook: shippedRules)
  }

  // MARK: - Updates

  @Test func theFirstWordIsOwedWithinFourWeeksOfReceipt() {
    #expect(complaint(updates: ["2026-02-02"]).updatesWereOnTime(shippedRules) == true)
    #expect(complaint(updates: ["2026-02-03"]).updatesWereOnTime(shippedRules) == false)
  }

  /// The clock runs from the last word: a week early once means a week early ever after.
  @Test func eachFurtherWordIsOwedFourWeeksAfterTheLast() {
    let onGrid = complaint(updates: ["2026-01-26", "2026-03-02"])
    #expect(onGrid.complaintUpdates(shippedRules).map(\.due) == [day("2026-02-02"), day("2026-02-23")])
    #expect(onGrid.updatesWereOnTime(shippedRules) == false)
    #expect(complaint(updates: ["2026-01-26", "2026-02-23"]).updatesWereOnTime(shippedRules) == true)
  }

  @Test func aWordThatWasOwedBeforeClosingAndNeverGivenIsMissed() {
    let closedInTime = complaint(closed: "2026-02-23", updates: ["2026-01-26"])
    #expect(closedInTime.updatesWereOnTime(shippedRules) == true)
    let closedLate = complaint(closed: "2026-02-24", updates: ["2026-01-26"])
    #expect(closedLate.updatesWereOnTime(shippedRules) == false)
    #expect(closedLate.complaintUpdates(shippedRules).last?.day == nil)
    #expect(closedLate.complaintUpdates(shippedRules).last?.due == day("2026-02-23"))
  }

  @Test func whatWasSaidAfterClosingMendsNothing() {
    let late = complaint(closed: "2026-03-10", updates: ["2026-01-26", "2026-03-11"])
    #expect(late.updatesWereOnTime(shippedRules) == false)
  }

  @Test func withoutDatesNobodyCanTell() {
    #expect(complaint(closed: "2026-06-01").updatesWereOnTime(shippedRules) == nil)
    let beforeTheRule = complaint(received: "2019-11-01", updates: ["2019-11-20"])
    #expect(beforeTheRule.updatesWereOnTime(shippedRules) == nil)
  }

  // MARK: - From the force's table

  @Test func theFirstAllegationGivesTheStratum() {
    var draft = ComplaintDraft(reference: "CO/1/26", received: day("2026-01-05"), line: 2)
    draft.allegations = [
      AllegationDraft(category: "A1", result: "acceptable"), AllegationDraft(category: "B2"),
    ]
    let record = draft.record(updating: nil, uid: "u", extract: "EXT-26-0001", rulebook: shippedRules)
    #expect(record[Complaint.category] == "A1" && record[Complaint.result] == "acceptable")
    #expect(record[Complaint.allegations]?.count == 2)
    #expect(record[Head.title] == "Complaint CO/1/26")
  }

  @Test func whatAnExtractDoesNotTellStaysAsItWas() {
    var draft = ComplaintDraft(reference: "CO/1/26", received: day("2026-01-05"), line: 2)
    draft.area = "North"
    draft.summary = "Nobody came.\nI rang twice."
    var before = draft.record(updating: nil, uid: "u", extract: "EXT-26-0001", rulebook: shippedRules)
    before[Head.owner] = "sam"
    draft.area = ""
    draft.closed = day("2026-02-01")
    let after = draft.record(updating: before, uid: "v", extract: "EXT-26-0002", rulebook: shippedRules)
    #expect(after[Complaint.area] == "North" && after[Head.owner] == "sam" && after.uid == "u")
    #expect(after[Head.title] == "Nobody came.")
    #expect(after.isClosed && after[Head.closed] == day("2026-02-01"))
    #expect(after[Complaint.extract] == "EXT-26-0002")
  }

  @Test func anExtractWithNothingNewLeavesNoTrace() {
    let draft = ComplaintDraft(reference: "CO/1/26", received: day("2026-01-05"), line: 2)
    let before = draft.record(updating: nil, uid: "u", extract: "EXT-26-0001", rulebook: shippedRules)
    let after = draft.record(updating: before, uid: "v", extract: "EXT-26-0002", rulebook: shippedRules)
    #expect(after == before)
  }

  @Test func whatTheForceSaysIsNotChangedByHand() {
    let record = complaint()
    #expect(record.refusal(of: .set(["area": "South"])) == .fieldIsDerived("area"))
    #expect(record.refusal(of: .move(to: "closed")) == .stageCannotFollow("closed", after: "open"))
    #expect(record.refusal(of: .set(["owner": "sam"])) == nil)
  }
}
