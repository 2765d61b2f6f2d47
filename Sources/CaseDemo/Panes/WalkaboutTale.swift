internal import Casework

/// A year out of the office: 61 of the 79 wards visited, walkabouts with their issues, talks in three of four areas.
///
/// Source: requirements WE-01, WE-07, WE-10.
struct WalkaboutTale {
  private var tale: Tale
  private let places: DemoPlaces

  init(words: DemoText, places: DemoPlaces, calendar: DemoCalendar) {
    tale = Tale(actor: DemoYear.engagementOfficer, part: 1, words: words, calendar: calendar)
    self.places = places
  }

  static let visited = 61

  mutating func events() -> [DemoEvent] {
    var ward = 0
    var number = 0
    while ward < min(Self.visited, places.wards.count) {
      number += 1
      // Every seventh meeting serves two wards.
      let served = Array(places.wards[ward..<min(ward + (number % 7 == 0 ? 2 : 1), Self.visited)])
      ward += served.count
      let day = tale.calendar.firstDay + 5 + ward * 345 / Self.visited
      if let day = tale.workingDay(from: day) { visit(served, number: number, on: day) }
    }
    talks()
    planNext()
    return tale.events
  }

  private mutating func visit(_ wards: [DemoPlaces.Ward], number: Int, on day: Day) {
    guard let first = wards.first else { return }
    let marker = "event-\(number)"
    let isWalkabout = number % 4 == 0
    var values: [String: JSON] = [
      "title": .string(
        isWalkabout
          ? "Walkabout in \(first.title)" : "Ward meeting, \(wards.map(\.title).joined(separator: " and "))"),
      "type": isWalkabout ? "walkabout" : "ward-meeting", "received": day.json, "place": .string(first.name),
      "officers": "Elin Gwynne, PC Marrowby", "attended": .integer(tale.random.number(in: 6...40)),
    ]
    if wards.count > 1 { values["wards"] = .array(wards.map { .string($0.name) }) }
    if isWalkabout { values["project"] = .string(tale.line("project")) }
    tale.make(.event, marker, values, on: day)
    let issues = isWalkabout ? tale.random.number(in: 3...6) : tale.random.number(in: 0...2)
    for position in 0..<issues {
      logIssue("\(marker)-issue-\(position)", on: marker, in: first, day)
    }
    if let later = tale.workingDay(from: day + 3) {
      // The first issue marks an event as held.
      if issues == 0 { tale.move(marker, to: "held", on: day) }
      tale.move(marker, to: "closed", on: later)
    }
  }

  private mutating func logIssue(_ issue: String, on marker: String, in ward: DemoPlaces.Ward, _ day: Day) {
    let line = DemoText.fill(tale.line("issue"), with: ["street": places.street(&tale.random)])
    tale.act(
      "log", on: marker, ["line": .string(line), "place": .string(ward.name)], makes: issue, on: day)
    // What is old is done with; of the last weeks some wait to be triaged, and some for the team.
    let isOld = tale.calendar.today - day > 50
    guard isOld || tale.random.chance(60), let asked = tale.workingDay(from: day + 1) else { return }
    let team = places.teams.first { $0.place == ward.areaName }?.name ?? "community-safety"
    tale.act(
      "refer", on: issue, ["team": .string(team), "text": .string(tale.line("question to team"))], on: asked)
    guard isOld || tale.random.chance(60),
      let answered = tale.workingDay(from: asked + tale.random.number(in: 4...18))
    else { return }
    tale.act("answer", on: issue, ["text": .string(tale.line("team answer"))], on: answered)
    guard isOld || tale.random.chance(50), let closed = tale.workingDay(from: answered + 2) else { return }
    tale.act("close", on: issue, ["outcome": "answered"], on: closed)
  }

  /// One in each area and quarter, but for the last area, which waits for its talk this quarter.
  private mutating func talks() {
    let areas = places.places.filter { $0.level == PlaceLevel.policingArea }
    for quarter in 0..<4 {
      for (position, area) in areas.enumerated() where !(quarter == 3 && position == areas.count - 1) {
        let day = tale.calendar.firstDay + quarter * 91 + 20 + position * 9
        guard let day = tale.workingDay(from: day) else { continue }
        let marker = "talk-\(quarter)-\(position)"
        tale.make(
          .event, marker,
          [
            "title": .string("Talk to the \(area.title) forum"), "type": "talk", "received": day.json,
            "place": .string(area.name), "group": .string("\(area.title) forum"),
            "officers": "The Commissioner",
          ], on: day)
        tale.move(marker, to: "held", on: day)
        tale.move(marker, to: "closed", on: day)
      }
    }
  }

  /// What is to come.
  private mutating func planNext() {
    for (position, ward) in places.wards.dropFirst(Self.visited).prefix(3).enumerated() {
      tale.make(
        .event, "next-\(position)",
        [
          "title": .string("Walkabout in \(ward.title)"), "type": "walkabout",
          "received": (tale.calendar.today + 5 + position * 7).json, "place": .string(ward.name),
        ], on: tale.daysAgo(3))
    }
  }
}
