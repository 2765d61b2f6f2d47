internal import Casework

/// What a letter is about, and how the office deals with such a matter.
struct DemoTopic: Sendable {
  enum Route: String {
    /// Ask the team, wait for its answer, tell the correspondent.
    case refer
    case direct
    case signpost
    case passOn = "pass-on"
    case thanks
  }

  /// As in the headings of the file of topics.
  let name: String
  let themes: [String]
  let nature: ContactNature
  /// `npt` stands for the neighbourhood policing team of the place.
  let team: String
  let route: Route
  /// How often people write about it, against the others.
  let weight: Int
  /// The areas where it happens; empty when it happens everywhere.
  let areas: [String]

  /// Nobody is hurt and nothing is asked of the force.
  var isGentle: Bool { route != .refer }

  /// Stands where the words name no topic.
  static let unknown = DemoTopic(name: "", themes: [], nature: .enquiry, team: "npt", route: .direct)

  static func all(in text: DemoText) -> [DemoTopic] {
    text.headings.filter { $0.hasSuffix(" facts") }.compactMap { heading in
      DemoTopic(name: String(heading.dropLast(" facts".count)), facts: text[heading].first ?? "")
    }
  }

  private init?(name: String, facts: String) {
    var values: [String: String] = [:]
    for column in DemoText.columns(of: facts) {
      let parts = column.split(separator: ":", maxSplits: 1).map { DemoText.trimmed($0) }
      guard parts.count == 2 else { return nil }
      values[parts[0]] = parts[1]
    }
    guard let themes = values["theme"], let team = values["team"],
      let nature = values["nature"].flatMap(ContactNature.init(rawValue:)),
      let route = values["route"].flatMap(Route.init(rawValue:)),
      let weight = values["weight"].flatMap({ Int($0) })
    else { return nil }
    self.init(
      name: name, themes: Self.list(themes), nature: nature, team: team, route: route, weight: weight,
      areas: Self.list(values["areas"] ?? ""))
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { DemoText.trimmed($0) }
  }

  init(
    name: String, themes: [String], nature: ContactNature, team: String, route: Route, weight: Int = 0,
    areas: [String] = []
  ) {
    self.name = name
    self.themes = themes
    self.nature = nature
    self.team = team
    self.route = route
    self.weight = weight
    self.areas = areas
  }
}
