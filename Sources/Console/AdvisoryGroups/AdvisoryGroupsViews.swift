internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let groups = [
    SavedView("m", "meetings", "meetings, the newest first", "kind:meeting", order: .newest),
    SavedView("o", "open meetings", "meetings whose minutes are not agreed", "kind:meeting is:open"),
    SavedView("g", "groups", "the groups, the soonest end of a term first", "kind:group is:open"),
    SavedView(
      "t", "term ended", "groups of which an office was given for twelve months that are over",
      "kind:group is:open due:..today"),
    SavedView(
      "y", "annual meetings", "annual general meetings, the newest first", "kind:meeting type:agm",
      order: .newest),
    SavedView(
      "a", "actions", "actions that are not done, the soonest due first", "kind:action type:action is:open"),
    SavedView("e", "advice", "advice that waits for an answer", "kind:action type:advice is:awaited"),
  ]
}

extension ActKey {
  static let groups = [
    ActKey(key: "A", act: "attend"), ActKey(key: "i", act: "item"), ActKey(key: "r", act: "answer-item"),
    ActKey(key: "F", act: "answer"), ActKey(key: "x", act: "complete"), ActKey(key: "O", act: "open"),
    ActKey(key: "S", act: "circulate"), ActKey(key: "Y", act: "agree"), ActKey(key: "M", act: "amend"),
    ActKey(key: "m", act: "member"), ActKey(key: "P", act: "appoint"),
  ]
}
