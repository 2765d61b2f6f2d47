import CaseStore
import Casework
import GRDB
import TestOffice
import Testing

/// The review queue: what the query finds is what the rules say, record by record.
@Suite struct ScheduleTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
    let rules = [
      RetentionRule(
        "case", .caseFile, start: .closed, years: 6, sentence: "a", source: "b", from: Day(number: 0)),
      RetentionRule(
        "withdrawn", .caseFile, conditions: [RetentionCondition(.outcome, "withdrawn")].compactMap { $0 },
        start: .closed, years: 1, yearEnd: .financial, action: .review, sentence: "a", source: "b",
        from: Day(number: 0)),
      RetentionRule(
        "thanks", .caseFile,
        conditions: [RetentionCondition(.nature, "compliment"), RetentionCondition(.outcome, "answered")]
          .compactMap { $0 }, start: .received, years: 2, action: .keep, sentence: "a", source: "b",
        from: Day(number: 0)),
    ]
    try fixture.store.save(rules, by: StoreFixture.sam, at: StoreFixture.now)
  }

  @Test func theQueueHoldsWhatTheRulesSayAndNothingElse() throws {
    var cases: [String] = []
    for number in 0..<40 {
      let values: [String: JSON] = number.isMultiple(of: 3) ? ["nature": "compliment"] : [:]
      let reference = try fixture.create(values)
      cases.append(reference)
      guard !number.isMultiple(of: 5) else { continue }
      let outcome: Outcome = number.isMultiple(of: 2) ? .withdrawn : .answered
      try fixture.act(.close(outcome), on: reference, reason: "Done.")
      if number.isMultiple(of: 7) { try fixture.act(.act("hold", ["reason": "Court"]), on: reference) }
    }
    let rules = try fixture.store.retentionRules()
    for years in [0, 1, 2, 3, 5, 6, 7] {
      let today = fixture.today.adding(months: 12 * years)
      var expected: Set<String> = []
      for reference in cases {
        let record = try fixture.record(reference)
        if rules.verdict(on: record, today: today).isDue, record[DisposalHold.field] == nil {
          expected.insert(reference)
        }
      }
      let query = try QueryParser.parse("is:disposable", today: today, actor: "sam")
      let found = try fixture.store.rows(
        ListRequest(query, limit: 1000, today: today), for: StoreFixture.sam)
      #expect(Set(found.map(\.reference)) == expected, "after \(years) years")
      #expect(try fixture.store.count(query, today: today, for: StoreFixture.sam) == expected.count)
      let due = try fixture.store.due(on: today, for: StoreFixture.sam)
      #expect(Set(due.filter { $0.verdict.hold == nil }.map(\.record.reference)) == expected)
      #expect(due.allSatisfy { $0.verdict.isDue })
    }
  }

  @Test func manyGoAsOneAndEachIsCertified() throws {
    let references = try (0..<6).map { try fixture.closedCase(["title": .string("Number \($0)")]) }
    try fixture.act(.act("hold", ["reason": "Court"]), on: references[3])
    let verb = BulkVerb.each(.act("erase", ["again": "all", "reason": "The schedule"]))
    let change = Change(.bulk(verb, on: references.map { BulkTarget($0, seen: nil) }))
    let later = StoreFixture.now.adding(seconds: 7 * 366 * 86_400)
    let shown = try fixture.store.preview(
      verb, on: references.map { BulkTarget($0, seen: nil) }, reason: nil, by: StoreFixture.sam, at: later)
    #expect(shown.changed.count == 5 && shown.leftOut.map(\.reference) == [references[3]])
    #expect(shown.changed.allSatisfy { Erasure.Counts($0.detail) != nil })
    #expect(try fixture.store.erasures(for: StoreFixture.sam) == [])

    let receipt = try fixture.store.perform(change, by: StoreFixture.sam, at: later)
    #expect(receipt.touched.count == 5)
    let erasures = try fixture.store.erasures(for: StoreFixture.sam)
    #expect(erasures.map(\.rule) == Array(repeating: "case", count: 5))
    let text = DisposalCertificate(
      office: "Saltmarsh", erasures: erasures, made: later, by: "sam"
    ).text
    for erasure in erasures {
      #expect(text.contains(erasure.reference) && text.contains(erasure.hash))
    }
    #expect(!text.contains("Number"))
    try fixture.requireSound()
  }
}
