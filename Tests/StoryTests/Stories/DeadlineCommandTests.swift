import Glibc
import TerminalHarness
import Testing

/// Someone asks when a thing is due, and why; no store is needed for it.
@Suite struct DeadlineCommandTests {
  private let office: Office

  init() throws { office = try Office(isMade: false) }

  @Test(arguments: [
    ("foi", "2026-11-20", "2026-12-21"), ("reply", "2026-11-20", "2026-12-18"),
    ("acknowledge", "24/12/2026", "2027-01-05"), ("subject-access", "2026-01-31", "2026-03-02"),
    ("complaint-update", "2026-01-05", "2026-02-02"), ("complaint-outcome", "2026-03-31", "2026-04-09"),
    ("review-window", "2026-06-01", "2026-06-29"), ("team-answer", "2026-11-20", "2026-12-04"),
  ])
  func theDayIsTheFirstLine(rule: String, date: String, due: String) throws {
    #expect(try office.must("deadline", rule, date).text == due + "\n")
    #expect(try office.must("deadline", rule, date, "--explain").text.hasPrefix(due + "\n"))
    #expect(try office.must("deadline", rule, date, "--json").json().first?["due"]?.string == due)
  }

  @Test func aDateIsExplainedDayByDay() throws {
    let text = try office.must("deadline", "foi", "2026-11-20", "--explain").text
    #expect(text.contains("Source: Freedom of Information Act 2000 s.10(1) and (6)"))
    #expect(text.contains("2026-11-20  Friday     the day of the event, not counted\n"))
    #expect(text.contains("2026-11-21  Saturday   weekend\n"))
    #expect(text.contains("2026-11-30  Monday     holiday: St Andrew’s Day (Scotland)\n"))
    #expect(text.hasSuffix("2026-12-21  Monday     day 20\n"))
    let lines = try office.must("deadline", "foi", "2026-11-20", "--explain", "--json").json()
    let steps = lines.first?["steps"]?.array ?? []
    #expect(lines.count == 1 && steps.count == 32)
    #expect(steps.count { $0["what"]?.string == "counted" } == 20)
  }

  @Test func aRuleThatIsNotThereIsAnsweredWithThoseThatAre() throws {
    let outcome = try office.run("deadline", "whenever", "2026-11-20")
    #expect(outcome.status == .exited(EX_USAGE) && outcome.isOneSentence)
    #expect(outcome.errors.contains("foi, subject-access"))
    let day = try office.run("deadline", "foi", "someday")
    #expect(day.status == .exited(EX_USAGE) && day.isOneSentence && day.errors.contains("someday"))
  }

  @Test(arguments: [
    ("foi", "2028-12-15", "not loaded"), ("reply", "2011-12-01", "not loaded"),
    ("review-window", "2020-01-31", "since 2020-02-01"),
  ])
  func aDateThatCannotBeKnownIsNotGuessed(rule: String, date: String, why: String) throws {
    let outcome = try office.run("deadline", rule, date)
    #expect(outcome.status == .exited(EX_DATAERR) && outcome.isOneSentence)
    #expect(outcome.errors.contains(why))
  }
}
