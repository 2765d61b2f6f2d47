import Casework
import Testing

/// Minutes: typed live, carried over, agreed and then only amended.
@Suite struct MeetingTests {
  @Test func linesGetNumbersAndActionsTheNumberOfTheirItem() throws {
    let desk = GroupDesk()
    let (group, meeting) = try desk.groupWithAGM()
    try desk.act("member", ["name": "Supt Rees", "side": "force"], on: group)
    for line in [
      "Welcome", "Stop and search: Mrs Ali thanked @hafod for #openness",
      "! Send a sample of 20 @rees by 11 Dec",
      "! And the log @\"PC Evans\"", "? Publish the reasons for each stop", "= Meet again in October",
    ] {
      try desk.log(line, on: meeting)
    }
    #expect(desk.items(meeting).map(\.number) == ["1", "2", "2.A1", "2.A2", "3", "4"])
    #expect(desk.items(meeting).map(\.mark) == [.item, .item, .action, .action, .advice, .decision])
    // What only asks nobody is kept word for word.
    #expect(desk.items(meeting)[1].text == "Stop and search: Mrs Ali thanked @hafod for #openness")
    let action = desk[try #require(desk.items(meeting)[2].reference)]
    #expect(action[OwedAnswer.asked] == "Supt Rees" && action[Head.due] == Day("2026-12-11"))
    #expect(action[OwedAnswer.number] == "2.A1" && action[Head.parent] == meeting)
    #expect(desk.items(meeting)[3].owner == "PC Evans")
    #expect(desk[try #require(desk.items(meeting)[4].reference)][OwedAnswer.type] == .advice)
    #expect(desk[meeting][Head.stage] == "draft")
  }

  /// Requirements IA-02.
  @Test func adviceIsCarriedOnUntilItIsAnsweredAndAnActionUntilItIsDone() throws {
    let desk = GroupDesk(on: "2026-03-01")
    let (group, first) = try desk.groupWithAGM()
    try desk.log("? Publish the reasons", on: first)
    try desk.log("! Send the sample @rees", on: first)
    let second = try desk.meeting(of: group, on: "2026-06-01")
    let third = try desk.meeting(of: group, on: "2026-09-01")
    #expect(desk.carried(first).isEmpty)
    #expect(desk.carried(second) == ["Publish the reasons", "Send the sample"])
    desk.today = "2026-06-01"
    try desk.act("open", on: second)
    #expect(desk.refusal { try desk.log("> C9 No such thing", on: second) } == "nothing-to-answer")
    try desk.log("> C1 The force will publish them from July", on: second)
    try desk.log("> C2: not yet, the laboratory is slow", on: second)
    #expect(desk.items(second).map(\.number) == ["1", "2"])
    #expect(desk.contacts.map(\.text).contains("The force will publish them from July"))
    #expect(desk.carried(third) == ["Send the sample (answered 1 June 2026, not done)"])
    // What stood on the agenda stays with the minutes.
    #expect(desk.carried(second) == ["Publish the reasons", "Send the sample"])
    try desk.log("> ACT-26-0002 done, seen by the Chair", on: second)
    #expect(desk.carried(third).isEmpty)
    #expect(desk["ACT-26-0002"][Head.stage] == "done")
  }

  @Test func theAgendaNamesTheLastMinutesWithTheirCorrections() throws {
    let desk = GroupDesk(on: "2026-03-01")
    let (group, first) = try desk.groupWithAGM()
    try desk.log("Sixty stops", on: first)
    let second = try desk.meeting(of: group, on: "2026-06-01")
    func line() -> String { Agenda.entries(of: desk[second], desk)[1].text }
    #expect(line() == "Minutes of the last meeting (MTG-26-0001, 1 March 2026), to be agreed")
    try desk.act("attend", ["who": "Mrs Ali", "side": "community"], on: first)
    try desk.act("circulate", on: first)
    try desk.act("agree", on: first)
    try desk.act("amend", ["number": "1", "text": "Sixteen stops"], on: first)
    #expect(line() == "Minutes of the last meeting (MTG-26-0001, 1 March 2026), corrections: 1")
    #expect(Agenda.entries(of: desk[second], desk).map(\.label) == ["1", "2", "3", "4"])
  }

  /// Requirements IA-09.
  @Test func agreedMinutesCannotBeEditedButAmended() throws {
    let desk = GroupDesk(on: "2026-03-01")
    let (_, meeting) = try desk.groupWithAGM()
    #expect(desk.refusal { try desk.perform(.move(to: "draft"), on: meeting) } == "opened-by-act")
    try desk.log("Sixty stops", on: meeting)
    #expect(desk.refusal { try desk.act("amend", ["text": "Sixteen"], on: meeting) } == "not-agreed-yet")
    try desk.act("item", ["number": "1", "text": "Sixty-one stops"], on: meeting)
    #expect(desk.refusal { try desk.perform(.move(to: "circulated"), on: meeting) } == "circulated-by-act")
    try desk.act("attend", ["who": "Mrs Ali", "side": "community"], on: meeting)
    try desk.act("circulate", on: meeting)
    #expect(desk.refusal { try desk.log("One more", on: meeting) } == "not-a-draft")
    #expect(desk.refusal { try desk.perform(.move(to: "agreed"), on: meeting) } == "agreed-by-act")
    try desk.act("agree", ["on": "2026-06-01"], on: meeting)
    let agreed = desk[meeting]
    let attempts: [RecordAction] = [
      .act("log", ["line": "One more"]), .act("item", ["number": "1", "text": "None"]),
      .act("attend", ["who": "PCC"]), .set(["venue": "Elsewhere"]), .set(["title": "Other"]),
      .move(to: "draft"), .act("circulate", [:]), .act("answer-item", ["number": "1", "text": "x"]),
    ]
    for attempt in attempts {
      #expect(desk.refusal { try desk.perform(attempt, on: meeting) } == "minutes-agreed")
    }
    #expect(desk[meeting].values == agreed.values)
    try desk.act("amend", ["number": "1", "text": "Sixteen stops"], on: meeting)
    #expect(
      desk[meeting][Meeting.amendments] == [
        Amendment(on: desk.day, by: "ann", item: "1", text: "Sixteen stops")
      ])
    #expect(desk.items(meeting).map(\.text) == ["Sixty-one stops"])
    #expect(desk.refusal { try desk.perform(.note("For colleagues"), on: meeting) } == nil)
  }

