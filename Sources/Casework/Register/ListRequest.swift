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

/// Where a page of a list begins. Whatever the place, a page stands in the order of its list.
///
/// A row stands for what it is sorted by: it need not be in the list any more.
package enum PagePlace: Sendable, Equatable {
  case first
  case after(RecordRow)
  /// The row itself and those after it.
  case from(RecordRow)
  /// The rows right before it.
  case before(RecordRow)
  case last
  /// Behind so many rows, or, from the end, before so many: these are passed over one by one.
  case number(Int, isFromEnd: Bool)

  /// Whether its rows are read from the end of the list.
  package var isBackwards: Bool {
    switch self {
    case .first, .after, .from: false
    case .before, .last: true
    case .number(_, let isFromEnd): isFromEnd
    }
  }

  /// How many rows are passed over.
  package var passedOver: Int {
    if case .number(let count, _) = self { max(0, count) } else { 0 }
  }
}

/// One page of a list.
package struct ListRequest: Sendable, Equatable {
  package var query: Query
  package var order: ListOrder
  /// The last first.
  package var isReversed: Bool
  package var place: PagePlace
  package var limit: Int
  /// For `is:overdue`: the day in London.
  package var today: Day

  /// - Parameter after: the page begins after this row; nil for `place`.
  package init(
    _ query: Query = .all, order: ListOrder = .newest, isReversed: Bool = false, after: RecordRow? = nil,
    place: PagePlace = .first, limit: Int = 50, today: Day
  ) {
    self.query = query
    self.order = order
    self.isReversed = isReversed
    self.place = after.map(PagePlace.after) ?? place
    self.limit = limit
    self.today = today
  }
}
