/// In which order a list stands.
package enum ListOrder: String, Sendable, CaseIterable {
  /// The last that arrived first.
  case newest
  /// What is due soonest first; what has no clock last, in order of arrival.
  case due
  /// By the day on which it arrived or took place, the earliest first.
  case received
  /// By its subject or title.
  case title
  /// By whom it is from, or about.
  case party
  /// By the name of the account that has it.
  case owner
  /// By the name of its stage.
  case stage
  /// By the place that it is about.
  case place
  /// By its number.
  case reference
  /// What fits the words of the query best first; without words, the newest.
  case best

  /// Whether a page of it is a range of an index; the others are sorted, which takes its time in a large register.
  package var isIndexed: Bool { self == .newest || self == .due }

  /// So many of the newest records that a query finds are weighed for ``best``; older ones are not shown then.
  package static let mostRanked = 2000
}

/// An order and its direction.
package struct ListSort: Sendable, Hashable {
  package var order: ListOrder
  package var isReversed: Bool

  package init(_ order: ListOrder, isReversed: Bool = false) {
    self.order = order
    self.isReversed = isReversed
  }
}

/// One page of a list.
package struct ListRequest: Sendable, Equatable {
  package var query: Query
  package var order: ListOrder
  /// The last first.
  package var isReversed: Bool
  /// The page begins after this row; nil for the first page.
  package var after: RecordRow?
  package var limit: Int
  /// For `is:overdue`: the day in London.
  package var today: Day

  package init(
    _ query: Query = .all, order: ListOrder = .newest, isReversed: Bool = false, after: RecordRow? = nil,
    limit: Int = 50, today: Day
  ) {
    self.query = query
    self.order = order
    self.isReversed = isReversed
    self.after = after
    self.limit = limit
    self.today = today
  }
}
