import Casework
import TestOffice
import Testing

/// Typed on Friday 20 November 2026; Christmas falls on a Friday, and Boxing Day is kept on Monday the 28th.
@Suite struct TypedDayTests {
  private let reader = DayReader(today: day("2026-11-20"), rulebook: shippedRules)

  @Test(arguments: [
    ("2026-12-11", "2026-12-11"), ("20/11/2026", "2026-11-20"), ("1/2/2027", "2027-02-01"),
    ("20/11/26", "2026-11-20"), ("1/2/99", "1999-02-01"), ("20/11", "2026-11-20"), ("19/11", "2026-11-19"),
    ("3/1", "2027-01-03"), ("29/2", "2028-02-29"),
    ("today", "2026-11-20"), ("Tomorrow", "2026-11-21"), ("yesterday", "2026-11-19"),
    ("+0d", "2026-11-20"), ("+5d", "2026-11-25"), ("-10d", "2026-11-10"), ("+2w", "2026-12-04"),
    (" +2w ", "2026-12-04"), ("-1w", "2026-11-13"), ("+1m", "2026-12-20"), ("+3m", "2027-02-20"),
    ("-9m", "2026-02-20"), ("+5wd", "2026-11-27"), ("-3wd", "2026-11-17"), ("+1WD", "2026-11-23"),
    ("+26wd", "2026-12-30"), ("-0wd", "2026-11-20"),
    ("fri", "2026-11-27"), ("sat", "2026-11-21"), ("Thu", "2026-11-26"), ("thurs", "2026-11-26"),
    ("last fri", "2026-11-13"), ("last Thursday", "2026-11-19"), ("Last sat", "2026-11-14"),
    ("WEDNESDAY", "2026-11-25"), ("11 Dec", "2026-12-11"), ("11 december", "2026-12-11"),
    ("20 nov", "2026-11-20"), ("19 Nov", "2026-11-19"), ("9 Sept", "2026-09-09"), ("2 jan", "2027-01-02"),
    ("11 Dec 2025", "2025-12-11"), ("11 Dec 26", "2026-12-11"), ("29 feb", "2028-02-29"),
  ])
  func aDayIsReadAsPeopleTypeIt(typed: String, expected: String) {
    #expect(reader.day(typed) == day(expected))
  }

  @Test(arguments: [
    "", " ", "soon", "fr", "fridays", "last", "last week", "next fri", "+d", "+5", "5d", "+5x", "+-5d",
    "+99999w",
    "+999999999999999999999d", "+9999wd", "31 Nov", "30 feb", "31/11", "1/13", "11 De", "Dec 11",
    "11 Dec 2026 noon", "1/1/9223372036854775807", "1//2026", "/1/2/2026", "1/2/", "1/2/026",
    "٣/١/2026", "11 Ｄec", "2026-2-3",
  ])
  func whatIsNoDayIsRefused(typed: String) {
    #expect(reader.day(typed) == nil)
  }

  /// A query reads the same days, alone and as ends of a stretch; there a distance needs no sign.
  @Test(
    arguments: [
      ("<5wd", nil, "2026-11-26"), (">-3wd", "2026-11-18", nil), ("5wd", "2026-11-27", "2026-11-27"),
      ("fri", "2026-11-27", "2026-11-27"),
      ("\"last fri..today\"", "2026-11-13", "2026-11-20"), ("\"last fri\"", "2026-11-13", "2026-11-13"),
      ("1/10/2026..31/10/26", "2026-10-01", "2026-10-31"),
      ("<+1m", nil, "2026-12-19"), ("\"20 Nov 2026\"", "2026-11-20", "2026-11-20"),
    ] as [(String, String?, String?)])
  func aQueryReadsTheSameDays(typed: String, first: String?, last: String?) throws {
    let query = try QueryParser.parse(
      "due:\(typed)", today: reader.today, actor: "sam", calendar: reader.calendar)
    #expect(query == .field(.due, .days(from: first.map { day($0) }, to: last.map { day($0) })))
  }

  /// `by 19 Nov` is no day of yesterday.
  @Test func whatIsToBeDoneIsToBeDoneFromTodayOn() {
    let ahead = DayReader(today: day("2026-11-20"), isAhead: true)
    #expect(ahead.day("19 Nov") == day("2027-11-19"))
    #expect(ahead.day("19/11") == day("2027-11-19"))
    #expect(ahead.day("20 Nov") == day("2026-11-20"))
    #expect(ahead.day("+5wd") == nil)
  }

  @Test func whatWasUnderstoodIsTheFullDay() {
    #expect(day("2026-11-27").full.text() == "Friday 27 November 2026")
  }

  @Test func theRefusalNamesWhatWasTypedAndTwoExamples() {
    do throws(RuleRefusal) {
      _ = try Head.due.description.value(typed: "soon", days: reader)
      Issue.record("'soon' was taken for a day")
    } catch {
      let sentence = error.naming([Head.due.description]).message.text()
      #expect(sentence == "'soon' does not fit the field 'Due': give a day such as 27/11/2026 or +5wd.")
    }
  }
}
