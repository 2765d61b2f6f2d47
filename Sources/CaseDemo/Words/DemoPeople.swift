/// Puts names and addresses together.
struct DemoPeople: Sendable {
  private let given: [String]
  private let surnames: [String]
  private let welsh: [String]
  private let world: [String]
  private let organisations: [[String]]
  private let domains: [String]

  init(_ text: DemoText) {
    self.given = text["given"]
    self.surnames = text["surname"]
    self.welsh = text["welsh"]
    self.world = text["world"]
    self.organisations = text["organisation"].map(DemoText.columns).filter { $0.count == 2 }
    self.domains = text["domain"]
  }

  /// Anybody: mostly one of the common names, now and then a body or a name in another script.
  func anybody(_ random: inout DemoRandom) -> DemoPerson {
    switch random.below(100) {
    case 0..<6: somebody(named: random.line(of: world), random: &random)
    case 6..<11: organisation(&random)
    case 11..<16: welshSpeaker(&random)
    default:
      somebody(named: "\(random.line(of: given)) \(random.line(of: surnames))", random: &random)
    }
  }

  func welshSpeaker(_ random: inout DemoRandom) -> DemoPerson {
    somebody(named: random.line(of: welsh), random: &random)
  }

  private func organisation(_ random: inout DemoRandom) -> DemoPerson {
    guard let columns = random.pick(organisations) else { return somebody(named: "", random: &random) }
    let domain = "\(DemoPlaces.name(from: columns[0])).example"
    return DemoPerson(name: columns[0], address: "\(columns[1])@\(domain)", phone: phone(&random))
  }

  private func somebody(named name: String, random: inout DemoRandom) -> DemoPerson {
    let words = DemoPlaces.name(from: name).split(separator: "-")
    let isLatin = !words.isEmpty && words.joined().utf8.allSatisfy { $0 < 0x80 }
    let local = isLatin ? words.prefix(3).joined(separator: ".") : "letters.\(random.number(in: 100...999))"
    let number = random.chance(40) ? String(random.number(in: 2...98)) : ""
    return DemoPerson(
      name: name, address: "\(local)\(number)@\(random.line(of: domains))", phone: phone(&random))
  }

  private func phone(_ random: inout DemoRandom) -> String {
    "01632 960\(random.number(in: 100...999))"
  }
}
