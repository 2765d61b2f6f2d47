internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let victims: [SavedView] = [
    SavedView("a", "all", "everything", "kind:case", order: .newest)
  ]
}

extension ActKey {
  static let victims: [ActKey] = []
}
