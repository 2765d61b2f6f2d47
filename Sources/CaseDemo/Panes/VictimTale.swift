internal import Casework

/// A year of focus groups: twelve people by pseudonym, what each agreed to, two sessions held and one to come.
///
/// Source: requirements VF-01, VF-04 to VF-06.
struct VictimTale {
  private var tale: Tale

  init(words: DemoText, calendar: DemoCalendar) {
    tale = Tale(actor: DemoYear.victimsLead, part: 3, words: words, calendar: calendar)
  }

  mutating func events() -> [DemoEvent] {
    let people = tale.words["pseudonym"]
    for (position, name) in people.enumerated() { participant(name, position) }
    session(1, "Being kept informed", people: Array(people.prefix(5)), daysAgo: 150, isSettled: true)
    session(
      2, "Support after a burglary", people: Array(people.dropFirst(4).prefix(4)), daysAgo: 60,
      isSettled: false)
    planNext(people)
    return tale.events
  }

  private mutating func participant(_ name: String, _ position: Int) {
    let day = tale.daysAgo(220 - position * 3)
    let marker = "person-\(name)"
    tale.make(
      .participant, marker,
      [
        "title": .string(name), "received": day.json, "supportClosed": (day - 10).json,
        "contactBy": position == 9 ? "unsafe" : position % 3 == 0 ? "support-worker" : "phone",
        "noVoicemail": .bool(position % 2 == 0),
      ], on: day)
    // The ninth said no, the eleventh was not asked yet.
    guard position != 10 else { return }
    for purpose in ["focus-group", "survey-call"] {
      tale.act(
        "consent", on: marker,
        ["purpose": .string(purpose), "answer": position == 8 ? "refused" : "given"], on: day)
    }
  }

  private mutating func session(
    _ number: Int, _ title: String, people: [String], daysAgo: Int, isSettled: Bool
  ) {
    let day = tale.daysAgo(daysAgo)
    let marker = "session-\(number)"
    let planned = tale.daysAgo(daysAgo + 10)
    tale.make(
      .session, marker,
      [
        "title": .string(title), "received": day.json, "owner": .string(DemoYear.victimsLead),
        "venue": "Friends' Meeting House", "supportWorker": "Hub support worker on duty",
        "place": "minster-city",
      ], on: planned)
    for name in people { tale.act("add", on: marker, ["participant": .string(name)], on: planned) }
    tale.set(marker, ["briefing": true, "groundRules": true, "debrief": true], on: day)
    tale.move(marker, to: "held", on: day)
    let said = tale.words["said"]
    for (position, line) in said.dropFirst((number - 1) * 6).prefix(6).enumerated() {
      let voice = people[position % people.count]
      tale.act(
        "log", on: marker, ["line": .string(line), "participant": .string(voice)],
        makes: "\(marker)-\(position)",
        on: day)
    }
    if number == 1, let first = people.first {
      tale.act(
        "distress", on: marker, ["who": .string(first), "what": "Left the room for ten minutes."], on: day)
      tale.act(
        "follow-up", on: marker,
        ["who": .string(first), "followUp": "A call by the support worker, and a counselling place."],
        on: tale.daysAgo(daysAgo - 1))
    }
    findings(of: marker, number, daysAgo: daysAgo - 4, isSettled: isSettled)
  }

  private mutating func findings(of marker: String, _ number: Int, daysAgo: Int, isSettled: Bool) {
    let day = tale.daysAgo(daysAgo)
    for nature in ["good-practice", "improvement"] {
      let lines = tale.words["finding \(nature)"]
      guard lines.indices.contains(number - 1) else { continue }
      let finding = "\(marker)-\(nature)"
      tale.act(
        "finding", on: marker, ["title": .string(lines[number - 1]), "nature": .string(nature)],
        makes: finding,
        on: day)
      tale.act("send", on: finding, ["to": "Police Executive"], on: day)
      guard isSettled else { continue }
      tale.act(
        "answer", on: finding, ["text": .string(tale.line("executive answer"))],
        on: tale.daysAgo(daysAgo - 30))
    }
  }

  private mutating func planNext(_ people: [String]) {
    let day = tale.daysAgo(5)
    tale.make(
      .session, "session-next",
      [
        "title": "First contact by telephone", "received": (tale.calendar.today + 12).json,
        "owner": .string(DemoYear.victimsLead), "venue": "Library, upstairs",
      ], on: day)
    for name in people.suffix(8).prefix(3) {
      tale.act("invite", on: "session-next", ["participant": .string(name)], on: day)
    }
  }
}
