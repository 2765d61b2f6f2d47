internal import Casework

extension SavedView {
  /// The first is what the pane opens with.
  static let correspondence = [
    SavedView(
      "o", Message("open", context: "list"), "all open cases, the soonest due first", "kind:case is:open"),
    SavedView("u", "untriaged", "cases that nobody has triaged", "kind:case stage:untriaged"),
    SavedView("m", "mine", "my open cases", "kind:case owner:me is:open"),
    SavedView("n", "unassigned", "open cases without an owner", "kind:case owner:none is:open"),
    SavedView("l", "late", "cases of which a clock has run out", "kind:case is:overdue is:open"),
    SavedView("t", "due this week", "cases due within seven days", "kind:case is:open due:today..7d"),
    SavedView("p", "paused", "cases of which a clock stands still", "kind:case is:paused is:open"),
    SavedView("w", "awaiting force", "cases that wait for an answer", "kind:case stage:awaiting-force"),
    SavedView(
      "c", "no team action", "cases of which a team was asked and is past its time", "kind:case is:chase"),
    SavedView(
      "r", "reply owed", "cases whose answer is in and whose reply is not", "kind:case stage:reply-owed"),
    SavedView("x", "closed", "closed cases, the newest first", "kind:case is:closed", order: .newest),
    SavedView("a", "all", "all cases, the newest first", "kind:case", order: .newest),
    .toErase("kind:case is:disposable"),
    SavedView("e", "owed answers", "everything that waits for an answer, of every kind", "is:awaited"),
  ]
}

extension ActKey {
  static let correspondence = [
    ActKey(key: "r", act: "reply"), ActKey(key: "f", act: "refer"), ActKey(key: "F", act: "answer"),
    ActKey(key: "x", act: "close"), ActKey(key: "A", act: "acknowledge"),
    ActKey(key: "C", act: "chase"),
  ]
}
