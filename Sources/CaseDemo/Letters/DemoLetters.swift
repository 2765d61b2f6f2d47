internal import Casework

/// Puts letters together from blocks of words.
struct DemoLetters: Sendable {
  private let words: DemoWords
  private let places: DemoPlaces
  private let people: DemoPeople
  let topics: [DemoTopic]
  private let phrases: DemoText

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let hours = [
    "7 pm", "8 pm", "half past eight in the evening", "9 pm", "ten at night", "half past ten at night",
    "11 pm",
  ]
  private static let ordinals = ["second", "third", "fourth", "fifth", "sixth"]
  private static let welshTopics = ["roads", "asb", "thanks", "welsh-language", "neighbourhood"]

  init(words: DemoWords, places: DemoPlaces) {
    self.words = words
    self.places = places
    self.people = DemoPeople(words.people)
    self.topics = DemoTopic.all(in: words.topics)
    self.phrases = words.phrases
  }

  func letter(number: Int, plan: DemoPlan, random: inout DemoRandom) -> DemoLetter {
    let digits = String(number)
    let key = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let matter =
      switch plan.kind {
      case .ordinary: ordinary(plan, &random)
      case .welsh: welsh(plan, &random)
      case .campaign(let position): campaign(position, &random)
      case .hostile: hostile()
      }
    return letter(key, plan, about: matter, &random)
  }

  // MARK: - Kinds of letter

  /// What a letter is made of before it has its greeting and signature.
  private struct Matter {
    let person: DemoPerson
    let ward: DemoPlaces.Ward
    let topic: DemoTopic
    var ending = DemoLetter.Ending.answered
    let subject: String
    let blocks: [String]
    let values: [String: String]
  }

  private func ordinary(_ plan: DemoPlan, _ random: inout DemoRandom) -> Matter {
    let isReferred = plan.fate == .awaitingForce
    let candidates = isReferred ? topics.filter { $0.route == .refer } : topics
    let topic = random.pick(candidates, byWeight: \.weight) ?? .unknown
    let ward = ward(in: topic.areas, &random)
    let person = people.anybody(&random)
    var values = values(person, ward, &random)
    values["matter"] = DemoText.fill(random.line(of: words.topics["\(topic.name) matter"]), with: values)
    let ending = ending(of: topic, plan, &random)
    let subject = random.line(of: words.topics["\(topic.name) subject"])
    let isMail = plan.channel == .email
    let blocks = isMail ? mailBlocks(topic, ending, &random) : loggedBlocks(topic, plan.channel, &random)
    return Matter(
      person: person, ward: ward, topic: topic, ending: ending, subject: DemoText.fill(subject, with: values),
      blocks: blocks, values: values)
  }

  private func mailBlocks(
    _ topic: DemoTopic, _ ending: DemoLetter.Ending, _ random: inout DemoRandom
  ) -> [String] {
    let blocks = { (part: String) in words.topics["\(topic.name) \(part)"] }
    var paragraphs = ending == .copiedIn ? [random.line(of: phrases["copied"])] : []
    paragraphs.append(random.line(of: blocks("opening")))
    var detail = random.line(of: blocks("detail"))
    if random.chance(55) {
      detail += " " + random.line(of: phrases[topic.isGentle ? "aside gentle" : "aside"])
    }
    paragraphs.append(detail)
    paragraphs.append(random.line(of: blocks("ask")))
    return paragraphs
  }

  private func loggedBlocks(
    _ topic: DemoTopic, _ channel: Channel, _ random: inout DemoRandom
  ) -> [String] {
    let opening = random.line(of: words.topics["\(topic.name) opening"])
    let wish = random.line(of: phrases["wish"])
    return [random.line(of: phrases[channel.rawValue]), "In their words: \"\(opening)\"", wish]
  }

  private func welsh(_ plan: DemoPlan, _ random: inout DemoRandom) -> Matter {
    let isReferred = plan.fate == .awaitingForce
    let name = random.line(of: Self.welshTopics.filter { !isReferred || $0 != "thanks" })
    let isThanks = name == "thanks"
    let topic = DemoTopic(
      name: name, themes: name == "welsh-language" ? [name, "public-contact"] : [name],
      nature: isThanks ? .compliment : .feedback, team: "npt", route: isThanks ? .thanks : .refer)
    let ward = ward(in: ["bryniau"], &random)
    let person = people.welshSpeaker(&random)
    var values = values(person, ward, &random)
    let subject = DemoText.fill(random.line(of: words.welsh["\(name) subject"]), with: values)
    values["matter"] = "\"\(subject)\""
    let blocks = ["opening", "detail", "ask"].map { random.line(of: words.welsh["\(name) \($0)"]) }
    return Matter(person: person, ward: ward, topic: topic, subject: subject, blocks: blocks, values: values)
  }

