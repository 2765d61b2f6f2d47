internal import Casework

/// A list under a name: a query and an order.
struct SavedView: Sendable, Equatable {
  let intent: Intent
  let query: String
  let order: ListOrder

  var name: Message { ActionList.action(intent)?.short ?? "" }

  /// The first is what the pane opens with.
  static let all = [
    SavedView(intent: .viewOpen, query: "is:open", order: .due),
    SavedView(intent: .viewUntriaged, query: "stage:untriaged", order: .due),
    SavedView(intent: .viewMine, query: "owner:me is:open", order: .due),
    SavedView(intent: .viewUnassigned, query: "owner:none is:open", order: .due),
    SavedView(intent: .viewLate, query: "is:overdue is:open", order: .due),
    SavedView(intent: .viewThisWeek, query: "is:open due:today..7d", order: .due),
    SavedView(intent: .viewAwaiting, query: "stage:awaiting-force", order: .due),
    SavedView(intent: .viewReplyOwed, query: "stage:reply-owed", order: .due),
    SavedView(intent: .viewClosed, query: "is:closed", order: .newest),
    SavedView(intent: .viewAll, query: "kind:case", order: .newest),
  ]
}
