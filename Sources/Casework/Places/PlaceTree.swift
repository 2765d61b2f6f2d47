/// All places with what lies below and above each (PL-01).
///
/// A place may lie in several others. One that says it lies in itself, by whatever way round, is met once.
package struct PlaceTree: Sendable {
  private let places: [String: Place]
  private let childNames: [String: [String]]
  /// How many places of a level share a title.
  private let sharers: [TitleKey: Int]

  private struct TitleKey: Hashable {
    let level: String
    let title: String
  }

  package init(_ places: [Place]) {
    self.places = Dictionary(places.map { ($0.name, $0) }) { _, last in last }
    var childNames: [String: [String]] = [:]
    var sharers: [TitleKey: Int] = [:]
    for place in self.places.values.sorted(by: Self.isBefore) {
      for parent in place.parents { childNames[parent, default: []].append(place.name) }
      sharers[TitleKey(level: place.level, title: place.title), default: 0] += 1
    }
    self.childNames = childNames
    self.sharers = sharers
  }

  package subscript(name: String) -> Place? { places[name] }

  /// What lies directly in it, by title.
  package func children(of name: String) -> [Place] {
    (childNames[name] ?? []).compactMap { places[$0] }
  }

  /// Everything that lies in it, by title; not itself.
  package func below(_ name: String) -> [Place] {
    reached(from: name) { childNames[$0] ?? [] }.sorted(by: Self.isBefore)
  }

  /// Everything that it lies in, the nearest first; not itself.
  package func ancestors(of name: String) -> [Place] {
    reached(from: name) { places[$0]?.parents ?? [] }
  }

  /// What it lies in at one level: the force of a ward, or its local policing area. By distance.
  package func ancestors(of name: String, level: String) -> [Place] {
    ancestors(of: name).filter { $0.level == level }
  }

  /// The wards of one dated list that lie in a place, by title (WE-01, F3).
  ///
  /// A ward that changed its authority lies in both; here only an authority counts that the same list names.
  ///
  /// - Parameter vintage: such as `2017-12`.
  package func wards(of vintage: String, below name: String) -> [Place] {
    below(name).filter { ward in
      guard ward.level == PlaceLevel.ward, ward.vintages.contains(vintage) else { return false }
      return ward.parents.contains { parent in
        guard let area = places[parent], area.isKnown(in: vintage) else { return false }
        return parent == name || ancestors(of: parent).contains { $0.name == name }
      }
    }
  }

  /// The dated lists from which the wards come, earliest first.
  package var vintages: [String] {
    Set(places.values.lazy.filter { $0.level == PlaceLevel.ward }.flatMap(\.vintages)).sorted()
  }

  /// The title, and for one that several places of its level share the place that it lies in: `Abbey, Northfold`.
  /// An unknown name stands for itself.
  package func title(of name: String) -> String {
    guard let place = places[name] else { return name }
    guard sharers[TitleKey(level: place.level, title: place.title), default: 0] > 1,
      let parent = place.parents.lazy.compactMap({ places[$0] }).first
    else { return place.title }
    return "\(place.title), \(parent.title)"
  }

  /// What can be reached by `next`, nearest first, each once, without the start.
  private func reached(from name: String, by next: (String) -> [String]) -> [Place] {
    var met: Set<String> = [name]
    var names = [name]
    var index = 0
    while index < names.count {
      for other in next(names[index]) where met.insert(other).inserted { names.append(other) }
      index += 1
    }
    return names.dropFirst().compactMap { places[$0] }
  }

  private static func isBefore(_ one: Place, _ other: Place) -> Bool {
    (one.title, one.name) < (other.title, other.name)
  }
}
