internal import Casework

/// The places that an import knows so far, growing as rows are read.
struct PlaceBook {
  private(set) var places: [String: Place]
  /// How many names were mended by ``MendedText``.
  private(set) var mended = 0

  init(_ known: [Place]) {
    places = Dictionary(known.map { ($0.name, $0) }) { _, last in last }
  }

  subscript(name: String) -> Place? {
    get { places[name] }
    set { places[name] = newValue }
  }

  /// What a row of a file says of one place.
  struct Sighting {
    var code: String
    var title: String
    var welshTitle = ""
    var level: String
    var parent = ""
    var vintage: String
  }

  /// Takes in what a row says.
  ///
  /// The newest list has the say about the title and about which parent comes first. No parent is forgotten: a
  /// ward whose authority was renamed or merged lies in both, so that old lists still add up;
  /// ``PlaceTree/wards(of:below:)`` then counts only the authority that its list names. A Welsh name is kept when
  /// a newer list leaves it out, as that of 2019 does (F2).
  mutating func take(_ sighting: Sighting) {
    guard var place = places[sighting.code] else {
      places[sighting.code] = Place(
        name: sighting.code, title: sighting.title, welshTitle: sighting.welshTitle, level: sighting.level,
        parents: sighting.parent.isEmpty ? [] : [sighting.parent], vintages: [sighting.vintage])
      return
    }
    let isNewest = sighting.vintage >= (place.vintages.last ?? "")
    if isNewest { place.title = sighting.title }
    if !sighting.welshTitle.isEmpty, isNewest || place.welshTitle.isEmpty {
      place.welshTitle = sighting.welshTitle
    }
    add(sighting.parent, to: &place, first: isNewest)
    if !place.vintages.contains(sighting.vintage) {
      place.vintages = (place.vintages + [sighting.vintage]).sorted()
    }
    places[sighting.code] = place
  }

  private func add(_ parent: String, to place: inout Place, first: Bool) {
    guard !parent.isEmpty, place.parents.first != parent else { return }
    if first {
      place.parents = [parent] + place.parents.filter { $0 != parent }
    } else if !place.parents.contains(parent) {
      // Older authorities stand behind newer ones and before the office's own areas.
      let end = place.parents.firstIndex { places[$0]?.vintages.isEmpty ?? false } ?? place.parents.count
      place.parents.insert(parent, at: end)
    }
  }

  /// A name as the row has it, mended if need be.
  mutating func title(_ text: String) -> String {
    guard let meant = MendedText.mended(text) else { return text }
    mended += 1
    return meant
  }
}
