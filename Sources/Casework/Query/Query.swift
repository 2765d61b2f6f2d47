/// What a person searches for: one language for the console, lists, queues and reports.
///
/// Words, `"phrases"`, `prefix*`, `-not`, `OR`, `( )` and fields such as `stage:open` or `received:2026-01..2026-03`.
package indirect enum Query: Sendable, Hashable {
  /// Everything.
  case all
  case word(String)
  /// Words that begin so.
  case prefix(String)
  case phrase(String)
  case field(QueryField, FieldCondition)
  case not(Query)
  case and([Query])
  case or([Query])
}

/// A field that the query language knows.
package enum QueryField: String, Sendable, CaseIterable {
  case kind, stage, owner, team, theme, place, from, to, subject, channel, ref, has, `is`, `in`
  /// Days.
  case due, received, closed, awaited
  /// The day on which a participant took the last consent back.
  case withdrawn
  /// Other ways to ask for the day on which a record arrived: the last day is not with it, the first is not, and a
  /// quarter of the calendar year.
  case before, after, quarter
  /// Values of single kinds, compared as they are stored.
  case outcome, nature, type, area, track, category, result, support
  /// The cases that came with the same text as one, named by its reference.
  case campaign

  /// Values of single kinds, which stand in no column.
  package static let own: [QueryField] = [
    .outcome, .nature, .type, .area, .track, .category, .result, .support,
  ]

  /// Whether days follow it.
  package var isOfDays: Bool {
    switch self {
    case .due, .received, .closed, .awaited, .withdrawn, .before, .after, .quarter: true
    default: false
    }
  }
}

/// What is asked of a field.
package enum FieldCondition: Sendable, Hashable {
  case equals(String)
  case none
  /// Days from the first to the last, both with; nil leaves that end open.
  case days(from: Day?, to: Day?)
  /// What the store made of a value that only it can understand: the rows of records.
  case rows([Int64])
  /// What the store made of a place or theme: the names of all that lies under it. Of a recipient: the lists of
  /// recipients that name it.
  case names([String])
}

/// Why a query cannot be understood, and where.
package struct QueryFault: Error, Sendable, Equatable {
  /// Where the fault begins, in characters from the start of the query.
  package let offset: Int
  package let message: Message
}

/// States that `is:` knows.
package enum QueryState: String, Sendable, CaseIterable {
  case overdue, unread, open, closed, awaited, paused
  /// A case that was logged out of the office, or belongs to an event.
  case issue
  /// An answer is awaited, and its time has run out (requirements WE-03).
  case chase
  /// Its time has come by the office's schedule of retention, and nobody holds it.
  case disposable
  /// Somebody keeps it from being erased.
  case held
}
