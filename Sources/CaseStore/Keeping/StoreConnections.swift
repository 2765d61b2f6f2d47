internal import GRDB
internal import Synchronization

/// The connections to a store, which are given up when the disk failed under them.
///
/// A store is opened with one connection, for reading: whoever only looks something up, and the first screen of the
/// console, wait for no more. The others are opened by the first change, or ahead of it (``CaseStore/open()``).
///
/// What a disk could not bring to safety can often still be read, and is lost with the power: trying again on the same
/// connections would only seem to work (Rebello and others, "Can Applications Recover from fsync Failures?", 2020).
/// So the next change waits until the disk takes something, the store is opened anew, and all of it is checked.
final class StoreConnections: Sendable {
  private let current: Mutex<Opened>
  /// One at a time: the check of a large store takes its time, and reading goes on meanwhile.
  private let renewing = Mutex(())

  private struct Opened {
    /// Nil until something is written.
    let pool: DatabasePool?
    let reader: any DatabaseReader
    /// How many failures there had been when it was opened.
    let failures: Int
  }

  init(_ pool: DatabasePool, failures: Int) {
    current = Mutex(Opened(pool: pool, reader: pool, failures: failures))
  }

  /// - Parameter reader: what reads until all connections are opened.
  init(reader: DatabaseQueue, failures: Int) {
    current = Mutex(Opened(pool: nil, reader: reader, failures: failures))
  }

  /// What reads: the one connection that the store was opened with, or all of them.
  var reader: any DatabaseReader { current.withLock { $0.reader } }

  /// All connections, opened now if they are not yet.
  ///
  /// - Parameter isInPlace: throws when the path leads to another file than the one that was opened first.
  func pool(path: String, _ isInPlace: () throws -> Void) throws -> DatabasePool {
    if let pool = current.withLock({ $0.pool }) { return pool }
    return try renewing.withLock { _ in
      if let pool = current.withLock({ $0.pool }) { return pool }
      try isInPlace()
      let pool = try Connection.open(path: path)
      // What reads after a change is opened before it: a change that is done must not be told as one that failed.
      _ = try pool.read { try Row.fetchOne($0, sql: "SELECT 1 FROM sqlite_master LIMIT 1") }
      // The one that read closes when the last reader has left it.
      current.withLock { $0 = Opened(pool: pool, reader: pool, failures: $0.failures) }
      return pool
    }
  }

  /// Opens and checks the store anew if a change could not be brought to the disk since it was opened.
  ///
  /// Throws: ``StoreError/stopped(path:)`` while the disk fails, ``StoreError/damaged(path:)``.
  func renew(path: String, _ gate: WriterGate, _ trouble: StoreTrouble) throws {
    guard current.withLock({ $0.failures }) != trouble.failures else { return }
    try renewing.withLock { _ in
      let failures = trouble.failures
      guard current.withLock({ $0.failures }) != failures else { return }
      guard gate.reachesTheDisk() else { throw StoreError.stopped(path: path) }
      let pool = try Connection.open(path: path)
      guard try AuditVerification.run(path: path).isSound else {
        DamageMark.put(on: path)
        throw StoreError.damaged(path: path)
      }
      // Those that are given up close when the last reader has left them.
      current.withLock { $0 = Opened(pool: pool, reader: pool, failures: failures) }
    }
  }
}
