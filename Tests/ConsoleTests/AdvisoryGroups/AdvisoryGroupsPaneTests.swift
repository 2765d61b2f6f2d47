import Canvas
import Casework
import Testing

@testable import Console

/// The pane of the advisory groups, as it is seen and as its keys work.
@Suite struct AdvisoryGroupsPaneTests {
  /// Requirements IA-01.
  @Test func theChairWhoseYearIsOverIsShownAsTermEnded() throws {
    var console = GroupsConsole(columns: 120, rows: 40)
    console.press(.character("'"), .character("g"))
    #expect(console.shows("Grace Okafor: TERM ENDED on 10"))
    #expect(console.shows("LATE"))
    try GoldenFrame.expect(console.frame, "groups-group-120x40")
  }

  @Test func aPlannedMeetingShowsItsAgenda() throws {
    let console = GroupsConsole(columns: 80, rows: 24)
    #expect(console.shows("corrections: 1"))
    try GoldenFrame.expect(console.frame, "groups-agenda-80x24")
  }

  @Test func agreedMinutesStandWithTheirAmendmentAndTheClosedPartIsMarked() throws {
    var console = GroupsConsole(columns: 80, rows: 24)
    console.press(.character("j"), .enter)
    #expect(console.shows("A family in Abbey Road [closed part]"))
    #expect(console.shows("item 1: It was quarter 1."))
    try GoldenFrame.expect(console.frame, "groups-minutes-80x24")
    // No line is logged on them, and the sentence says what to do.
    console.press(.character("L"))
    console.type("One more")
    console.press(.enter)
    #expect(console.shows("'amend'") && console.shows("One more"))
  }

  @Test func theMinutesStandAboveTheLineInWhichTheyAreWritten() throws {
    var console = GroupsConsole(columns: 80, rows: 24)
    console.press(.character("L"))
    console.type("Stop and search")
    console.press(.enter)
    console.type("! Send the log @rees by 11 Dec")
    console.press(.enter)
    #expect(console.shows("1.A1  action: Send the log, Supt Rees, by 11 Dec, ACT-26-0009"))
    console.type("Half a li")
    try GoldenFrame.expect(console.frame, "groups-log-80x24")
  }

  /// Requirements IA-04.
  @Test func theAttendanceOfTheYearNamesTheEmptySeats() throws {
    var console = GroupsConsole(columns: 80, rows: 24)
    console.press(.character("j"), .character("g"), .character("a"))
    #expect(console.asked.contains(.sheet(.attendance(group: "IAG-25-0001", year: 2026))))
    #expect(console.shows("PCC at MTG-26-0001 on 18 June 2026 (apologies)"))
    try GoldenFrame.expect(console.frame, "groups-attendance-80x24")
  }

  @Test func noKeyOfThePaneHasTwoMeanings() {
    let chords = ActionList.of(.groups).all.flatMap(\.chords)
    #expect(Set(chords).count == chords.count)
  }
}
