import Canvas
import Casework
import Testing

@testable import Console

/// At the console: how long a record is kept, what holds it, and erasing it, which asks for the reference again.
@Suite struct RetentionPaneTests {
  private static func desk(_ change: (inout Record) -> Void = { _ in }) -> Desk {
    var file = ConsoleExamples.files[0]
    file.record[Head.stage] = CaseFile.closed
    file.record[Head.closed] = Day("2026-01-05")
    change(&file.record)
    var desk = Desk([file])
    // Closed cases have a view of their own.
    desk.type("'x")
    return desk
  }

  @Test func theTextSaysWhoHoldsTheRecordAndWhy() {
    var desk = Self.desk {
      $0[DisposalHold.field] = DisposalHold(by: "slewis", since: Day(number: 20_000), reason: "County court")
    }
    desk.press(.enter)
    #expect(desk.shows("Held") && desk.shows("County court"))
    desk.type("d")
    #expect(desk.shows("lift hold") && !desk.shows("erase"))
  }

  @Test func aPageSaysHowLongItIsKept() {
    var desk = Self.desk()
    var lists = ConsoleExamples.lists
    lists.retention = RetentionRules([
      RetentionRule(
        "case", .caseFile, start: .closed, years: 6, sentence: "Letters go.", source: "Schedule, line 3.",
        from: Day(number: 0))
    ])
    desk.receive(.lists(lists))
    desk.type("gr")
    #expect(desk.shows("Rule 'case'") && desk.shows("Schedule, line 3.") && desk.shows("2032-01-05"))
  }

  @Test func erasingAsksForTheReferenceAgainAndIsNotTakenBack() {
    var desk = Self.desk()
    desk.type("d")
    desk.type("erase")
    desk.press(.enter)
    #expect(desk.shows("Reference again") && desk.changes.isEmpty)
    let reference = ConsoleExamples.files[0].record.reference
    desk.type(reference)
    desk.press(.tab)
    desk.type("Request 12")
    desk.press(.control("s"))
    let said: [String: JSON] = ["again": .string(reference), "reason": "Request 12"]
    #expect(desk.changes.map(\.what) == [.act(.act("erase", said), on: reference, seen: 1)])
  }

  @Test func anErasedRecordIsNotOfferedToBeTakenBack() {
    var desk = Self.desk()
    let reference = ConsoleExamples.files[0].record.reference
    let change = Change(.act(.act("erase", [:]), on: reference, seen: 1))
    desk.receive(.done(change, Receipt(entry: 9, touched: [reference])))
    #expect(desk.shows("\(reference): erased for good") && !desk.shows("u takes it back"))
    desk.type("u")
    #expect(desk.changes.isEmpty)
    desk.type(".")
    #expect(desk.changes.isEmpty)
  }

  @Test func aPreviewOfManySaysHowMuchOfEachGoes() {
    var desk = Self.desk()
    let reference = ConsoleExamples.files[0].record.reference
    desk.type("t")
    var outcome = BulkOutcome()
    outcome.changed = [
      BulkOutcome.Line(
        reference: reference, kind: .caseFile, title: "", revision: 1,
        detail: ChangeDetail(json: [
          "erased": ["before": .null, "after": ["contacts": 3, "attachments": 1, "bytes": 2048]],
          "rule": ["before": .null, "after": "case"],
        ]))
    ]
    let verb = BulkVerb.each(.act("erase", ["again": "all", "reason": "x"]))
    let preview = BulkPreview(
      Change(.bulk(verb, on: [BulkTarget(reference, seen: 1)])), done: "erased for good", outcome,
      at: desk.session.now, isShown: { _ in true })
    #expect(
      preview.outcome.changed[0].erasure?.first == "all of it: 3 letters and notes, 1 attachment, 2048 bytes")
    #expect(preview.outcome.changed[0].erasure?.last == "under the rule 'case'")
  }
}
