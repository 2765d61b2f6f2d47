import Casework
import TestOffice
import Testing

/// Clocks that stand still, get more time, or are met.
@Suite struct ClockEventTests {
  private let rules: Rulebook

  init() throws { rules = shippedRules }

  // MARK: - Pauses

  /// Paused on the first day, that day not counted; counted again from the second day on.
  @Test(arguments: [
    // Tuesday to Friday: three working days later.
    ("reply", "2026-06-01", "2026-06-09", "2026-06-12", "2026-06-29", "2026-07-02"),
    // Over a weekend only: no working day was lost.
    ("reply", "2026-06-01", "2026-06-06", "2026-06-08", "2026-06-29", "2026-06-29"),
    // A weekend is seven days' share of a four-week clock as well.
    ("review-window", "2026-06-01", "2026-06-06", "2026-06-08", "2026-06-29", "2026-07-01"),
    // Ten days later, which is a Saturday, so Monday.
    ("subject-access", "2026-06-10", "2026-06-15", "2026-06-16", "2026-07-10", "2026-07-13"),
    ("subject-access", "2026-06-10", "2026-06-15", "2026-06-25", "2026-07-10", "2026-07-20"),
    // Asked and answered on one day.
    ("subject-access", "2026-06-10", "2026-06-15", "2026-06-15", "2026-07-10", "2026-07-10"),
    // Paused on the last day itself.
    ("subject-access", "2026-06-10", "2026-07-10", "2026-07-14", "2026-07-10", "2026-07-14"),
    // The end was a Saturday, and paused on the Monday to which it had moved.
    ("subject-access", "2026-01-31", "2026-03-02", "2026-03-04", "2026-03-02", "2026-03-04"),
    // Too late to help.
    ("reply", "2026-06-01", "2026-06-30", "2026-07-06", "2026-06-29", "2026-06-29"),
  ])
  func theDaysFromThePauseUntilItsEndAreNotCounted(
    rule: String, start: String, paused: String, resumed: String, before: String, after: String
  ) throws {
    let events = [
      ClockEvent(rule, .paused(.awaitingClarification, reason: ""), on: day(paused)),
      ClockEvent(rule, .resumed, on: day(resumed)),
    ]
    #expect(try rules.due(rule, from: start) == before)
    #expect(try rules.due(rule, from: start, events: events) == after)
  }

  @Test func aClockWaitsForIdentityBeforeItStarts() throws {
    // Paused on the day of receipt: the month runs from the day on which the identity is confirmed (A10).
    let events = [
      ClockEvent("subject-access", .paused(.identityCheck, reason: ""), on: day("2026-06-10")),
      ClockEvent("subject-access", .resumed, on: day("2026-06-17")),
    ]
    #expect(try rules.due("subject-access", from: "2026-06-10", events: events) == "2026-07-17")
  }

  @Test func aPauseWithoutEndLeavesNoDateAndIsNeverLate() throws {
    let events = [ClockEvent("foi", .paused(.awaitingClarification, reason: ""), on: day("2026-06-09"))]
    let rule = try rules.rule("foi", on: "2026-06-01")
    let deadline = rule.deadline(from: day("2026-06-01"), events: events, calendars: rules.calendars)
    #expect(deadline.due == nil && deadline.isPaused && deadline.pausedSince == day("2026-06-09"))
    #expect(deadline.problem == nil)
    #expect(!deadline.isOverdue(on: day("2027-06-01")))
    #expect(deadline.steps.last?.words.text() == "paused: awaiting clarification")
  }

  @Test func onlyAClocksOwnEventsCount() throws {
    let events = [ClockEvent("foi", .paused(.awaitingClarification, reason: ""), on: day("2026-06-09"))]
    #expect(try rules.due("reply", from: "2026-06-01", events: events) == "2026-06-29")
  }

