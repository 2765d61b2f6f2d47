internal import Casework

/// A year of complaint files: three extracts from the force, and a dip sample of each of the last three quarters,
/// one of them still being read.
///
/// Source: requirements CP-02 to CP-04, CP-09, C1 to C12.
struct ComplaintTale {
  private var tale: Tale
  private let places: DemoPlaces

  init(words: DemoText, places: DemoPlaces, calendar: DemoCalendar) {
    tale = Tale(actor: DemoYear.supervisor, part: 4, words: words, calendar: calendar)
    self.places = places
  }

  mutating func events() -> [DemoEvent] {
    let files = (1...240).map { file($0) }
    for (number, daysAgo) in [170, 100, 40].enumerated() {
      let day = tale.daysAgo(daysAgo)
      let rows = files.filter { $0.received < day }.flatMap { $0.rows(asOf: day) }
      tale.add(.complaints(file: "extract-\(number + 1).csv", csv: Self.csv(rows)), on: day)
    }
    round("1", "Incivility at first contact", theme: "incivility", seed: "00420", daysAgo: 165, isDone: true)
    round("2", "Discrimination", theme: "discrimination", seed: "17-38-04", daysAgo: 95, isDone: true)
    round("3", "Incivility, second look", theme: "incivility", seed: "2916", daysAgo: 12, isDone: false)
    return tale.events
  }

  // MARK: - Files

  /// One complaint as the force has it.
  private struct ForceFile {
    let reference: String
    let received: Day
    let closed: Day
    let area, track, summary, handler: String
    let allegations: [(category: String, result: String)]
    let updates: [Day]

    /// As the force's table has it on a day: a row an allegation.
    func rows(asOf day: Day) -> [[String]] {
      let isClosed = closed < day
      return allegations.map { allegation in
        [
          reference, received.description, isClosed ? closed.description : "", area, track,
          allegation.category,
          isClosed ? allegation.result : "", summary, handler,
          updates.filter { $0 < min(closed, day) }.map(\.description).joined(separator: " "),
        ]
      }
    }
  }

  private static let header = [
    "reference", "received", "closed", "area", "track", "category", "result", "summary", "handler", "updates",
  ]

  private static let tracks = ["outside-schedule-3", "schedule-3-otherwise", "schedule-3-investigation"]
  private static let results = [
    "service provided was acceptable", "service provided was not acceptable",
    "not able to determine if service was acceptable", "resolved",
  ]

  private mutating func file(_ number: Int) -> ForceFile {
    let received = tale.calendar.firstDay + number * 350 / 240
    let closed = received + tale.random.number(in: 18...75)
    var updates: [Day] = []
    var next = received + tale.random.number(in: 12...34)
    while next < closed {
      updates.append(next)
      next = next + tale.random.number(in: 20...33)
    }
    let areas = places.places.filter { $0.level == PlaceLevel.policingArea }.map(\.title)
    let allegations = (0..<(tale.random.chance(25) ? 2 : 1)).map { _ in
      (tale.line("complaint category"), Self.results[tale.random.position(byWeight: [45, 22, 8, 25])])
    }
    let digits = String(10_000 + number).dropFirst()
    return ForceFile(
      reference: "CO/0\(digits)/\(received.year % 100)", received: received, closed: closed,
      area: tale.random.line(of: areas), track: Self.tracks[tale.random.position(byWeight: [55, 38, 7])],
      summary: tale.line("complaint"),
      handler: "PS \(tale.random.line(of: ["Marrowby", "Thornfield", "Quillan"]))",
      allegations: allegations, updates: updates)
  }

  private static func csv(_ rows: [[String]]) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(header)
    for row in rows { writer.append(row) }
    return writer.bytes
  }

  // MARK: - Rounds

  private mutating func round(
    _ number: String, _ title: String, theme: String, seed: String, daysAgo: Int, isDone: Bool
  ) {
    let day = tale.daysAgo(daysAgo)
    let marker = "round-\(number)"
    let first = day - 100
    tale.make(
      .round, marker,
      [
        "title": .string(title), "query": .string("closed:\(first)..\(day)"), "by": "area", "size": 12,
        "atLeastOne": true, "standing": "standing", "theme": .string(theme), "secondShare": 25,
        "owner": .string(DemoYear.supervisor), "received": day.json,
        "period": .string("\(first.year)-Q\((first.month - 1) / 3 + 1)"),
      ], on: day)
    tale.act("freeze", on: marker, on: day)
    tale.act("draw", on: marker, ["seed": .string(seed)], on: day)
    let reviewers = ["sllwyd", "tadeyolu", DemoYear.supervisor]
    let names =
      isDone ? JSON.string(reviewers.joined(separator: ",")) : DemoReference.to(DemoYear.openReaders)
    tale.act("allot", on: marker, ["reviewers": names], on: day)
    for (position, reviewer) in reviewers.enumerated() {
      // In the round that is still read, the first reader is done and the second has begun.
      let count = isDone ? 100 : [100, 2, 0][position]
      let read = tale.daysAgo(max(1, daysAgo - 2 - position))
      tale.add(
        .read(
          round: marker, count: count, differs: !isDone && position == 1,
          comments: tale.words["review comment"]), on: read, by: reviewer)
    }
    guard isDone else { return }
    let later = tale.daysAgo(daysAgo - 8)
    tale.act("report", on: marker, on: later)
    recommend(marker, isAnswered: number == "1", on: later)
  }

  private mutating func recommend(_ marker: String, isAnswered: Bool, on day: Day) {
    let recommendation = "\(marker)-recommendation"
    tale.make(
      .action, recommendation,
      [
        "title": "Send the first update within four weeks, and say in the letter when the next will come",
        "type": "recommendation", "parent": DemoReference.to(marker),
        "asked": "Professional Standards Department",
      ], on: day)
    tale.act("send", on: recommendation, on: day)
    guard isAnswered, let answered = tale.workingDay(from: day + 28) else { return }
    tale.act(
      "answer", on: recommendation,
      ["text": "Accepted. A reminder is now set for each file on its twenty-first day."], on: answered)
  }
}
