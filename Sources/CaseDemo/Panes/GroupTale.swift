internal import Casework

/// A year of advisory groups: one Strategic and four District, their meetings with minutes, advice and actions.
///
/// Source: requirements IA-01 to IA-04, IA-09.
struct GroupTale {
  private var tale: Tale
  private let areas: [Place]
  private var members: [(name: String, side: String)]

  init(words: DemoText, places: DemoPlaces, calendar: DemoCalendar) {
    tale = Tale(actor: DemoYear.engagementOfficer, part: 2, words: words, calendar: calendar)
    areas = places.places.filter { $0.level == PlaceLevel.policingArea }
    members = words["member"].map(DemoText.columns).filter { $0.count == 2 }.map { ($0[0], $0[1]) }
  }

  mutating func events() -> [DemoEvent] {
    let start = tale.daysAgo(tale.calendar.workingDays.count)
    group(
      "strategic", "Strategic Independent Advisory Group", level: "strategic", place: "saltmarsh", nil, start)
    for area in areas {
      group(
        area.name, "\(area.title) Independent Advisory Group", level: "district", place: area.name,
        "strategic",
        start)
    }
    // The yearly meeting of the Strategic group was eleven months ago: its Chair's term ends soon.
    for quarter in 0..<4 { meeting("strategic", number: quarter, offset: 15 + quarter * 84) }
    for (position, area) in areas.enumerated() {
      for half in 0..<3 { meeting(area.name, number: half, offset: 30 + position * 6 + half * 110) }
    }
    planNext()
    return tale.events
  }

  private mutating func group(
    _ marker: String, _ title: String, level: String, place: String, _ parent: String?, _ day: Day
  ) {
    var values: [String: JSON] = [
      "title": .string(title), "level": .string(level), "place": .string(place), "quorum": 4,
      "owner": .string(DemoYear.engagementOfficer), "received": day.json,
    ]
    if let parent { values["parent"] = DemoReference.to("group-\(parent)") }
    tale.make(.group, "group-\(marker)", values, on: day)
    for (position, member) in members.enumerated() {
      tale.act(
        "member", on: "group-\(marker)",
        [
          "name": .string(member.name), "side": .string(member.side), "mayBeNamed": .bool(position != 2),
        ], on: day)
    }
    let seats =
      level == "strategic"
      ? ["Commissioner", "Chair"] : ["Officer for Consultation and Engagement", "Chair"]
    for seat in seats { tale.act("seat", on: "group-\(marker)", ["name": .string(seat)], on: day) }
  }

  private mutating func meeting(_ group: String, number: Int, offset: Int) {
    guard let day = tale.workingDay(from: tale.calendar.firstDay + offset) else { return }
    let marker = "meeting-\(group)-\(number)"
    tale.make(
      .meeting, marker,
      [
        "title": .string(name(of: group) + (number == 0 ? ", annual general meeting" : ", meeting")),
        "type": number == 0 ? "agm" : "ordinary", "received": day.json,
        "parent": DemoReference.to("group-\(group)"), "venue": "Guildhall, Committee Room 2",
      ], on: day)
    tale.act("open", on: marker, on: day)
    attend(marker, isWithoutOfficer: number == 2 && group != "strategic", group: group, on: day)
    minutes(of: marker, isAnnual: number == 0, on: day)
    if number == 0 {
      tale.act(
        "appoint", on: "group-\(group)",
        ["office": "Chair", "holder": "Amina Fairweather", "meeting": DemoReference.to(marker), "item": "1"],
        on: day)
    }
    guard let sent = tale.workingDay(from: day + 8) else { return }
    tale.act("circulate", on: marker, on: sent)
    answerAdvice(of: marker, on: sent)
    guard let agreed = tale.workingDay(from: day + 70) else { return }
    tale.act("agree", on: marker, on: agreed)
  }

  private func name(of group: String) -> String {
    (areas.first { $0.name == group }?.title ?? "Strategic") + " IAG"
  }

  private mutating func attend(_ marker: String, isWithoutOfficer: Bool, group: String, on day: Day) {
    for (position, member) in members.enumerated() {
      let how = position == 3 ? "apologies" : "present"
      var said: [String: JSON] = [
        "who": .string(member.name), "how": .string(how), "side": .string(member.side),
      ]
      if position == 0 { said["seat"] = "Chair" }
      tale.act("attend", on: marker, said, on: day)
    }
    let seat = group == "strategic" ? "Commissioner" : "Officer for Consultation and Engagement"
    let who = group == "strategic" ? "The Commissioner" : "Elin Gwynne"
    tale.act(
      "attend", on: marker,
      [
        "who": .string(who), "how": .string(isWithoutOfficer ? "apologies" : "present"),
        "seat": .string(seat),
        "side": "office",
      ], on: day)
  }

  private mutating func minutes(of marker: String, isAnnual: Bool, on day: Day) {
    var lines: [(line: String, isRestricted: Bool)] = []
    if isAnnual { lines.append(("Amina Fairweather was appointed Chair for another year.", false)) }
    lines.append((tale.line("minute"), false))
    lines.append(("? " + tale.line("advice"), false))
    lines.append((tale.line("minute"), tale.random.chance(40)))
    lines.append(("! \(tale.line("action")) @rees by \(day + 30)", false))
    lines.append(("= " + tale.line("decision"), false))
    for line in lines {
      var said: [String: JSON] = ["line": .string(line.line)]
      if line.isRestricted { said["restricted"] = true }
      if line.line.hasPrefix("?") { said["level"] = "tactical" }
      let makes =
        line.line.hasPrefix("?") ? "\(marker)-advice" : line.line.hasPrefix("!") ? "\(marker)-action" : nil
      tale.act("log", on: marker, said, makes: makes, on: day)
    }
  }

  /// Most advice is answered by the force in its time, and most actions are done.
  private mutating func answerAdvice(of marker: String, on day: Day) {
    if tale.random.chance(65), let answered = tale.workingDay(from: day + 14) {
      tale.act(
        "answer", on: "\(marker)-advice", ["text": .string(tale.line("reply to advice"))], on: answered)
      tale.act("complete", on: "\(marker)-advice", on: answered)
    }
    if tale.random.chance(60), let done = tale.workingDay(from: day + 25) {
      tale.act("complete", on: "\(marker)-action", on: done)
    }
  }

  private mutating func planNext() {
    tale.make(
      .meeting, "meeting-next",
      [
        "title": "Strategic IAG, meeting", "type": "ordinary", "received": (tale.calendar.today + 9).json,
        "parent": DemoReference.to("group-strategic"), "venue": "Guildhall, Committee Room 2",
      ], on: tale.daysAgo(4))
  }
}
