import Casework
import TestOffice
import Testing

/// Which cases stand still, and which complaints were kept informed.
@Suite struct StandingClockTests {
  @Test func aCaseStandsStillOnlyWhileSomebodyWaitsForTheClock() throws {
    let pause = RecordAction.act(
      "pause", ["clock": "reply", "category": "other", "reason": "They asked for it"])
    let paused = try newCase().after(pause)
    #expect(paused[CaseFile.paused] == true)
    #expect(try paused.after(.act("resume", ["clock": "reply"]))[CaseFile.paused] == nil)
    #expect(try paused.after(.act("reply", ["text": "Done."]))[CaseFile.paused] == nil)
  }

  @Test func withoutANameTheClockThatIsDueLastIsStopped() throws {
    let paused = try newCase().after(.act("pause", ["category": "other", "reason": "They asked for it"]))
    #expect(paused[CaseFile.clockEvents]?.map(\.clock) == ["reply"])
  }

  @Test func updatesAreUnknownWhereThereIsNoneToJudge() {
    var draft = ComplaintDraft(reference: "CO/1/26", received: day("2026-01-05"), line: 2)
    draft.closed = day("2026-01-12")
    var record = draft.record(updating: nil, uid: "u", extract: "EXT-26-0001", rulebook: shippedRules)
    #expect(record.updatesWereOnTime(shippedRules) == nil)
    record[Complaint.updates] = [day("2026-01-01")]
    #expect(record.updatesWereOnTime(shippedRules) == nil)
    record[Complaint.updates] = [day("2026-01-08")]
    #expect(record.updatesWereOnTime(shippedRules) == true)
  }
}
