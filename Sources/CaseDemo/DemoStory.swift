internal import Casework

/// Tells the year: plans the letters, writes them, plays each case and puts all in order of time.
struct DemoStory {
  private static let seed: UInt64 = 0x5A17_3A25_0079_0600

  let places: DemoPlaces
  private let words: DemoWords
  private let calendar: DemoCalendar
  private let author: DemoLetters

  /// Throws: ``DemoError/fileUnreadable(_:)`` when there is nothing to tell of.
  init(words: DemoWords, today: Day) throws(DemoError) {
    self.words = words
    self.places = DemoPlaces(words.places)
    self.calendar = DemoCalendar(today: today, calendar: words.calendar)
    self.author = DemoLetters(words: words, places: places)
    guard !places.wards.isEmpty else { throw .fileUnreadable("demo/places.txt") }
    guard !author.topics.isEmpty else { throw .fileUnreadable("demo/topics.txt") }
  }

  /// What happens in the year, in order of time.
  func events() -> [DemoEvent] {
    var walkabouts = WalkaboutTale(words: words.panes, places: places, calendar: calendar)
    var groups = GroupTale(words: words.panes, places: places, calendar: calendar)
    var complaints = ComplaintTale(words: words.panes, places: places, calendar: calendar)
    var victims = VictimTale(words: words.panes, calendar: calendar)
    return inOrder(
      cases().flatMap { play($0.letter, $0.random) } + walkabouts.events() + groups.events()
        + victims.events()
        + complaints.events())
  }

  /// The first letter of every case, in order of time.
  func letters() -> [DemoLetter] { cases().map(\.letter) }

  /// Each letter with the generator from which the rest of its case follows.
  private func cases() -> [(letter: DemoLetter, random: DemoRandom)] {
    var planner = DemoPlanner(calendar: calendar, random: DemoRandom(part: 0, of: Self.seed))
    var told: Set<[String]> = []
    return planner.plans().enumerated().map { position, plan in
      var random = DemoRandom(part: position + 1, of: Self.seed)
      let letter = newLetter(number: position + 1, plan: plan, unlike: &told, random: &random)
      return (letter, random)
    }
  }

  private func play(_ letter: DemoLetter, _ random: DemoRandom) -> [DemoEvent] {
    var random = random
    var script = CaseScript(letter: letter, words: words, calendar: calendar, random: random)
    var steps = CaseSteps(letter: letter, phrases: words.phrases)
    script.play(steps.all(&random))
    return script.events
  }

  /// A letter whose text no earlier one has; those of a campaign are alike on purpose.
  private func newLetter(
    number: Int, plan: DemoPlan, unlike told: inout Set<[String]>, random: inout DemoRandom
  ) -> DemoLetter {
    var letter = author.letter(number: number, plan: plan, random: &random)
    for _ in 0..<30 where !letter.isCampaign && told.contains(letter.body) {
      letter = author.letter(number: number, plan: plan, random: &random)
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
