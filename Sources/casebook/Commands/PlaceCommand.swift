import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook place add|list|show`
struct PlaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "The wards and areas of the force.",
    subcommands: [Add.self, List.self, Show.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a place, or change it.")
    @ParentCommand var parent: PlaceCommand
    @Argument(help: "A short name without spaces, or the official code.") var name: String
    @Argument(help: "As people call it.") var title: String
    @Option(help: "ward, authority, csp, force, or the office's own word: lpa, tpa, npa, beat.")
    var level = "ward"
    @Option(name: .customLong("in"), help: "A place that it lies in; may be given several times.")
    var parentPlaces: [String] = []
    func run() throws {
      try OfficeList(parent.casebook)
        .save(Place(name: name, title: title, level: level, parents: parentPlaces))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the places.")
    @ParentCommand var parent: PlaceCommand
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      guard !json else { return try OfficeList(parent.casebook).print(Place.self, json: true) }
      let (store, _) = try Workplace(storePath: parent.casebook.store).enter()
      let places = try failing { try store.settings(Place.self) }
      for place in places {
        let lies = place.parents.isEmpty ? "" : "  in \(place.parents.joined(separator: ", "))"
        let lists = place.vintages.isEmpty ? "" : "  lists \(place.vintages.joined(separator: ", "))"
        Output.write(
          Output.safe("\(place.name)  \(place.level)  \(place.shownTitle)\(lies)\(lists)") + "\n")
      }
    }
  }

  /// What lies above and below one place (PL-01).
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a place: everything that it lies in, and how many wards lie in it, by list.")
    @ParentCommand var parent: PlaceCommand
    @Flag(help: "One JSON object.") var json = false
    @Argument(help: "The place's name or code, or its title.") var name: String

    func run() throws {
      let (store, _) = try Workplace(storePath: parent.casebook.store).enter()
      let places = try failing { try store.settings(Place.self) }
      let place = try found(in: places)
      let tree = PlaceTree(places)
      let above = tree.ancestors(of: place.name)
      let wards = tree.vintages.map { (vintage: $0, count: tree.wards(of: $0, below: place.name).count) }
        .filter { $0.count > 0 }
      guard json else { return print(place, above: above, wards: wards) }
      var members = place.json.object ?? [:]
      members["name"] = .string(place.name)
      members["above"] = .array(
        above.map { ["name": .string($0.name), "level": .string($0.level), "title": .string($0.title)] })
      members["wards"] = .object(
        Dictionary(wards.map { ($0.vintage, .integer($0.count)) }) { first, _ in first })
      Output.line(.object(members))
    }

    /// By name as it is spelled, else by name or title whatever the case of its letters.
    private func found(in places: [Place]) throws -> Place {
      if let place = places.first(where: { $0.name.isSpelledLike(name) }) { return place }
      let typed = name.lowercased()
      let matches = places.filter { $0.name.lowercased() == typed || $0.title.lowercased() == typed }
      guard matches.count < 2 else {
        throw Failure(
          RuleRefusal.nameAmbiguous(name, candidates: matches.map(\.name)).message, status: EX_DATAERR)
      }
      guard let match = matches.first else {
        throw Failure(RuleRefusal.nameUnknown(name).message, status: EX_NOINPUT)
      }
      return match
    }

    private func print(_ place: Place, above: [Place], wards: [(vintage: String, count: Int)]) {
      var lines = ["\(place.name)  \(place.level)  \(place.shownTitle)"]
      if !place.vintages.isEmpty { lines.append("Lists: \(place.vintages.joined(separator: ", "))") }
      if let from = place.validFrom { lines.append("From: \(from)") }
      if let to = place.validTo { lines.append("To: \(to)") }
      lines += above.map { "Lies in: \($0.name)  \($0.level)  \($0.shownTitle)" }
      lines += wards.map { "Wards in \($0.vintage): \($0.count)" }
      for line in lines { Output.write(Output.safe(line) + "\n") }
    }
  }
}

extension Place {
  /// The title, with the Welsh name where there is one.
  fileprivate var shownTitle: String { welshTitle.isEmpty ? title : "\(title) / \(welshTitle)" }
}
