/// A list under a name: a query, an order, and the key that opens it.
///
/// Those that ship stand with the panes; those that people save are kept in the store, see ``SavedQueue``. Both are
/// opened, counted and listed alike.
package struct Queue: Sendable, Equatable {
  /// What is typed after `'`.
  package let key: Character
  package let name: Message
  /// What it holds, in a sentence without a full stop.
  package let sentence: Message
  package let query: String
  package let order: ListOrder
  /// The last of that order first.
  package let isReversed: Bool
  /// Nil for as many as the screen allows.
  package let columns: ListColumns?

  package init(
    _ key: Character, _ name: Message, _ sentence: Message, _ query: String, order: ListOrder = .due,
    isReversed: Bool = false, columns: ListColumns? = nil
  ) {
    self.key = key
    self.name = name
    self.sentence = sentence
    self.query = query
    self.order = order
    self.isReversed = isReversed
    self.columns = columns
  }

  /// The same under another key.
  package func keyed(_ key: Character) -> Queue {
    Queue(key, name, sentence, query, order: order, isReversed: isReversed, columns: columns)
  }
}

/// The pane of the console in which a queue stands.
package enum QueuePane: String, Sendable, CaseIterable {
  case correspondence, complaints, victims, groups, walkabouts
}

/// How many records a queue holds, and how pressing they are.
package struct QueueTally: Sendable, Equatable {
  package var total = 0
  /// Open, and due before today.
  package var late = 0
  /// Open, and due today or within ``soonDays``.
  package var soon = 0
  /// Open, and due later than that.
  package var later = 0

  /// How far ahead a day is soon, in days: as the queue `due this week` has it.
  package static let soonDays = 7

  package init(total: Int = 0, late: Int = 0, soon: Int = 0, later: Int = 0) {
    self.total = total
    self.late = late
    self.soon = soon
    self.later = later
  }
}
