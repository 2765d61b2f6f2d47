internal import Casework
internal import GRDB

/// The rows of several statements, one group of them after the other. A group is asked when the one before has no more;
/// the rows of its statements, each in the order of the list, are merged.
final class RowsInTurn {
  typealias Statement = (sql: String, arguments: StatementArguments)

  /// Rows of one statement, and the one that is at hand.
  private struct Source {
    let rows: RowCursor
    var row: Row?
    /// What the row at hand is sorted by; not read where there is nothing to merge.
    var key = ""
    var id: Int64 = 0
  }

  private var groups: ArraySlice<[Statement]>
  private var sources: [Source] = []
  /// The source whose row was handed out last.
  private var last: Int?
  private let order: ListOrder
  private let rises: Bool
  private let database: Database

  /// - Parameter rises: whether the rows of a statement rise by the order.
  init(_ groups: [[Statement]], by order: ListOrder, rises: Bool, _ database: Database) {
    self.groups = groups[...]
    self.order = order
    self.rises = rises
    self.database = database
  }

  /// The next row, good until the one after it is asked for; nil after the last.
  func next() throws -> Row? {
    if let last { try advance(last) }
    last = nil
    while true {
      if let place = foremost {
        last = place
        return sources[place].row
      }
      guard let group = groups.popFirst() else {
        sources = []
        return nil
      }
      sources = try group.map { sql, arguments in
        Source(rows: try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments))
      }
      for place in sources.indices { try advance(place) }
    }
  }

  private func advance(_ place: Int) throws {
    sources[place].row = try sources[place].rows.next()
    guard sources.count > 1, let row = sources[place].row else { return }
    let key = try RecordRow.column(of: order).flatMap { try row.value($0) as String? } ?? ""
    // As the index has what has nothing there.
    sources[place].key = key.isEmpty ? "\u{10FFFF}" : key
    sources[place].id = try row.value(0)
  }

  /// The source whose row comes next; nil when none has any.
  private var foremost: Int? {
    var foremost: Int?
    for place in sources.indices where sources[place].row != nil {
      guard let other = foremost else {
        foremost = place
        continue
      }
      if isBefore(sources[place], sources[other]) == rises { foremost = place }
    }
    return foremost
  }

  private func isBefore(_ one: Source, _ other: Source) -> Bool {
    let (mine, theirs) = (one.key.utf8, other.key.utf8)
    guard order.ignoresCase else {
      return mine.elementsEqual(theirs) ? one.id < other.id : mine.lexicographicallyPrecedes(theirs)
    }
    // As NOCASE has it: capital letters of ASCII count as small ones. Source: SQLite, datatypes, 7.1.
    let (small, others) = (mine.lazy.map(WordSplitter.folded), theirs.lazy.map(WordSplitter.folded))
    return small.elementsEqual(others) ? one.id < other.id : small.lexicographicallyPrecedes(others)
  }
}
