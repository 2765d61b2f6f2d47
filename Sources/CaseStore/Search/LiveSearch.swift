package import Casework
internal import GRDB

/// Search as one types: a connection of its own, off the main thread, that a new search interrupts.
package final class LiveSearch: Sendable {
  private let path: String
  private let queue: DatabaseQueue

  package init(_ store: CaseStore) throws(StoreError) {
    path = store.path
    queue = try store.rephrasing {
      try DatabaseQueue(path: store.path, configuration: Connection.configuration(readOnly: true))
    }
  }

  /// The newest hits; nil when the search was interrupted.
  package func search(_ query: Query, today: Day, limit: Int) throws(StoreError) -> [ListLine]? {
    try interruptible { database in
      try ListReading.rows(ListRequest(query, limit: limit, today: today), database).map { ListLine(row: $0) }
    }
  }

  /// How many records a query finds; nil when it was interrupted.
  package func count(_ query: Query, today: Day) throws(StoreError) -> Int? {
    try interruptible { try ListReading.count(query, today: today, $0) }
  }

  /// Ends the search that is under way, if there is one.
  package func interrupt() {
    queue.interrupt()
  }

  private func interruptible<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result? {
    do {
      return try queue.read(body)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      return nil
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
