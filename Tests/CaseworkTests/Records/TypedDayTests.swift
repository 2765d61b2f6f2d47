import Casework
import Testing

/// Typed on Friday 20 November 2026.
@Suite struct TypedDayTests {
  private let today = day("2026-11-20")

  @Test(arguments: [
    ("2026-12-11", "2026-12-11"), ("20/11/2026", "2026-11-20"), ("1/2/2027", "2027-02-01"),
    ("today", "2026-11-20"), ("Tomorrow", "2026-11-21"), ("yesterday", "2026-11-19"),
    ("+0d", "2026-11-20"), ("+5d", "2026-11-25"), ("+2w", "2026-12-04"), (" +2w ", "2026-12-04"),
    ("fri", "2026-11-27"), ("sat", "2026-11-21"), ("Thu", "2026-11-26"), ("thurs", "2026-11-26"),
    ("WEDNESDAY", "2026-11-25"), ("11 Dec", "2026-12-11"), ("11 december", "2026-12-11"),
    ("20 nov", "2026-11-20"), ("19 Nov", "2027-11-19"), ("9 Sept", "2027-09-09"),
    ("11 Dec 2025", "2025-12-11"), ("29 feb", "2028-02-29"),
  ])
  func aDayIsReadAsPeopleTypeIt(typed: String, expected: String) {
    #expect(Day(typed: typed, today: today) == day(expected))
  }

  @Test(arguments: [
    "", " ", "soon", "fr", "fridays", "+d", "+5", "-5d", "+99999w", "+999999999999999999999d", "31 Nov",
    "30 feb",
    "11 De", "Dec 11", "11 Dec 26", "11 Dec 2026 noon", "1/2/26", "1/1/9223372036854775807", "1//2026",
    "/1/2/2026",
    "٣/١/2026", "11 Ｄec", "2026-2-3",
  ])
  func whatIsNoDayIsRefused(typed: String) {
    #expect(Day(typed: typed, today: today) == nil)
  }
}
