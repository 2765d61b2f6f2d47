internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let walkabouts = [
    SavedView("w", "events", "walkabouts and other events, the newest first", "kind:event", order: .newest),
    SavedView("o", "planned", "events that are still to come or not written up", "kind:event is:open"),
    SavedView(
      "i", "issues", "issues that were logged out of the office", "kind:case channel:walkabout is:open"),
    SavedView(
      "c", "no team action", "issues of which a team was asked over two weeks ago",
      "kind:case channel:walkabout is:awaited awaited:<-14d"),
  ]
}

extension ActKey {
  static let walkabouts = [
    ActKey(key: "f", act: "refer"), ActKey(key: "F", act: "answer"), ActKey(key: "r", act: "reply"),
    ActKey(key: "x", act: "close"),
  ]
}
