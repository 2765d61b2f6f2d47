import Casework
import TestOffice
import Testing

@Suite struct WorkingCalendarTests {
  private let calendar: WorkingCalendar

  init() throws {
    calendar = shippedRules.calendars.englandAndWales
  }

  /// Worked dates from requirements.md, part 2 A, and what a calendar of England and Wales alone says there.
  @Test(arguments: [
    ("2026-11-20", 20, "2026-12-18"), ("2025-12-30", 20, "2026-01-28"), ("2026-03-10", 20, "2026-04-09"),
    ("2026-07-01", 20, "2026-07-29"), ("2026-06-20", 20, "2026-07-17"), ("2026-03-31", 5, "2026-04-09"),
    ("2026-12-24", 5, "2027-01-05"), ("2026-11-20", 0, "2026-11-20"), ("2026-11-21", 1, "2026-11-23"),
  ])
  func workingDaysLeaveOutWeekendsAndHolidays(from: String, count: Int, due: String) {
    #expect(calendar.day(addingWorkingDays: count, to: day(from)) == day(due))
    #expect(calendar.workingDays(from: day(from), to: day(due)) == count)
  }

  @Test func anAcknowledgementIsDueFiveAndAReplyTwentyWorkingDaysAfterReceipt() {
    var record = newCase { $0[Head.due] = nil }
    record.settle(shippedRules)
    #expect(record.clocks(shippedRules).map(\.due) == [day("2026-11-27"), day("2026-12-18")])
  }

  @Test func aSubstituteDayIsAHoliday() {
    #expect(!calendar.isWorkingDay(day("2026-12-28")))
    #expect(calendar.isWorkingDay(day("2026-12-29")))
  }

  @Test func beyondTheLoadedYearsNothingIsKnown() {
    #expect(calendar.day(addingWorkingDays: 20, to: calendar.lastDay - 3) == nil)
    #expect(calendar.day(addingWorkingDays: 1, to: day("2400-01-01")) == nil)
  }

  @Test func countingBackwardsIsNegative() {
    #expect(calendar.workingDays(from: day("2026-12-18"), to: day("2026-11-20")) == -20)
  }

  @Test func aHolidaySaysWhoKeepsItWhenNotAllDo() throws {
    let kingdom = shippedRules.calendars.unitedKingdom
    #expect(kingdom.holidays[day("2026-11-30")] == "St Andrew’s Day (Scotland)")
    #expect(kingdom.holidays[day("2026-04-06")] == "Easter Monday (England and Wales; Northern Ireland)")
    #expect(kingdom.holidays[day("2026-12-28")] == "Boxing Day, substitute day")
    #expect(calendar.holidays[day("2026-04-06")] == "Easter Monday")
    #expect(calendar.holidays[day("2026-11-30")] == nil)
  }

  @Test(arguments: ["{}", "[]", "{\"england-and-wales\":{}}", "{\"england-and-wales\":{\"events\":[{}]}}"])
  func anotherFileIsNoCalendar(text: String) throws {
    let file = HolidayFile(Array(text.utf8))
    #expect(file.flatMap { WorkingCalendar($0, divisions: ["england-and-wales"]) } == nil)
  }
}
