internal import Casework

/// The force area that does not exist: a force, its local policing areas and their wards.
struct DemoPlaces: Sendable {
  struct Ward: Sendable {
    let name: String
    let title: String
    let areaName: String
    let areaTitle: String
  }

  /// When the list of wards was made, so that a programme of coverage can name it.
  static let vintage = "2025-12"

  let wards: [Ward]
  let places: [Place]
  let teams: [Team]
  let themes: [Theme]
  private let firstWords: [String]
  private let lastWords: [String]

  init(_ text: DemoText) {
    let force = Place(name: "saltmarsh", title: "Saltmarsh", level: "force")
    var wards: [Ward] = []
    var places = [force]
    for heading in text.headings where heading.hasPrefix("area ") {
      let words = heading.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3 else { continue }
      let area = Place(name: words[1], title: words[2], level: PlaceLevel.policingArea, parents: [force.name])
      places.append(area)
      wards += text[heading].map { title in
        Ward(name: Self.name(from: title), title: title, areaName: area.name, areaTitle: area.title)
      }
    }
    self.wards = wards
    self.places =
      places
      + wards.map {
        Place(
          name: $0.name, title: $0.title, level: PlaceLevel.ward, parents: [$0.areaName],
          vintages: [Self.vintage])
      }
    self.teams = Self.teams(in: text)
    self.themes = Self.themes(in: text)
    self.firstWords = text["street first"]
    self.lastWords = text["street last"]
  }

  private static func teams(in text: DemoText) -> [Team] {
    text["team"].map(DemoText.columns).filter { $0.count == 3 }
      .map { Team(name: $0[0], title: $0[1], place: $0[2]) }
  }

  private static func themes(in text: DemoText) -> [Theme] {
    text["theme"].map(DemoText.columns).filter { $0.count == 2 }.map { Theme(name: $0[0], title: $0[1]) }
  }

  func street(_ random: inout DemoRandom) -> String {
    "\(random.line(of: firstWords)) \(random.line(of: lastWords))"
  }

  /// Stands where the words name no ward.
  static let nowhere = Ward(name: "", title: "", areaName: "", areaTitle: "")

  func ward(named name: String) -> Ward {
    wards.first { $0.name == name } ?? Self.nowhere
  }

  func title(ofTeam name: String) -> String {
    teams.first { $0.name == name }?.title ?? name
  }

  /// `Tŷ Gwylfa` becomes `ty-gwylfa`.
  static func name(from title: String) -> String {
    title.lowercased().split { !$0.isLetter }.map { String($0.map(unaccented)) }.joined(separator: "-")
  }

  private static func unaccented(_ letter: Character) -> Character {
    switch letter {
    case "â": "a"
    case "ê": "e"
    case "ï", "î": "i"
    case "ô": "o"
    case "ŵ": "w"
    case "ŷ": "y"
    default: letter
    }
  }
}
