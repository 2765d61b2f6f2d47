internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let complaints = [
    SavedView("r", "rounds", "dip-sample rounds, the newest first", "kind:round", order: .newest),
    SavedView("m", "mine to read", "files that are mine to read", "kind:review owner:me is:open"),
    SavedView("f", "readings", "all readings, the newest first", "kind:review", order: .newest),
    SavedView("c", "complaints", "all complaints, the newest first", "kind:complaint", order: .newest),
    SavedView("o", "open complaints", "complaints that the force has not closed", "kind:complaint is:open"),
    SavedView(
      "e", "recommendations", "recommendations that wait for the force's answer",
      "kind:action type:recommendation is:open"),
    .toErase("(kind:complaint OR kind:extract OR kind:round OR kind:review) is:disposable"),
    SavedView("x", "extracts", "what the force sent", "kind:extract", order: .newest),
  ]
}

extension ActKey {
  static let complaints = [
    ActKey(key: "F", act: "answer")
  ]
}
