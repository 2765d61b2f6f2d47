internal import Casework

/// Puts letters together from blocks of words.
struct DemoLetters: Sendable {
  private let words: DemoWords
  private let places: DemoPlaces
  private let people: DemoPeople
  private let topics: [DemoTopic]
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
    switch plan.kind {
    case .ordinary: return ordinary(key, plan, &random)
    case .welsh: return welsh(key, plan, &random)
    case .campaign(let position): return campaign(key, plan, position, &random)
    case .hostile: return hostile(key, plan, &random)
    }
  }

  // MARK: - Kinds of letter

  private func ordinary(_ key: String, _ plan: DemoPlan, _ random: inout DemoRandom) -> DemoLetter {
    let topic = topics[random.position(byWeight: topics.map(\.weight))]
    let ward = ward(isHills: false, &random)
    let person = people.anybody(&random)
    var values = values(person, ward, &random)
    values["matter"] = DemoText.fill(random.line(of: words.topics["\(topic.name) matter"]), with: values)
    let ending = ending(of: topic, plan, &random)
    let subject = DemoText.fill(random.line(of: words.topics["\(topic.name) subject"]), with: values)
    let body =
      plan.channel == .email ? mailBody(topic, ending, &random) : loggedBody(topic, plan.channel, &random)
    return letter(key, plan, person, ward, topic, ending, subject, body, values, &random)
  }

  private func mailBody(
    _ topic: DemoTopic, _ ending: DemoLetter.Ending, _ random: inout DemoRandom
  ) -> [String] {
    let blocks = { (part: String) in words.topics["\(topic.name) \(part)"] }
    var paragraphs = ending == .copiedIn ? [random.line(of: phrases["copied"])] : []
    paragraphs.append(random.line(of: blocks("opening")))
    var detail = random.line(of: blocks("detail"))
    if random.chance(55) { detail += " " + random.line(of: phrases["aside"]) }
    paragraphs.append(detail)
    paragraphs.append(random.line(of: blocks("ask")))
    return paragraphs
  }

  private func loggedBody(_ topic: DemoTopic, _ channel: Channel, _ random: inout DemoRandom) -> [String] {
    let detail = random.line(of: words.topics["\(topic.name) opening"])
    return [
      random.line(of: phrases[channel.rawValue]), "In their words: \"\(detail)\"",
      random.line(of: phrases["wish"]),
    ]
  }

  private func welsh(_ key: String, _ plan: DemoPlan, _ random: inout DemoRandom) -> DemoLetter {
    let name = random.line(of: Self.welshTopics)
    let ward = ward(isHills: true, &random)
    let person = people.welshSpeaker(&random)
    var values = values(person, ward, &random)
    let subject = DemoText.fill(random.line(of: words.welsh["\(name) subject"]), with: values)
    values["matter"] = "\"\(subject)\""
    let body = ["opening", "detail", "ask"].map { random.line(of: words.welsh["\(name) \($0)"]) }
    let topic = DemoTopic(
      name: name, themes: name == "welsh-language" ? [name, "public-contact"] : [name],
      nature: name == "thanks" ? .compliment : .feedback, team: "npt",
      route: name == "thanks" ? .thanks : .refer, weight: 0)
    return letter(key, plan, person, ward, topic, .answered, subject, body, values, &random)
  }

  /// Only the first of them is by somebody who says that she is a victim.
  private func campaign(
    _ key: String, _ plan: DemoPlan, _ position: Int, _ random: inout DemoRandom
  ) -> DemoLetter {
    let text = words.campaign
    let ward = places.ward(named: "lanternhead")
    let person = people.anybody(&random)
    var values = values(person, ward, &random)
    values["matter"] = "the enquiry desk at Lanternhead"
    var body = text["shared"]
    if position == 0 {
      body += text["victim"]
    } else if text["personal"].indices.contains(position - 1) {
      body.append(text["personal"][position - 1])
    }
    let topic = DemoTopic(
      name: "campaign",
      themes: position == 0 ? ["front-counters", "victims", "kept-informed"] : ["front-counters"],
      nature: .feedback, team: position == 0 ? "victims-hub" : "community-safety",
      route: position == 0 ? .refer : .direct, weight: 0)
    return letter(
      key, plan, person, ward, topic, .answered, random.line(of: text["subject"]), body, values, &random)
  }

  private func hostile(_ key: String, _ plan: DemoPlan, _ random: inout DemoRandom) -> DemoLetter {
    let person = DemoPerson(name: "", address: "stranger@letters.example", phone: "")
    let topic = DemoTopic(
      name: "hostile", themes: [], nature: .enquiry, team: "npt", route: .direct, weight: 0)
    return letter(
      key, plan, person, places.ward(named: ""), topic, .answered, "Invoice", [], [:], &random)
  }

  // MARK: - Parts

  private func letter(
    _ key: String, _ plan: DemoPlan, _ person: DemoPerson, _ ward: DemoPlaces.Ward, _ topic: DemoTopic,
    _ ending: DemoLetter.Ending, _ subject: String, _ blocks: [String], _ values: [String: String],
    _ random: inout DemoRandom
  ) -> DemoLetter {
    var values = values
    values["team"] = places.title(ofTeam: topic.team == "npt" ? "npt-\(ward.areaName)" : topic.team)
    let body = blocks.map { DemoText.fill($0, with: values) }
    let frame = plan.kind == .welsh ? words.welsh : phrases
    var paragraphs = body
    if plan.channel == .email {
      let signature = random.chance(60) ? "\(person.name)\n\(ward.title)" : person.name
      paragraphs =
        [random.line(of: frame["greeting"])] + body + ["\(random.line(of: frame["ending"]))\n\(signature)"]
    }
    return DemoLetter(
      key: key, plan: plan, person: person, ward: ward, topic: topic, ending: ending, subject: subject,
      body: body,
      paragraphs: paragraphs, values: values)
  }

  /// - Parameter isHills: only from the area where Welsh is spoken.
  private func ward(isHills: Bool, _ random: inout DemoRandom) -> DemoPlaces.Ward {
    let wards = isHills ? places.wards.filter { $0.areaName == "bryniau" } : places.wards
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
