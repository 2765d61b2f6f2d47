internal import GRDB
internal import Synchronization

/// Notices that somebody else, or another connection of ours, changed the store.
package final class ChangeWatch: Sendable {
  private let queue: DatabaseQueue
  private let version: Mutex<Int>

  /// Throws: what stands in the way of opening the file.
  package init(_ store: CaseStore) throws(StoreError) {
    let queue = try store.rephrasing {
      try DatabaseQueue(path: store.path, configuration: Connection.configuration(readOnly: true))
    }
    self.queue = queue
    self.version = Mutex(Self.dataVersion(queue) ?? 0)
  }

  /// Whether anything was committed since the last call. Takes microseconds.
  package func hasChanged() -> Bool {
    guard let current = Self.dataVersion(queue) else { return false }
    return version.withLock { known in
      defer { known = current }
      return known != current
    }
  }

  private static func dataVersion(_ queue: DatabaseQueue) -> Int? {
    try? queue.unsafeRead { try Int.fetchOne($0.cachedStatement(sql: "PRAGMA data_version")) }
  }
}
