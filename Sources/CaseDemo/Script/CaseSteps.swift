internal import Casework

/// What the office does about a letter, from triage to where the case stands at the end.
struct CaseSteps {
  private let letter: DemoLetter
  private let phrases: DemoText
  private var steps: [CaseStep] = []

  init(letter: DemoLetter, phrases: DemoText) {
    self.letter = letter
    self.phrases = phrases
  }

  /// In order; none for a letter that nobody has read yet.
  mutating func all(_ random: inout DemoRandom) -> [CaseStep] {
    guard letter.plan.fate != .untriaged else { return [] }
    add(.triage, random.below(3))
    // Most are acknowledged; thanks and copies need no more than the reply.
    if letter.topic.route != .thanks, !letter.key.hasSuffix("3") { add(.acknowledge, 0) }
    if random.chance(22) { add(.note, random.below(2)) }
    switch letter.plan.fate {
    case .untriaged: break
    case .open: if steps.count < 3 { add(.note, random.below(3)) }
    case .awaitingForce: refer(&random)
    case .replyOwed: owe(&random)
    case .replied: reply(&random)
    case .closed: close(&random)
    }
    return steps
  }

  private mutating func add(_ what: CaseStep.What, _ days: Int) {
    steps.append(CaseStep(what: what, days: days))
  }

  private mutating func refer(_ random: inout DemoRandom) {
    add(.refer(isAgain: false), random.below(3))
    if random.chance(45) { add(.holding, random.below(2)) }
  }

  private mutating func owe(_ random: inout DemoRandom) {
    guard letter.topic.route == .refer else { return add(.move("reply-owed"), random.below(4)) }
    refer(&random)
    add(.answer, random.number(in: 2...14))
  }

  private mutating func reply(_ random: inout DemoRandom) {
    if letter.topic.route == .refer { owe(&random) }
    add(.reply, random.below(letter.topic.route == .thanks ? 3 : 5))
    guard letter.plan.channel == .email else { return }
    if letter.key.hasSuffix("77") { return add(.bounce, 0) }
    if random.chance(4) { add(.automaticReply, 0) }
  }

  // MARK: - How it ends

  private mutating func close(_ random: inout DemoRandom) {
    switch letter.ending {
    case .copiedIn: add(.close(.noReplyNeeded, reason: reason("no-reply")), random.below(3))
    case .withdrawn: add(.close(.withdrawn, reason: reason("withdrawn")), random.number(in: 1...8))
    case .duplicate: add(.close(.duplicate, reason: reason("duplicate")), random.below(3))
    case .withoutAnswer:
      refer(&random)
      add(.holding, 1)
      add(.close(.answered, reason: reason("waiting")), random.number(in: 10...20))
    case .answered: closeAnswered(&random)
    }
  }

  private mutating func closeAnswered(_ random: inout DemoRandom) {
    reply(&random)
    let isWritingBack = letter.plan.kind == .ordinary && letter.plan.channel == .email
    guard isWritingBack, random.chance(18) else { return add(.close(outcome, reason: nil), random.below(6)) }
    let isContent = random.chance(45)
    add(.close(outcome, reason: nil), 0)
    add(.writeBack(isContent: isContent), random.number(in: 1...4))
    if !isContent { writeAgain(&random) }
    // Thanks need no further reply, and that is the reason.
    add(.close(outcome, reason: isContent ? reason("no-reply") : nil), random.number(in: 1...3))
  }

  /// The chain goes on: ask the team again, or answer at once.
  private mutating func writeAgain(_ random: inout DemoRandom) {
    if letter.topic.route == .refer, random.chance(50) {
      add(.refer(isAgain: true), 1)
      add(.answer, random.number(in: 2...8))
    }
    add(.reply, random.number(in: 1...3))
  }

  private var outcome: Outcome {
    switch letter.topic.route {
    case .signpost: .signposted
    case .passOn: .passedOn
    case .refer, .direct, .thanks: .answered
    }
  }

  private func reason(_ name: String) -> String {
    DemoText.fill(phrases["reason \(name)"].first ?? "", with: letter.values)
  }
}
