internal import Canvas
internal import Casework

/// Where one was: a pane, what it listed, and the record under the cursor.
struct VisitedPlace: Sendable, Equatable {
  let pane: PaneName
  let view: SavedView
  let search: TextEntry?
  /// Whether the search kept within the view.
  let isNarrowed: Bool
  let sort: ListSort?
  let reference: String?
}

/// Where one was before, and, having gone back, where one was after.
struct VisitedPlaces: Sendable, Equatable {
  private var before: [VisitedPlace] = []
  private var after: [VisitedPlace] = []

  /// Nobody goes back further. Places.
  private static let most = 100

  /// One leaves a place for a new one.
  mutating func leave(_ place: VisitedPlace) {
    after = []
    guard before.last != place else { return }
    before.append(place)
    if before.count > Self.most { before.removeFirst() }
  }

  /// - Returns: where one comes to; nil at the end.
  mutating func turn(back: Bool, from here: VisitedPlace) -> VisitedPlace? {
    let place = back ? before.popLast() : after.popLast()
    guard let place else { return nil }
    if back { after.append(here) } else { before.append(here) }
    return place
  }
}

// Back and forth between the lists and records where one was, like the pages of a book.
extension Session {
  var place: VisitedPlace {
    VisitedPlace(
      pane: paneName, view: pane.view, search: pane.search,
      isNarrowed: pane.finding.isNarrowed, sort: pane.sort, reference: pane.shownReference)
  }

  mutating func turnPage(back: Bool) -> [Request] {
    guard let place = visited.turn(back: back, from: place) else {
      notice = Notice(
        message: back ? "This is where I began." : "This is the last place.", isError: false)
      return []
    }
    paneName = place.pane
    pane.show(place.view)
    pane.search = place.search
    pane.finding.isNarrowed = place.isNarrowed
    pane.sort = place.sort
    pane.returning = place.reference
    asked = nil
    return pane.reload(actor: actor, today: today)
  }
}
