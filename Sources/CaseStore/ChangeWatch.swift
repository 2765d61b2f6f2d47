internal import GRDB
internal import Synchronization

/// Notices that somebody else, or another connection of ours, changed the register.
///
/// Whatever is committed changes the file's version, which is looked at first, for that takes microseconds. But only
/// what changes the register has a new entry of the log: a draft that somebody keeps every other second has none,
/// and must not draw everybody's screen anew.
package final class ChangeWatch: Sendable {
  /// What was seen last.
  private struct Seen {
    /// Nil when nothing was looked at yet.
    var version: Int?
    var entry: Int
  }

  private let queue: DatabaseQueue
  private let seen: Mutex<Seen>

  /// - Parameter entry: the newest entry that was seen already; nil for that of now.
  /// Throws: what stands in the way of opening the file.
  package init(_ store: CaseStore, since entry: Int? = nil) throws(StoreError) {
    let queue = try store.rephrasing {
      try store.requireInPlace()
      return try DatabaseQueue(path: store.path, configuration: Connection.configuration(readOnly: true))
    }
    self.queue = queue
    seen = Mutex(
      entry.map { Seen(version: nil, entry: $0) }
        ?? Seen(version: Self.dataVersion(queue) ?? 0, entry: Self.lastEntry(queue) ?? 0))
  }

  /// Whether anything was changed since the last call. Takes microseconds.
  package func hasChanged() -> Bool {
    seen.withLock { seen in
      guard let version = Self.dataVersion(queue), version != seen.version else { return false }
      guard let entry = Self.lastEntry(queue) else { return false }
      defer { seen = Seen(version: version, entry: entry) }
      return entry != seen.entry
    }
  }

  private static func dataVersion(_ queue: DatabaseQueue) -> Int? {
    try? queue.unsafeRead { try Int.fetchOne($0.cachedStatement(sql: "PRAGMA data_version")) }
  }

  private static func lastEntry(_ queue: DatabaseQueue) -> Int? {
    try? queue.unsafeRead { try Int.fetchOne($0.cachedStatement(sql: "SELECT max(seq) FROM audit")) ?? 0 }
  }
}
