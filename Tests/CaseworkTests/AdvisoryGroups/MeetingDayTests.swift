import Casework
import Testing

/// When a meeting has minutes, who is recorded as there, and what an answer answers.
@Suite struct MeetingDayTests {
  @Test func minutesBeginOnTheDayOfTheMeetingAndApologiesMayComeBefore() throws {
    let desk = GroupDesk(on: "2026-05-31")
    let (group, _) = try desk.groupWithAGM()
    try desk.act("member", ["name": "Grace Okafor"], on: group)
    let meeting = try desk.meeting(of: group, on: "2026-06-01")
    #expect(desk.refusal { try desk.log("Welcome", on: meeting) } == "meeting-ahead")
    #expect(desk.refusal { try desk.act("open", on: meeting) } == "meeting-ahead")
    #expect(desk.refusal { try desk.act("attend", ["who": "Okafor"], on: meeting) } == "meeting-ahead")
    try desk.act("attend", ["who": "Okafor", "how": "apologies"], on: meeting)
    #expect(!desk[meeting].tookPlace)
    desk.today = "2026-06-01"
    try desk.log("Welcome", on: meeting)
    #expect(desk[meeting].tookPlace)
    #expect(
      desk.refusal { try desk.perform(.set(["received": "2026-06-02"]), on: meeting) } == "meeting-ahead")
  }

  @Test func minutesAreSentRoundOnceSomebodyIsRecordedAsPresent() throws {
    let desk = GroupDesk()
    let (group, meeting) = try desk.groupWithAGM()
    try desk.act("member", ["name": "Grace Okafor"], on: group)
    try desk.log("Welcome", on: meeting)
    #expect(desk.refusal { try desk.act("circulate", on: meeting) } == "nobody-present")
    try desk.act("attend", ["who": "Grace"], on: meeting)
    #expect(desk.refusal { try desk.act("circulate", on: meeting) } == nil)
  }

  @Test func whoIsThereIsFoundByTheStartOfAnyWordAndAStrangerNeedsASide() throws {
    let desk = GroupDesk()
    let (group, meeting) = try desk.groupWithAGM()
    try desk.act("member", ["name": "Grace Okafor"], on: group)
    try desk.act("seat", ["name": "Officer for Engagement"], on: group)
    try desk.act("attend", ["who": "oka"], on: meeting)
    try desk.act("attend", ["who": "PC Shah", "seat": "engag"], on: meeting)
    #expect(desk.refusal { try desk.act("attend", ["who": "Okafro"], on: meeting) } == "not-of-the-group")
    try desk.act("attend", ["who": "Mr Bell", "side": "community"], on: meeting)
    let lines = desk[meeting][Meeting.attendance] ?? []
    #expect(lines.map(\.who) == ["Grace Okafor", "PC Shah", "Mr Bell"])
    #expect(lines[1].seat == "Officer for Engagement")
  }

  @Test func anAnswerSaysWhatItAnswers() throws {
    let desk = GroupDesk(on: "2026-03-01")
    let (group, first) = try desk.groupWithAGM()
    try desk.log("? Publish the reasons", on: first)
    let second = try desk.meeting(of: group, on: "2026-06-01")
    desk.today = "2026-06-01"
    try desk.log("> C1 From July", on: second)
    #expect(desk.items(second)[0].heading?.text() == "answer to C1 Publish the reasons")
    let minutes = try MinutesDocument(desk[second], of: desk[group], for: .group).values.text
    #expect(minutes.contains("answer to C1 Publish the reasons"))
  }

  @Test func aMeetingCountsByItsTypeOnceItTookPlace() throws {
    let desk = GroupDesk()
    let (_, meeting) = try desk.groupWithAGM()
    let planned = try #require(CoverageEvent(desk[meeting], in: PlaceTree([])))
    #expect(planned.type == "agm" && !planned.isHeld)
    try desk.act("open", on: meeting)
    #expect(try #require(CoverageEvent(desk[meeting], in: PlaceTree([]))).isHeld)
  }
}