  /// Only the first of them is by somebody who says that she is a victim.
  private func campaign(_ position: Int, _ random: inout DemoRandom) -> Matter {
    let text = words.campaign
    let isVictim = position == 0
    let topic = DemoTopic(
      name: "campaign", themes: ["front-counters"] + (isVictim ? ["victims", "kept-informed"] : []),
      nature: .feedback, team: isVictim ? "victims-hub" : "community-safety",
      route: isVictim ? .refer : .direct)
    let ward = places.ward(named: "lanternhead")
    let person = people.anybody(&random)
    var values = values(person, ward, &random)
    values["matter"] = "the enquiry desk at Lanternhead"
    let personal = isVictim ? text["victim"] : Array(text["personal"].dropFirst(position - 1).prefix(1))
    return Matter(
      person: person, ward: ward, topic: topic, subject: random.line(of: text["subject"]),
      blocks: text["shared"] + personal, values: values)
  }

  /// The words are not from here: see ``OddMail``.
  private func hostile() -> Matter {
    let person = DemoPerson(name: "", address: "stranger@letters.example", phone: "")
    let topic = DemoTopic(name: "hostile", themes: [], nature: .enquiry, team: "npt", route: .direct)
    return Matter(
      person: person, ward: DemoPlaces.nowhere, topic: topic, subject: "Invoice", blocks: [], values: [:])
  }

  // MARK: - Parts

  private func letter(
    _ key: String, _ plan: DemoPlan, about matter: Matter, _ random: inout DemoRandom
  ) -> DemoLetter {
    let team = matter.topic.team == "npt" ? "npt-\(matter.ward.areaName)" : matter.topic.team
    var values = matter.values
    values["team"] = places.title(ofTeam: team)
    let body = matter.blocks.map { DemoText.fill($0, with: values) }
    var paragraphs = body
    if plan.channel == .email {
      let frame = plan.kind == .welsh ? words.welsh : phrases
      let place = random.chance(60) ? "\n\(matter.ward.title)" : ""
      let ending = "\(random.line(of: frame["ending"]))\n\(matter.person.name)\(place)"
      paragraphs = [random.line(of: frame["greeting"])] + body + [ending]
    }
    return DemoLetter(
      key: key, plan: plan, person: matter.person, ward: matter.ward, topic: matter.topic, team: team,
      ending: matter.ending, subject: matter.subject, body: body, paragraphs: paragraphs, values: values)
  }

  /// - Parameter areas: where it may lie; anywhere when empty.
  private func ward(in areas: [String], _ random: inout DemoRandom) -> DemoPlaces.Ward {
    let wards = places.wards.filter { areas.isEmpty || areas.contains($0.areaName) }
    return random.pick(wards) ?? DemoPlaces.nowhere
  }

  private func ending(
    of topic: DemoTopic, _ plan: DemoPlan, _ random: inout DemoRandom
  ) -> DemoLetter.Ending {
    guard plan.channel == .email, plan.fate == .closed, topic.route != .thanks else { return .answered }
    switch random.below(100) {
    case 0..<5: return .copiedIn
    case 5..<8: return .withdrawn
    case 8..<11: return .duplicate
    case 11..<13 where topic.route == .refer: return .withoutAnswer
    default: return .answered
    }
  }

  private func values(
    _ person: DemoPerson, _ ward: DemoPlaces.Ward, _ random: inout DemoRandom
  ) -> [String: String] {
    [
      "name": person.name, "ward": ward.title, "area": ward.areaTitle, "street": places.street(&random),
      "heol": random.line(of: words.places["street welsh"]), "weekday": random.line(of: Self.weekdays),
      "hour": random.line(of: Self.hours), "count": String(random.number(in: 4...12)),
      "weeks": String(random.number(in: 3...14)), "crime": "SM-\(random.number(in: 10_000...99_999))",
      "ordinal": random.line(of: Self.ordinals),
    ]
  }
}
