import Casework
import Testing

/// Who holds a group's offices, who belongs to it and who must be there.
@Suite struct AdvisoryGroupTests {
  /// Requirements IA-01.
  @Test func aYearAfterTheAGMTheChairsTermHasEndedUntilANewMinuteAppointsOne() throws {
    let desk = GroupDesk(on: "2026-07-16")
    let (group, meeting) = try desk.groupWithAGM()
    #expect(desk[group].officeStates(on: desk.day).map(\.standing) == [.vacant])
    try desk.log("= Mrs Okafor was appointed Chair for a year", on: meeting)
    try desk.act(
      "appoint", ["office": "Chair", "holder": "Grace Okafor", "meeting": .string(meeting), "item": "1"],
      on: group)
    #expect(
      desk.refusal { try desk.act("item", ["number": "1", "remove": true], on: meeting) }
        == "appoints-somebody")
    func standing(_ day: String) throws -> OfficeState? {
      desk[group].officeStates(on: try #require(Day(day))).first
    }
    #expect(try standing("2027-07-15")?.standing == .held)
    #expect(try standing("2027-07-16")?.standing == .ended)
    #expect(desk[group][Head.due] == Day("2027-07-16"))
    desk.today = "2027-09-01"
    let next = try desk.make(
      .meeting, ["title": "AGM", "type": "agm", "parent": .string(group), "received": "2027-08-30"])
    try desk.log("= Mrs Okafor stays", on: next)
    try desk.act(
      "appoint", ["office": "chair", "holder": "Grace Okafor", "meeting": .string(next), "item": "1"],
      on: group)
    #expect(try standing("2027-09-01")?.standing == .held)
    #expect(try standing("2027-08-01")?.standing == .ended)
    #expect(desk[group][Head.due] == Day("2028-08-30"))
    #expect(desk[group].officeStates(on: desk.day).count == 1)
  }

  @Test func onlyTheMinuteOfAnAGMOfTheGroupItselfMakesAnAppointment() throws {
    let desk = GroupDesk()
    let (group, agm) = try desk.groupWithAGM()
    let ordinary = try desk.meeting(of: group, on: "2026-06-01")
    try desk.log("A new Chair", on: ordinary)
    let (_, others) = try desk.groupWithAGM()
    try desk.log("A new Chair", on: others)
    func appoint(_ meeting: String, _ item: String) -> String? {
      desk.refusal {
        try desk.act(
          "appoint",
          ["office": "Chair", "holder": "A", "meeting": .string(meeting), "item": .string(item)], on: group)
      }
    }
    #expect(appoint(ordinary, "1") == "not-an-agm")
    #expect(appoint(others, "1") == "not-an-agm")
    #expect(appoint(agm, "1") == "no-such-item")
    #expect(desk[group][AdvisoryGroup.offices] == nil)
  }

  @Test func aDistrictGroupLiesUnderTheStrategicOneAndNeverUnderItself() throws {
    let desk = GroupDesk()
    let top = try desk.make(.group, ["title": "Strategic IAG", "level": "strategic"])
    let below = try desk.make(.group, ["title": "Hafod", "level": "district", "parent": .string(top)])
    #expect(
      desk.refusal { try desk.perform(.set(["parent": .string(below)]), on: below) } == "group-under-itself")
    #expect(
      desk.refusal { try desk.perform(.set(["parent": .string(below)]), on: top) } == "strategic-stands-alone"
    )
    let third = try desk.make(.group, ["title": "Youth", "parent": .string(below)])
    #expect(
      desk.refusal { try desk.perform(.set(["parent": .string(third)]), on: below) } == "group-under-itself")
  }

  @Test func aMemberLeavesOnceAndMayComeBack() throws {
    let desk = GroupDesk()
    let (group, _) = try desk.groupWithAGM()
    try desk.act("member", ["name": "Grace Okafor", "mayBeNamed": true], on: group)
    #expect(desk.refusal { try desk.act("member", ["name": "grace okafor"], on: group) } == "member-already")
    try desk.act("leave", ["name": "Grace Okafor", "on": "2026-07-20"], on: group)
    #expect(desk.refusal { try desk.act("leave", ["name": "Grace Okafor"], on: group) } == "no-such-member")
    try desk.act("member", ["name": "Grace Okafor"], on: group)
    #expect(desk[group][AdvisoryGroup.members]?.count == 2)
  }

  // MARK: - Attendance

  /// Requirements IA-04.
  @Test func theGridOfTheYearShowsWhichRequiredSeatWasEmptyAtWhichMeeting() throws {
    let desk = GroupDesk()
    let top = try desk.make(.group, ["title": "Strategic IAG", "level": "strategic"])
    let below = try desk.make(.group, ["title": "Hafod", "level": "district", "parent": .string(top)])
    try desk.act("seat", ["name": "PCC", "holder": "Commissioner Hughes"], on: top)
    try desk.act("seat", ["name": "Chair", "from": "2026-06-01"], on: top)
    try desk.act("seat", ["name": "Officer for Consultation and Engagement"], on: below)
    let spring = try desk.meeting(of: top, on: "2026-03-01")
    let summer = try desk.meeting(of: top, on: "2026-07-01")
    let district = try desk.meeting(of: below, on: "2026-07-02")
    _ = try desk.meeting(of: top, on: "2026-11-01")
    _ = try desk.meeting(of: top, on: "2025-11-01")
    // Who takes the seat fills it by name alone.
    try desk.act("attend", ["who": "commissioner hughes"], on: spring)
    try desk.act("attend", ["who": "PCC", "how": "apologies"], on: summer)
    try desk.act("open", on: district)
    #expect(AttendanceGrid.of(desk[top], year: 2026, desk).groups[0].meetings.count == 1)
    try desk.act("open", on: summer)
    let grid = AttendanceGrid.of(desk[top], year: 2026, desk)
    #expect(grid.groups.map(\.reference) == [top, below])
    #expect(grid.groups[0].meetings.map(\.reference) == [spring, summer])
    #expect(grid.groups[0].seats.map(\.marks) == [[.present, .apologies], [.notRequired, .unrecorded]])
    #expect(grid.empty.map(\.seat) == ["PCC", "Chair", "Officer for Consultation and Engagement"])
    #expect(grid.empty.map(\.meeting.reference) == [summer, summer, district])
    #expect(
      desk.refusal { try desk.act("attend", ["who": "Deputy Shah", "seat": "Mayor"], on: summer) }
        == "no-such-seat")
    // A deputy in the seat fills it.
    try desk.act("attend", ["who": "Deputy Shah", "seat": "PCC"], on: summer)
    #expect(!AttendanceGrid.of(desk[top], year: 2026, desk).empty.contains { $0.seat == "PCC" })
    let sheet = Sheet.attendance(grid)
    #expect(
      sheet.table(today: desk.day).contains([
        top, "Strategic IAG", "PCC", summer, "2026-07-01", "ordinary", "apologies",
      ]))
    let lines = sheet.lines(today: desk.day).map(\.text)
    #expect(lines.contains("PCC                     present  apolog.  "))
    #expect(lines.contains("Empty: PCC at MTG-26-0002 on 1 July 2026 (apologies)"))
    #expect(lines.allSatisfy { $0.count < 80 || $0.hasPrefix("Empty:") })
  }
}
