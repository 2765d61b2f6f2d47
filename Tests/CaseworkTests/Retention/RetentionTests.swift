import Casework
import TestOffice
import Testing

/// How long the office keeps what: a schedule of dated rules, and why each record goes when it goes.
@Suite struct RetentionTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func record(_ kind: KindName, _ values: [String: JSON]) -> Record {
    Record(uid: "", kind: kind, reference: "COR-20-0001", revision: 1, values: values)
  }

  private func rule(
    _ name: String, _ kind: KindName = .caseFile, when: [(QueryField, String)] = [],
    start: RetentionStart = .closed, years: Int = 6, yearEnd: RetentionRule.YearEnd = .none,
    action: RetentionRule.Action = .dispose, from: String = "1900-01-01"
  ) throws -> RetentionRule {
    RetentionRule(
      name, kind, conditions: when.compactMap { RetentionCondition($0.0, $0.1) }, start: start, years: years,
      yearEnd: yearEnd, action: action, sentence: "Why.", source: "Line 3.", from: try day(from))
  }

  @Test func aClosedCaseGoesSixYearsLaterToTheDay() throws {
    let rules = RetentionRules([try rule("case")])
    let closed = record(.caseFile, ["closed": "2020-02-29", "received": "2019-12-01"])
    #expect(!rules.verdict(on: closed, today: try day("2026-02-27")).isDue)
    let verdict = rules.verdict(on: closed, today: try day("2026-02-28"))
    #expect(verdict.isDue && verdict.end == Day("2026-02-28"))
    let words = verdict.lines.map { $0.text() }.joined(separator: "\n")
    #expect(words.contains("closed on 2020-02-29") && words.contains("Line 3."), "\(words)")
  }

  @Test func whatIsOpenHasNoDayYet() throws {
    let rules = RetentionRules([try rule("case")])
    let verdict = rules.verdict(
      on: record(.caseFile, ["received": "1990-01-01"]), today: try day("2026-01-01"))
    #expect(verdict.state == .notBegun && verdict.end == nil)
    let other = rules.verdict(on: record(.event, ["received": "1990-01-01"]), today: try day("2026-01-01"))
    #expect(other.state == .noRule)
  }

  /// Source: requirements G4, Staffordshire.
  @Test func yearsMayCountFromTheEndOfTheFinancialYear() throws {
    let financial = try rule("case", years: 2, yearEnd: .financial)
    #expect(financial.end(from: try day("2024-03-31")) == Day("2026-04-01"))
    #expect(financial.end(from: try day("2024-04-01")) == Day("2027-04-01"))
    let calendar = try rule("case", years: 1, yearEnd: .calendar)
    #expect(calendar.end(from: try day("2024-06-30")) == Day("2026-01-01"))
  }

  @Test(arguments: RetentionRule.YearEnd.allCases) func theLastStartIsThatOfTheDay(
    yearEnd: RetentionRule.YearEnd
  ) throws {
    for years in [0, 1, 6, 100] {
      let rule = try rule("case", years: years, yearEnd: yearEnd)
      for number in stride(from: 19_000, to: 21_000, by: 13) {
        let today = Day(number: number)
        let last = rule.lastStart(on: today)
        #expect(rule.end(from: last) <= today && rule.end(from: last + 1) > today)
      }
    }
  }

  @Test func theMoreParticularRuleSpeaksFirst() throws {
    let rules = RetentionRules([
      try rule("case"), try rule("withdrawn", when: [(.outcome, "withdrawn")], years: 1),
    ])
    let today = try day("2026-01-01")
    let withdrawn = record(.caseFile, ["closed": "2024-06-01", "outcome": "withdrawn"])
    let answered = record(.caseFile, ["closed": "2024-06-01", "outcome": "answered"])
    #expect(rules.verdict(on: withdrawn, today: today).rule?.rule == "withdrawn")
    #expect(rules.verdict(on: withdrawn, today: today).isDue)
    #expect(!rules.verdict(on: answered, today: today).isDue)
  }

  @Test func aNewVersionCountsFromItsDay() throws {
    let rules = RetentionRules([
      try rule("case", years: 6), try rule("case", years: 2, from: "2026-04-01"),
    ])
    let closed = record(.caseFile, ["closed": "2022-01-01"])
    #expect(!rules.verdict(on: closed, today: try day("2026-03-31")).isDue)
    #expect(rules.verdict(on: closed, today: try day("2026-04-01")).isDue)
  }

  @Test func aConsentThatWasTakenBackStartsTheCount() throws {
    func consents(_ lines: [(ConsentAnswer, String)]) throws -> JSON {
      try lines.map { ConsentEntry(.focusGroup, $0.0, on: try day($0.1), wording: "1") }.json
    }
    let rules = RetentionRules([
      try rule("left", .participant), try rule("consent", .participant, start: .consentWithdrawn, years: 0),
    ])
    let today = try day("2026-06-01")
    let gone = record(
      .participant, ["consents": try consents([(.given, "2026-01-01"), (.withdrawn, "2026-05-01")])])
    #expect(rules.verdict(on: gone, today: today).rule?.rule == "consent")
    #expect(rules.verdict(on: gone, today: today).isDue)
    let again = record(
      .participant, ["consents": try consents([(.withdrawn, "2026-01-01"), (.given, "2026-05-01")])])
    #expect(rules.verdict(on: again, today: today).state == .notBegun)
  }

  @Test func whatShipsIsUnderstoodAndSpeaksOfEveryKind() throws {
    let rules = RetentionRules(shippedSchedule)
    let today = try day("2026-11-20")
    #expect(
      Set(rules.inForce(on: today).map(\.subject)) == Set(KindName.allCases.map(\.rawValue) + ["mail"]))
    for rule in shippedSchedule {
      #expect(RetentionRule(name: rule.name, json: rule.json) == rule)
      #expect(!rule.source.isEmpty && !rule.sentence.isEmpty)
    }
    let minutes = record(.meeting, ["received": "1990-01-01"])
    #expect(rules.verdict(on: minutes, today: today).state == .kept)
  }

  @Test func aRuleThatIsNotUnderstoodIsNone() {
    #expect(RetentionRule.list([["rule": "case"]]) == nil)
    #expect(RetentionCondition(.owner, "me") == nil)
  }
}
