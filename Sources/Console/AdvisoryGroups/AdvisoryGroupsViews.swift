internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let groups = [
    SavedView("m", "meetings", "meetings, the newest first", "kind:meeting", order: .newest),
    SavedView("o", "open meetings", "meetings whose minutes are not agreed", "kind:meeting is:open"),
    SavedView("g", "groups", "the groups", "kind:group is:open"),
    SavedView(
      "a", "actions", "actions that are not done, the soonest due first", "kind:action type:action is:open"),
    SavedView("e", "advice", "advice that waits for an answer", "kind:action type:advice is:open"),
  ]
}

extension ActKey {
  static let groups = [
    ActKey(key: "F", act: "answer")
  ]
}