  @Test func anItemOfADraftTakesItsActionAlongAndDoesNotLoseIt() throws {
    let desk = GroupDesk()
    let (_, meeting) = try desk.groupWithAGM()
    try desk.log("! Send twenty", on: meeting)
    try desk.act("item", ["number": "a1", "text": "Send thirty", "due": "2026-09-01"], on: meeting)
    #expect(desk["ACT-26-0001"][Head.title] == "Send thirty")
    #expect(desk["ACT-26-0001"][Head.due] == Day("2026-09-01"))
    #expect(
      desk.refusal { try desk.act("item", ["number": "A1", "remove": true], on: meeting) } == "answer-first")
    try desk.act("complete", on: "ACT-26-0001")
    try desk.act("item", ["number": "A1", "remove": true], on: meeting)
    #expect(desk.items(meeting).isEmpty)
  }

  // MARK: - The document

  /// Requirements D3, D7.
  @Test func theOpenMinutesLeaveOutWhatIsRestrictedAndWhoMayNotBeNamed() throws {
    let desk = GroupDesk()
    let (group, meeting) = try desk.groupWithAGM()
    try desk.act("member", ["name": "Grace Okafor", "mayBeNamed": true], on: group)
    try desk.act("member", ["name": "Ivo Young"], on: group)
    try desk.act("seat", ["name": "PCC"], on: group)
    for who in ["Grace Okafor", "Ivo Young", "PCC"] {
      try desk.act("attend", ["who": .string(who)], on: meeting)
    }
    try desk.act("attend", ["who": "Supt Rees", "side": "force"], on: meeting)
    try desk.log("ivo young asked what young people hear; Mr Young, Ivo and Mrs Okafor agreed", on: meeting)
    try desk.log("The suspect lives in Abbey Road", on: meeting, restricted: true)
    try desk.log("! Write to the family @rees", on: meeting, restricted: true)
    try desk.log("! Tell the schools @Young by 11 Dec", on: meeting)
    let closed = try MinutesDocument(desk[meeting], of: desk[group], for: .group).values.text
    let open = try MinutesDocument(desk[meeting], of: desk[group], for: .everybody).values.text
    for secret in ["Abbey Road", "family", "Rees", "Ivo", "Mr Young"] {
      #expect(closed.contains(secret) && !open.contains(secret), "\(secret)")
    }
    #expect(
      open.contains("a member asked what young people hear; Mr a member, a member and Mrs Okafor agreed"))
    #expect(open.contains("Grace Okafor") && open.contains("PCC") && open.contains("11 December 2026"))
    #expect(open.contains("[2 items are not public]") && !closed.contains("not public"))
    #expect(desk[desk.items(meeting)[2].reference ?? ""][Head.marking] == .restricted)
  }

  @Test func aMeetingThatIsRestrictedAsAWholeHasNoOpenMinutes() throws {
    let desk = GroupDesk()
    let (group, meeting) = try desk.groupWithAGM()
    // Whose record it is says who reads it.
    try desk.perform(.set(["owner": "ann"]), on: meeting)
    try desk.perform(.set(["marking": "restricted"]), on: meeting)
    #expect(
      desk.refusal { _ = try MinutesDocument(desk[meeting], of: desk[group], for: .everybody) }
        == "restricted-meeting")
    #expect(desk.refusal { _ = try MinutesDocument(desk[meeting], of: desk[group], for: .group) } == nil)
  }

  /// Requirements D6: a number a group, or none.
  @Test func theQuorumIsOfMembersAndOnlyWhereTheGroupHasOne() throws {
    let desk = GroupDesk()
    let (group, meeting) = try desk.groupWithAGM()
    try desk.act("member", ["name": "Grace Okafor"], on: group)
    try desk.act("attend", ["who": "Grace Okafor"], on: meeting)
    try desk.act("attend", ["who": "Supt Rees", "side": "force"], on: meeting)
    func text() throws -> String {
      try MinutesDocument(desk[meeting], of: desk[group], for: .group).values.text
    }
    #expect(try !text().contains("Quorum"))
    try desk.perform(.set(["quorum": 2]), on: group)
    #expect(try text().contains("Quorum of 2 members not reached (1 there)"))
  }
}
