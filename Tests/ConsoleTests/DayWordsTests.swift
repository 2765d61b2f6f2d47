import Casework
import Testing

@testable import Console

/// Days as people say them.
@Suite struct DayWordsTests {
  private let today = ConsoleExamples.day("2026-11-20")

  private func due(_ text: String?) -> String {
    DayWords.due(text.map(ConsoleExamples.day), today: today, calendar: ConsoleExamples.calendar).text.text()
  }

  @Test func dueDaysAreCountedInWorkingDays() {
    #expect(due("2026-11-20") == "today")
    #expect(due("2026-11-23") == "1 wd")
    #expect(due("2026-12-29") == "25 wd", "Christmas Day and Boxing Day are no working days")
    #expect(due("2026-11-17") == "LATE 3")
    #expect(due(nil) == "")
  }

  @Test func whatIsDueOnADayOfRestIsNotDueInNoDays() {
    #expect(due("2026-11-21") == "Sat")
    #expect(due("2026-11-22") == "Sun")
  }

  @Test func aDayOverAYearAwayIsNotCounted() {
    #expect(due("2030-01-01") == ">1y" && due("2020-01-01") == "LATE >1y")
  }

  @Test func nothingIsWiderThanItsColumn() {
    for distance in -3000...3000 {
      let text = DayWords.due(today + distance, today: today, calendar: ConsoleExamples.calendar).text.text()
      #expect(text.count <= 8, "\(text)")
    }
  }

  @Test func lateIsWhatIsBeforeTodayAlsoAtTheWeekend() {
    let sunday = ConsoleExamples.day("2026-11-22")
    let due = DayWords.due(today, today: sunday, calendar: ConsoleExamples.calendar)
    #expect(due.text.text() == "LATE 1" && due.urgency == .late)
  }

  @Test func theYearIsSaidWhenItIsAnother() {
    #expect(DayWords.short(ConsoleExamples.day("2026-06-03"), today: today) == "3 Jun")
    #expect(DayWords.short(ConsoleExamples.day("2025-06-03"), today: today) == "3 Jun 2025")
    #expect(DayWords.long(today) == "Fri 20 Nov 2026")
  }

  @Test func momentsAreThoseOfTheClockInLondon() {
    #expect(DayWords.moment(ConsoleExamples.instant("2026-07-01T23:30:00Z"), today: today) == "2 Jul 00:30")
  }
}
