import Casework
import TestOffice
import Testing

/// Targets as data: named, dated, with their source.
@Suite struct ClockRuleTests {
  @Test func theShippedTargetsAreThoseOfLawAndOffice() throws {
    let clocks = shippedRules.clocks
    #expect(
      clocks.names == [
        "acknowledge", "reply", "issue", "foi", "subject-access", "complaint-update", "complaint-outcome",
        "review-window", "team-answer",
      ])
    for name in clocks.names {
      let rule = try #require(clocks.rule(name, on: day("2026-11-20")))
      #expect(!rule.source.isEmpty && !rule.sentence.text().isEmpty && !rule.label.text().isEmpty)
      #expect((rule.calendar == .unitedKingdom) == (name == "foi"))
    }
  }

  @Test func aRecordKeepsTheTargetOfItsStartDay() throws {
    let rules = shippedRules
    let ten = try #require(TimeSpan(10, .workingDays))
    let changed = rules.clocks.adding(
      ClockRule(
        name: "reply", label: "Reply", span: ten, calendar: .englandAndWales, from: day("2026-06-01")))
    let old = try #require(changed.rule("reply", on: day("2026-05-31")))
    let new = try #require(changed.rule("reply", on: day("2026-06-01")))
    #expect(old.span.count == 20 && new.span.count == 10)
    #expect(old.due(from: day("2026-05-31"), calendars: rules.calendars) == day("2026-06-26"))
    #expect(changed.names == rules.clocks.names)
  }

  @Test func beforeALawBeganThereIsNoClock() throws {
    let clocks = shippedRules.clocks
    #expect(clocks.rule("complaint-update", on: day("2020-01-31")) == nil)
    #expect(clocks.rule("complaint-update", on: day("2020-02-01")) != nil)
    #expect(clocks.firstDay(of: "complaint-update") == day("2020-02-01"))
    #expect(clocks.rule("no-such-rule", on: day("2026-01-01")) == nil)
  }

  @Test func aFileThatIsNotUnderstoodIsNotHalfRead() throws {
    let whole: [String: JSON] = [
      "name": "a", "label": "A", "count": 5, "unit": "days", "calendar": "england-and-wales",
      "sentence": "", "source": "", "from": "2020-01-01",
    ]
    #expect(ClockRules(json: [.object(whole)]) != nil)
    let faults: [(String, JSON?)] = [
      ("name", nil), ("count", 0), ("count", "5"), ("count", 100_000), ("unit", "weeks"),
      ("calendar", "mars"),
      ("from", "soon"), ("dayOne", "never"), ("dayOne", 1), ("movesToWorkingDay", "yes"),
      ("longestExtension", 3),
    ]
    for (name, value) in faults {
      var members = whole
      members[name] = value
      #expect(ClockRules(json: [.object(whole), .object(members)]) == nil, "\(name)")
    }
    #expect(ClockRules(json: "no list") == nil)
    #expect(Rulebook { _ in nil } == nil)
    #expect(Rulebook { _ in Array("{}".utf8) } == nil)
  }

  @Test func monthsEndOnTheSameDateOrTheLast() {
    #expect(day("2026-01-31").adding(months: 1) == day("2026-02-28"))
    #expect(day("2028-01-31").adding(months: 1) == day("2028-02-29"))
    #expect(day("2026-11-30").adding(months: 3) == day("2027-02-28"))
    #expect(day("2026-12-15").adding(months: 12) == day("2027-12-15"))
  }
}