  @Test func pausesAreExplainedWithTheirReason() throws {
    let events = [
      ClockEvent("acknowledge", .paused(.other, reason: "Flood in the office."), on: day("2026-06-02")),
      ClockEvent("acknowledge", .resumed, on: day("2026-06-04")),
    ]
    let deadline = try rules.rule("acknowledge", on: "2026-06-01")
      .deadline(from: day("2026-06-01"), events: events, calendars: rules.calendars)
    #expect(
      deadline.steps[1].words.text() == "paused until 2026-06-04: another reason (Flood in the office.)")
    #expect(deadline.steps[2] == DayStep(day: day("2026-06-04"), what: .counted(1)))
  }

  // MARK: - More time

  @Test func aHardRequestMayTakeTwoFurtherMonths() throws {
    let extended = [try twoMonths(on: "2026-02-10")]
    // Three months from 31 January end on 30 April, not on 2 May.
    #expect(try rules.due("subject-access", from: "2026-01-31", events: extended) == "2026-04-30")
    let deadline = try rules.rule("subject-access", on: "2026-01-31")
      .deadline(from: day("2026-01-31"), events: extended, calendars: rules.calendars)
    let words = deadline.steps.filter { $0.day == day("2026-02-10") }.map { $0.words.text() }
    #expect(words == ["day 10", "extended by 2 months, allowed by jdoe: Nine years of letters."])
  }

  @Test func moreTimeMayBeGivenInAnotherUnit() throws {
    let days = try #require(TimeSpan(7, .days))
    let given = ClockExtension(days, authoriser: "jdoe", reason: "Her solicitor is away.")
    let events = [ClockEvent("reply", .extended(given), on: day("2026-06-10"))]
    #expect(try rules.due("reply", from: "2026-06-01", events: events) == "2026-07-06")
  }

  // MARK: - Met

  @Test func whatIsMetIsLateOnlyWhenItWasDoneLate() throws {
    let rule = try rules.rule("acknowledge", on: "2026-06-01")
    for (met, isLate) in [("2026-06-08", false), ("2026-06-09", true)] {
      let events = [ClockEvent("acknowledge", .met, on: day(met))]
      let deadline = rule.deadline(from: day("2026-06-01"), events: events, calendars: rules.calendars)
      #expect(deadline.due == day("2026-06-08") && deadline.met == day(met))
      #expect(deadline.isOverdue(on: day("2026-12-01")) == isLate)
    }
  }

  // MARK: - What the rules refuse

  @Test func aClockThatIsPausedIsNotPausedAgain() throws {
    let pause = ClockEvent.What.paused(.awaitingForce, reason: "")
    let once = try add(pause, on: "2026-06-09", to: [])
    #expect(
      refusal(of: pause, on: "2026-06-10", to: once)
        == .clock(.alreadyPaused(clock: "foi", since: day("2026-06-09"))))
    let again = try add(pause, on: "2026-06-11", to: add(.resumed, on: "2026-06-10", to: once))
    #expect(again.count == 3)
    // Entered late, it would lie within a pause.
    #expect(refusal(of: pause, on: "2026-06-09", to: again) != nil)
  }

  @Test func aRunningClockIsNotResumed() throws {
    #expect(refusal(of: .resumed, on: "2026-06-09", to: []) == .clock(.notPaused(clock: "foi")))
  }

  @Test func aPauseOfAnUnusualKindNeedsAReason() throws {
    let pause = ClockEvent.What.paused(.other, reason: " ")
    #expect(refusal(of: pause, on: "2026-06-09", to: []) == .clock(.reasonMissing(clock: "foi")))
  }

  @Test func moreTimeNeedsSomebodyWhoAllowsItAndAReason() throws {
    let days = try #require(TimeSpan(20, .workingDays))
    let unsigned = ClockEvent.What.extended(ClockExtension(days, authoriser: "", reason: "Public interest."))
    let unexplained = ClockEvent.What.extended(ClockExtension(days, authoriser: "jdoe", reason: ""))
    #expect(refusal(of: unsigned, on: "2026-06-09", to: []) == .clock(.authoriserMissing(clock: "foi")))
    #expect(refusal(of: unexplained, on: "2026-06-09", to: []) == .clock(.reasonMissing(clock: "foi")))
  }

  @Test func theLawsLimitOnMoreTimeHolds() throws {
    let rule = try rules.rule("subject-access", on: "2026-06-10")
    let first = try twoMonths(on: "2026-06-20")
    let most = try #require(TimeSpan(2, .months))
    let events = try rule.adding(
      first, to: [], from: day("2026-06-10"), calendars: rules.calendars, today: day("2026-09-01"))
    #expect(events == [first])
    #expect(
      refusal(of: first, by: rule, to: events)
        == .clock(.extensionTooLong(clock: rule.name, most: most)))
    let late = try twoMonths(on: "2026-07-11")
    #expect(
      refusal(of: late, by: rule, to: [])
        == .clock(.extensionTooLate(clock: rule.name, due: day("2026-07-10"))))
  }

  @Test func nothingHappensBeforeTheStartInTheFutureOrAfterTheEnd() throws {
    let met = try add(.met, on: "2026-06-09", to: [])
    #expect(
      refusal(of: .met, on: "2026-06-10", to: met) == .clock(.alreadyMet(clock: "foi", on: day("2026-06-09")))
    )
    #expect(
      refusal(of: .met, on: "2026-05-31", to: [])
        == .clock(.notStarted(clock: "foi", start: day("2026-06-01"))))
    #expect(refusal(of: .met, on: "2026-09-02", to: []) == .clock(.dayAhead(day("2026-09-02"))))
  }

  // MARK: - Kept

  @Test func eventsReadBackAsTheyWereWritten() throws {
    let events = [
      ClockEvent("foi", .paused(.subJudice, reason: "R v Môn"), on: day("2026-06-02")),
      ClockEvent("foi", .resumed, on: day("2026-06-04")), try twoMonths(on: "2026-06-05"),
      ClockEvent("foi", .met, on: day("2026-06-09")),
    ]
    #expect([ClockEvent](json: events.json) == events)
    #expect(events[0].json["category"] == "sub-judice")
    #expect(events[2].json["count"] == 2 && events[2].json["unit"] == "months")
  }

  @Test(arguments: [
    "{}", "[]", #"{"clock":"foi","on":"2026-06-02","what":"stopped"}"#,
    #"{"clock":"foi","on":"2026-06-02","what":"paused","category":"bored"}"#,
    #"{"clock":"foi","on":"soon","what":"met"}"#,
    #"{"clock":"foi","on":"2026-06-02","what":"extended","count":9999999,"unit":"days","authoriser":"a"}"#,
  ])
  func whatIsNoEventIsNotRead(text: String) throws {
    #expect(ClockEvent(json: try JSON(parsing: text)) == nil)
  }

  @Test func eventsThatMakeNoSenseInAStoreChangeNothing() throws {
    let events = [
      ClockEvent("reply", .resumed, on: day("2026-06-02")), ClockEvent("reply", .met, on: day("2026-06-03")),
      ClockEvent("reply", .paused(.other, reason: ""), on: day("2026-06-04")),
    ]
    #expect(try rules.due("reply", from: "2026-06-01", events: events) == "2026-06-29")
  }
}

