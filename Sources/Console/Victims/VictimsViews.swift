internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let victims = [
    SavedView("s", "sessions", "focus-group sessions, the newest first", "kind:session", order: .newest),
    SavedView("p", "participants", "participants, the newest first", "kind:participant", order: .newest),
    SavedView("c", "contributions", "what was said, the newest first", "kind:contribution", order: .newest),
    SavedView("e", "findings", "findings that wait for an answer", "kind:action type:finding is:open"),
  ]
}

extension ActKey {
  static let victims = [
    ActKey(key: "F", act: "answer")
  ]
}
