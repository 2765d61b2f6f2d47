internal import Casework

/// Plays one case from its first letter: who does what, when, with which words.
///
/// Acts are in office hours of working days, each later than the one before; what would lie after the last
/// working day is left out, so a case may stand a step earlier at the end than was planned.
struct CaseScript {
  private(set) var events: [DemoEvent] = []
  private let letter: DemoLetter
  private let writer: CaseWriter
  private let calendar: DemoCalendar
  private var random: DemoRandom
  private let owner: String?
  /// The moment that has been reached: a working day by its position, and a minute of it.
  private var position: Int
  private var minute: Int
  /// Message-IDs of the letters so far, oldest first.
  private var references: [String]
  private var answer: String?
  private var lastReply = (text: "", at: Instant(milliseconds: 0))
  private var replies = 0
  private var hasWrittenBack = false

  init(letter: DemoLetter, words: DemoWords, calendar: DemoCalendar, random: DemoRandom) {
    self.letter = letter
    self.writer = CaseWriter(words: words, letter: letter)
    self.calendar = calendar
    self.references = [letter.identifier]
    var random = random
    let isOwned = letter.plan.fate != .open || random.chance(65)
    self.owner = isOwned ? Self.caseworker(&random) : nil
    self.random = random
    self.position = calendar.position(after: letter.plan.day)
    self.minute = 0
  }

  private static func caseworker(_ random: inout DemoRandom) -> String {
    DemoYear.accounts[random.position(byWeight: [45, 34, 21])].name
  }

  private var clerk: String { owner ?? DemoYear.accounts[letter.subject.utf8.count % 3].name }

  // MARK: - Playing

  mutating func play(_ steps: [CaseStep]) {
    arrive()
    var reached = 0
    let left = max(calendar.workingDays.count - 1 - position, 0)
    let natural = steps.reduce(0) { $0 + $1.days }
    let start = position
    for step in steps {
      guard !step.isAtOnce else {
        perform(step.what)
        continue
      }
      reached += step.days
      let scaled = natural > left ? reached * left / natural : reached
      guard advance(to: start + scaled) else { return }
      perform(step.what)
    }
  }

  private mutating func arrive() {
    let plan = letter.plan
    let at = LondonClock.instant(plan.day, minute: plan.minute, second: random.below(60))
    guard plan.channel != .email else {
      return events.append(
        DemoEvent(at: at, actor: clerk, what: .mail(FirstMail.bytes(of: letter, at: at, random: &random))))
    }
    let text = letter.paragraphs.joined(separator: "\n\n")
    events.append(
      DemoEvent(
        at: at, actor: clerk, what: .new(.caseFile, marker: letter.identifier, values: logged, text: text)))
  }

  /// Goes on to a later minute, at the earliest on that working day. False when the year is over.
  private mutating func advance(to target: Int) -> Bool {
    if target > position {
      position = target
      minute = 0
    }
    minute = max(minute, 9 * 60) + random.number(in: 4...55)
    if minute > 16 * 60 + 50 {
      position += 1
      minute = 9 * 60 + random.number(in: 1...40)
    }
    return calendar.workingDays.indices.contains(position)
  }

  private mutating func perform(_ what: CaseStep.What) {
    switch what {
    case .triage: triage()
    case .acknowledge: act(.act("acknowledge", [:]))
    case .note: act(.note(writer.note(&random)))
    case .refer(let isAgain): act(.refer(team: letter.team, text: writer.referral(isAgain: isAgain, &random)))
    case .holding: act(.reply(writer.holding(&random), channel: replyChannel))
    case .answer: recordAnswer()
    case .reply: reply()
    case .move(let stage): act(.move(to: stage))
    case .close(let outcome, let reason): act(.close(outcome), reason: reason)
    case .writeBack(let isContent): writeBack(isContent: isContent)
    case .automaticReply:
      add(
        MailWriter.bytes(of: OddMail.automaticReply(to: letter, references: references, at: soon)), at: soon)
    case .bounce: add(OddMail.bounce(of: letter, references: references, at: soon), at: soon)
    }
  }

  // MARK: - What is done

  private mutating func triage() {
    var values: [String: JSON] = [:]
    if letter.plan.channel == .email { values = placing }
    if letter.isWelsh { values["replyLanguage"] = ReplyLanguage.welsh.json }
    if let owner {
      values["owner"] = .string(owner)
      return act(.set(values))
    }
    if !values.isEmpty { act(.set(values)) }
    minute += 1
    act(.move(to: "open"))
  }

  private mutating func recordAnswer() {
    let text = writer.answer(isAgain: hasWrittenBack, &random)
    answer = text
    act(.answer(text))
  }

  private mutating func reply() {
    let text = writer.reply(answer: answer, isAgain: hasWrittenBack, &random)
    act(.reply(text, channel: replyChannel))
    lastReply = (text, now)
    answer = nil
    replies += 1
    references.append("reply-\(letter.key)-\(replies)@opcc.saltmarsh.example")
  }

  /// Comes in the evening, so that the office finds it on the next working day.
  private mutating func writeBack(isContent: Bool) {
    let at = LondonClock.instant(
      calendar.workingDays[position], minute: random.number(in: 17 * 60 + 30...22 * 60),
      second: random.below(60))
    var mail = DemoMail(
      messageID: "again-\(letter.key)@\(letter.domain)", at: at, name: letter.person.name,
      address: letter.person.address, subject: "Re: \(letter.subject)",
      paragraphs: [writer.writeBack(isContent: isContent, &random), letter.person.name])
    mail.references = references
    mail.form = random.pick([.utf8, .quotedPrintable, .flowed, .html]) ?? .utf8
    if random.chance(70) {
      mail.introduction = "On \(lastReply.at.londonDay) the Commissioner's office wrote:"
      mail.quoted = lastReply.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    references.append(mail.messageID)
    hasWrittenBack = true
    add(MailWriter.bytes(of: mail), at: at)
    minute = 24 * 60
  }

  // MARK: - Parts

  /// What the office knows of a matter that is logged by hand.
  private var logged: [String: JSON] {
    var values = placing
    values["title"] = .string(letter.subject)
    values["channel"] = letter.plan.channel.json
    values["correspondent"] = .string(letter.person.name)
    values["address"] = .string(address)
    return values
  }

  private var address: String {
    switch letter.plan.channel {
    case .letter: "\(letter.values["count"] ?? "1") \(letter.values["street"] ?? ""), \(letter.ward.title)"
    case .phone, .visit, .surgery, .walkabout: letter.person.phone
    case .email, .social, .form: letter.person.address
    }
  }

  private var placing: [String: JSON] {
    [
      "place": .string(letter.ward.name), "themes": .array(letter.topic.themes.map(JSON.string)),
      "nature": letter.topic.nature.json,
    ]
  }

  private var replyChannel: Channel {
    switch letter.plan.channel {
    case .letter, .phone, .visit: letter.plan.channel == .phone ? .phone : .letter
    default: .email
    }
  }

  /// A machine answers at once.
  private var soon: Instant { now.adding(seconds: 2) }

  private var now: Instant { LondonClock.instant(calendar.workingDays[position], minute: minute) }

  private mutating func act(_ action: RecordAction, reason: String? = nil) {
    events.append(DemoEvent(at: now, actor: clerk, what: .act(on: letter.identifier, action, reason: reason)))
  }

  private mutating func add(_ bytes: [UInt8], at: Instant) {
    events.append(DemoEvent(at: at, actor: clerk, what: .mail(bytes)))
  }
}
