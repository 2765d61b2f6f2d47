import Casework
import TestOffice
import Testing

/// When things are due. The dates were worked by hand in the requirements (part 2 A) and in the study of what other
/// programs do.
@Suite struct DeadlineTests {
  private let rules: Rulebook

  init() throws { rules = shippedRules }

  // MARK: - Worked dates

  /// Received; due by the calendar of England and Wales; due by that of any part of the United Kingdom.
  @Test(arguments: [
    ("2026-11-20", "2026-12-18", "2026-12-21"), ("2025-12-30", "2026-01-28", "2026-01-29"),
    ("2026-03-10", "2026-04-09", "2026-04-10"), ("2026-07-01", "2026-07-29", "2026-07-30"),
    ("2026-06-20", "2026-07-17", "2026-07-20"), ("2025-12-19", "2026-01-21", "2026-01-22"),
    ("2025-12-20", "2026-01-21", "2026-01-22"), ("2025-12-24", "2026-01-26", "2026-01-27"),
    ("2026-03-16", "2026-04-15", "2026-04-16"), ("2026-03-27", "2026-04-28", "2026-04-28"),
  ])
  func twentyWorkingDaysDependOnWhoseHolidaysCount(received: String, reply: String, foi: String) throws {
    #expect(try rules.due("reply", from: received) == reply)
    #expect(try rules.due("foi", from: received) == foi)
  }

  @Test(arguments: [
    ("2026-01-31", "2026-03-02"), ("2026-11-25", "2026-12-29"), ("2026-03-03", "2026-04-07"),
    ("2026-06-10", "2026-07-10"), ("2028-01-31", "2028-02-29"), ("2026-12-01", "2027-01-04"),
  ])
  func aRequestForOnesOwnDataIsDueOnTheSameDateOfTheNextMonthOrTheNextWorkingDay(
    received: String, due: String
  ) throws {
    #expect(try rules.due("subject-access", from: received) == due)
  }

  @Test(arguments: [
    ("complaint-update", "2026-01-05", "2026-02-02"), ("complaint-outcome", "2026-03-31", "2026-04-09"),
    ("review-window", "2026-06-01", "2026-06-29"), ("acknowledge", "2026-12-24", "2027-01-05"),
    ("team-answer", "2026-11-20", "2026-12-04"), ("complaint-update", "2026-11-27", "2026-12-25"),
  ])
  func theOtherTargetsOfLawAndOffice(rule: String, start: String, due: String) throws {
    #expect(try rules.due(rule, from: start) == due)
  }

  @Test func eachUpdateToAComplainantStartsTheFourWeeksAgain() throws {
    #expect(try rules.due("complaint-update", from: "2026-01-05") == "2026-02-02")
    // Told early, on 20 January: the next is due four weeks after that, not on a fixed grid.
    let events = [
      ClockEvent("complaint-update", .paused(.subJudice, reason: ""), on: day("2026-01-12")),
      ClockEvent("complaint-update", .resumed, on: day("2026-01-19")),
    ]
    #expect(try rules.due("complaint-update", from: "2026-01-05", events: events) == "2026-02-09")
    #expect(try rules.due("complaint-update", from: "2026-01-20", events: events) == "2026-02-17")
  }

  @Test func aPeriodBeginningWhenSomethingHappenedCountsThatDay() throws {
    // Thirty days to acknowledge a complaint about data protection (requirements A11).
    let span = try #require(TimeSpan(30, .days))
    let rule = ClockRule(
      name: "data-complaint", label: "Data complaint", span: span, calendar: .englandAndWales,
      dayOne: .eventDay, from: day("2026-06-01"))
    let deadline = rule.deadline(from: day("2026-06-10"), calendars: rules.calendars)
    #expect(deadline.due == day("2026-07-09"))
    #expect(deadline.steps.first == DayStep(day: day("2026-06-10"), what: .counted(1)))
  }

  // MARK: - Why

  @Test func aDateIsExplainedDayByDayWithTheNamesOfTheHolidays() throws {
    let deadline = try rules.rule("complaint-outcome", on: "2026-03-31")
      .deadline(from: day("2026-03-31"), calendars: rules.calendars)
    let lines = deadline.steps.map { "\($0.day) \($0.words.text())" }
    #expect(
      lines == [
        "2026-03-31 the day of the event, not counted", "2026-04-01 day 1", "2026-04-02 day 2",
        "2026-04-03 holiday: Good Friday", "2026-04-04 weekend", "2026-04-05 weekend",
        "2026-04-06 holiday: Easter Monday", "2026-04-07 day 3", "2026-04-08 day 4", "2026-04-09 day 5",
      ])
  }

  @Test func anEndThatIsNoWorkingDayIsSeenToMove() throws {
    let deadline = try rules.rule("subject-access", on: "2026-11-25")
      .deadline(from: day("2026-11-25"), calendars: rules.calendars)
    let lines = deadline.steps.suffix(6).map { "\($0.day) \($0.words.text())" }
    #expect(
      lines == [
        "2026-12-25 day 30", "2026-12-25 holiday: Christmas Day", "2026-12-26 weekend",
        "2026-12-27 weekend", "2026-12-28 holiday: Boxing Day, substitute day",
        "2026-12-29 the next working day",
      ])
  }

  // MARK: - The edge of what is known

  @Test func beyondTheLoadedYearsNoDateIsGiven() throws {
    for (name, start) in [("reply", "2028-12-15"), ("foi", "2400-01-01"), ("subject-access", "2028-12-01")] {
      let rule = try rules.rule(name, on: start)
      let deadline = rule.deadline(from: day(start), calendars: rules.calendars)
      #expect(deadline.due == nil)
      #expect(rule.due(from: day(start), calendars: rules.calendars) == nil)
      #expect(deadline.problem?.text().hasPrefix("Calendar not loaded: ") == true)
      #expect(deadline.problem?.text().contains("2028-12-31") == true)
    }
  }

  @Test func beforeTheLoadedYearsADateIsNotReliedOn() throws {
    let rule = try rules.rule("reply", on: "2011-12-15")
    let deadline = rule.deadline(from: day("2011-12-15"), calendars: rules.calendars)
    #expect(deadline.due != nil)
    #expect(deadline.problem?.text().contains("before 2012-01-01") == true)
  }

  @Test func daysOfTheCalendarNeedNoListOfHolidays() throws {
    #expect(try rules.due("review-window", from: "2400-06-01") == "2400-06-29")
    let deadline = try rules.rule("review-window", on: "2400-06-01")
      .deadline(from: day("2400-06-01"), calendars: rules.calendars)
    #expect(deadline.problem == nil)
  }

  @Test func everyDayOfTheLoadedYearsHasOneAnswerByBothWays() throws {
    for name in rules.clocks.names {
      var start = day("2026-01-01")
      while start <= day("2027-12-31") {
        let due = try #require(try rules.due(name, from: start.description))
        #expect(due > start.description)
        start = start + 1
      }
    }
  }
}
