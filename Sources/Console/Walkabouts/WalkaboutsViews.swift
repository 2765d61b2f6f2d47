internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let walkabouts = [
    SavedView("w", "events", "walkabouts and other events, the newest first", "kind:event", order: .newest),
    SavedView("o", "planned", "events that are still to come", "kind:event stage:planned", order: .newest),
    SavedView(
      "h", "to write up", "events that were held and are not written up", "kind:event stage:held",
      order: .newest),
    SavedView("s", "surgeries", "surgeries, the newest first", "kind:event type:surgery", order: .newest),
    SavedView("k", "talks", "talks, the newest first", "kind:event type:talk", order: .newest),
    SavedView("i", "issues", "open issues that were logged out of the office", "\(issues) is:open"),
    SavedView("u", "untriaged", "issues that nobody has triaged", "\(issues) stage:untriaged"),
    SavedView(
      "c", "no team action", "issues of which a team was asked and is past its time", "\(issues) is:chase"),
    .toErase("kind:event is:disposable"),
    SavedView("x", "closed", "closed issues, the newest first", "\(issues) is:closed", order: .newest),
  ]

  /// Logged on an event, or recorded by hand as seen on a walkabout.
  private static let issues = "kind:case is:issue"
}

extension ActKey {
  static let walkabouts = [
    ActKey(key: "f", act: "refer"), ActKey(key: "F", act: "answer"), ActKey(key: "C", act: "chase"),
    ActKey(key: "r", act: "reply"), ActKey(key: "x", act: "close"),
  ]
}
