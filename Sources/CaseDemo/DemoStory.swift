internal import Casework

/// Tells the year: plans the letters, writes them, plays each case and puts all in order of time.
struct DemoStory {
  private static let seed: UInt64 = 0x5A17_3A25_0079_0600

  let places: DemoPlaces
  private let words: DemoWords
  private let calendar: DemoCalendar
  private let letters: DemoLetters

  init(words: DemoWords, today: Day) {
    self.words = words
    self.places = DemoPlaces(words.places)
    self.calendar = DemoCalendar(today: today, calendar: words.calendar)
    self.letters = DemoLetters(words: words, places: places)
  }

  func events() -> [DemoEvent] {
    var planner = DemoPlanner(calendar: calendar, random: DemoRandom(part: 0, of: Self.seed))
    var told: Set<[String]> = []
    var events: [DemoEvent] = []
    for (position, plan) in planner.plans().enumerated() {
      var random = DemoRandom(part: position + 1, of: Self.seed)
      let letter = newLetter(number: position + 1, plan: plan, unlike: &told, random: &random)
      var steps = CaseSteps(letter: letter, phrases: words.phrases)
      var script = CaseScript(letter: letter, words: words, calendar: calendar, random: random)
      script.play(steps.all(&random))
      events += script.events
    }
    return inOrder(events)
  }

  /// A letter whose text no earlier one has; those of a campaign are alike on purpose.
  private func newLetter(
    number: Int, plan: DemoPlan, unlike told: inout Set<[String]>, random: inout DemoRandom
  ) -> DemoLetter {
    var letter = letters.letter(number: number, plan: plan, random: &random)
    for _ in 0..<30 where !letter.isCampaign && told.contains(letter.body) {
      letter = letters.letter(number: number, plan: plan, random: &random)
    }
    told.insert(letter.body)
    return letter
  }

  /// What happens in the same millisecond keeps the order in which it was told.
  private func inOrder(_ events: [DemoEvent]) -> [DemoEvent] {
    events.indices.sorted { one, other in
      (events[one].at.milliseconds, one) < (events[other].at.milliseconds, other)
    }
    .map { events[$0] }
  }
}
