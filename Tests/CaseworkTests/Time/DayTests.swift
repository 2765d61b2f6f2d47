import Casework
import Testing

@Suite struct DayTests {
  @Test func everyDayOfFourCenturiesReadsBackAsItself() {
    for number in -70_000..<80_000 {
      let day = Day(number: number)
      #expect(Day(day.description) == day)
    }
  }

  @Test(arguments: [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-20", 20_777), ("1969-12-31", -1)])
  func aDayIsCountedFrom1970(text: String, number: Int) {
    #expect(Day(text)?.number == number)
  }

  @Test func weekdaysAreThoseOfTheCalendar() {
    #expect(Day("2026-11-20")?.weekday == .friday)
    #expect(Day("1970-01-01")?.weekday == .thursday)
    #expect(Day("1969-12-28")?.weekday == .sunday)
  }

  @Test(arguments: [
    "", "2026-2-3", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29", "2026-04-31", "2026-11-20 ",
    "２０２６-11-20", "2026/11/20", "-026-11-20", "2026-11-2\u{0}", "+202-11-20", "2026-11-20T00:00:00Z",
  ])
  func whatIsNoDayIsNotRead(text: String) {
    #expect(Day(text) == nil)
  }
}

@Suite struct InstantTests {
  @Test(arguments: [
    -62_135_596_800_000, -1, 0, 1, 999, 1_000, 1_795_000_000_123, 253_402_300_799_999,
  ])
  func aMomentReadsBackAsItself(milliseconds: Int) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(Instant(instant.description) == instant)
  }

  @Test func aMomentIsWrittenInUTC() {
    #expect(now.description == "2026-11-20T14:15:00.000Z")
    #expect(Instant("2026-11-20T14:15:00Z") == now)
  }

  @Test(arguments: [
    "", "2026-11-20", "2026-11-20T24:00:00Z", "2026-11-20T23:60:00Z", "2026-11-20T23:59:60Z",
    "2026-11-20 14:15:00Z", "2026-11-20T14:15:00", "2026-11-20T14x15y00Z", "2026-11-20T14:15:00,123Z",
    "2026-11-20T14:15:00.12Z", "2026-11-20T14:15:00.+12Z", "2026-11-20T1٤:15:00Z",
  ])
  func whatIsNoMomentIsNotRead(text: String) {
    #expect(Instant(text) == nil)
  }

  /// In 2026 the clocks go forward on 29 March and back on 25 October, at one o'clock Greenwich time.
  @Test(arguments: [
    ("2026-03-29T00:59:59.999Z", "2026-03-29", "00:59"), ("2026-03-29T01:00:00Z", "2026-03-29", "02:00"),
    ("2026-10-25T00:59:59Z", "2026-10-25", "01:59"), ("2026-10-25T01:00:00Z", "2026-10-25", "01:00"),
    ("2026-06-30T23:30:00Z", "2026-07-01", "00:30"), ("2026-12-31T23:59:59Z", "2026-12-31", "23:59"),
    ("1969-12-31T23:59:59Z", "1969-12-31", "23:59"),
  ])
  func theClockInLondonFollowsSummerTime(text: String, day: String, time: String) throws {
    let instant = try #require(Instant(text))
    #expect(instant.londonDay.description == day)
    #expect(instant.londonTime == time)
  }
}
