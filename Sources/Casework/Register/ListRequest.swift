/// In which order a list stands.
package enum ListOrder: String, Sendable, CaseIterable {
  /// The last that arrived first.
  case newest
  /// What is due soonest first; what has no clock last, in order of arrival.
  case due
}

/// One page of a list.
package struct ListRequest: Sendable, Equatable {
  package var query: Query
  package var order: ListOrder
  /// The page begins after this row; nil for the first page.
  package var after: RecordRow?
  package var limit: Int
  /// For `is:overdue`: the day in London.
  package var today: Day

  package init(
    _ query: Query = .all, order: ListOrder = .newest, after: RecordRow? = nil, limit: Int = 50, today: Day
  ) {
    self.query = query
    self.order = order
    self.after = after
    self.limit = limit
    self.today = today
  }
}
