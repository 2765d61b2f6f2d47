// To whom a programme owes something, among the office's places.

extension CoverageProgramme {
  /// The places that are owed something, by title; empty for a programme of groups.
  ///
  /// Wards are those of the programme's own list, whatever lists came after. Source: requirements F3.
  package func owed(in tree: PlaceTree, places: [Place]) -> [TitledName] {
    let found: [Place] =
      switch unit {
      case .everyPlace(PlaceLevel.ward, let vintage) where !under.isEmpty:
        tree.wards(of: vintage, below: under)
      case .everyPlace(let level, let vintage):
        reach(in: tree, places: places).filter { $0.level == level && $0.isKnown(in: vintage) }
      case .eachArea(let level, _, _):
        reach(in: tree, places: places).filter { $0.level == level && exists($0) }
      case .eachGroup: []
      }
    return found.map { TitledName(name: $0.name, title: tree.title(of: $0.name)) }
      .sorted { ($0.title, $0.name) < ($1.title, $1.name) }
  }

  private func reach(in tree: PlaceTree, places: [Place]) -> [Place] {
    under.isEmpty ? places : tree.below(under)
  }

  /// Whether it was a place at any time of the programme.
  private func exists(_ place: Place) -> Bool {
    place.validFrom ?? first <= last && place.validTo ?? last >= first
  }

  /// Whether the programme can be kept: it ends after it begins, and its places are there.
  ///
  /// Throws: ``RuleRefusal/rule(_:)``.
  package func require(places: [Place]) throws(RuleRefusal) {
    guard first <= last else {
      throw .rule("programme-backwards", "The programme ends before it begins: give --to a later day.")
    }
    let tree = PlaceTree(places)
    guard under.isEmpty || tree[under] != nil else {
      throw .rule("no-place", "There is no place '\(under)': casebook place list has those there are.")
    }
    if case .eachGroup = unit { return }
    guard owed(in: tree, places: places).isEmpty else { return }
    let lists = tree.vintages.isEmpty ? "none" : tree.vintages.joined(separator: ", ")
    throw .rule(
      "nothing-owed",
      "The office knows no place of this level here: import places first (lists of wards: \(lists)).")
  }
}

extension CoverageEvent {
  /// An engagement event or a meeting as coverage counts it: with its places and all that they lie in, so that one in a ward
  /// counts for the ward's area too. Nil when it was cancelled or has no day.
  package init?(_ record: Record, in tree: PlaceTree) {
    guard let day = record[Head.received], !record.isCancelledEvent else { return nil }
    let own = record.allPlaces
    var places = own
    for place in own.flatMap({ tree.ancestors(of: $0).map(\.name) }) where !places.contains(place) {
      places.append(place)
    }
    let type = record[EngagementEvent.type]?.rawValue ?? record[Meeting.type]?.rawValue
    self.init(
      reference: record.reference, day: day, type: type ?? "", places: places, group: record[Head.parent],
      isHeld: record.tookPlace,
      venue: record[Head.place].map(tree.title(of:)))
  }
}
