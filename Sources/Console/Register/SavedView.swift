internal import Casework

/// What a pane shows is a queue: one that ships with it, or one that was saved.
typealias SavedView = Queue

extension Queue {
  /// How its rows follow each other. Events, meetings and sessions have a day of their own, which need not be the
  /// order in which they were recorded.
  var orderLabel: Message {
    guard order == .newest, !isReversed else { return ListSort(order, isReversed: isReversed).label }
    let listed = query.split { " ()".contains($0) }
    let haveDay: [KindName] = [.event, .meeting, .session]
    return haveDay.contains { listed.contains("kind:\($0.rawValue)") }
      ? "latest recorded first" : "newest first"
  }

  /// What belongs to one record.
  static func children(of reference: String) -> SavedView {
    SavedView(
      "*", "what belongs to \(reference)", "what belongs to the record", "in:\"\(reference)\"", order: .newest
    )
  }

  /// Records by their references.
  static func these(_ references: [String]) -> SavedView {
    let query = references.map { "ref:\"\($0)\"" }.joined(separator: " OR ")
    return SavedView("*", "tagged", "the records that are tagged", query, order: .newest)
  }

  /// One record alone.
  static func one(_ reference: String) -> SavedView {
    SavedView("*", "\(reference)", "one record", "ref:\"\(reference)\"", order: .newest)
  }
}
