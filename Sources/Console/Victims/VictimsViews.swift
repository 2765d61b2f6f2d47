internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let victims = [
    SavedView("s", "sessions", "focus-group sessions, the newest first", "kind:session", order: .newest),
    SavedView("n", "planned", "sessions that are planned", "kind:session stage:planned", order: .newest),
    SavedView("p", "participants", "participants, the newest first", "kind:participant", order: .newest),
    SavedView("c", "contributions", "what was said, the newest first", "kind:contribution", order: .newest),
    SavedView("e", "findings", "findings that wait for an answer", "kind:action type:finding is:open"),
    .toErase("(kind:session OR kind:participant OR kind:contribution) is:disposable"),
    SavedView(
      "h", "held without support", "sessions that were held without a support worker",
      "kind:session support:exception", order: .newest),
  ]
}

extension ActKey {
  static let victims = [
    ActKey(key: "C", act: "consent"), ActKey(key: "i", act: "invite"), ActKey(key: "A", act: "add"),
    ActKey(key: "D", act: "distress"), ActKey(key: "W", act: "withdraw"), ActKey(key: "f", act: "finding"),
    ActKey(key: "S", act: "send"), ActKey(key: "F", act: "answer"),
  ]
}