// MARK: - Acts of 1 September on a request of 1 June

extension ClockEventTests {
  private func add(
    _ what: ClockEvent.What, on date: String, to events: [ClockEvent]
  ) throws -> [ClockEvent] {
    try rules.rule("foi", on: "2026-06-01").adding(
      ClockEvent("foi", what, on: day(date)), to: events, from: day("2026-06-01"),
      calendars: rules.calendars, today: day("2026-09-01"))
  }

  private func refusal(of what: ClockEvent.What, on date: String, to events: [ClockEvent]) -> RuleRefusal? {
    do {
      _ = try add(what, on: date, to: events)
      return nil
    } catch {
      return error as? RuleRefusal
    }
  }

  private func refusal(of event: ClockEvent, by rule: ClockRule, to events: [ClockEvent]) -> RuleRefusal? {
    do throws(RuleRefusal) {
      _ = try rule.adding(
        event, to: events, from: day("2026-06-10"), calendars: rules.calendars, today: day("2026-09-01"))
      return nil
    } catch {
      return error
    }
  }

  private func twoMonths(on date: String) throws -> ClockEvent {
    let span = try #require(TimeSpan(2, .months))
    let given = ClockExtension(span, authoriser: "jdoe", reason: "Nine years of letters.")
    return ClockEvent("subject-access", .extended(given), on: day(date))
  }
}
