internal import GRDB
internal import GRDBSQLite

/// Lets SQLite look by itself whether an answer is still wanted.
///
/// An interrupt that comes between two statements is lost, for SQLite then has nothing to interrupt, and the next one may
/// be long.
final class InterruptWatch {
  private let isWanted: () -> Bool

  private init(_ isWanted: @escaping () -> Bool) {
    self.isWanted = isWanted
  }

  /// In steps of SQLite's machine: some hundredths of a millisecond.
  private static let interval: CInt = 2000

  /// - Parameter isWanted: asked often, on the thread of the connection.
  /// Throws: `DatabaseError` with `SQLITE_INTERRUPT` when the answer is wanted no more.
  static func during<Answer>(
    _ database: Database, isWanted: @escaping () -> Bool, _ question: () throws -> Answer
  ) rethrows -> Answer {
    let watch = InterruptWatch(isWanted)
    let connection = database.sqliteConnection
    return try withExtendedLifetime(watch) {
      sqlite3_progress_handler(
        connection, interval,
        { context in
          guard let context else { return 0 }
          return Unmanaged<InterruptWatch>.fromOpaque(context).takeUnretainedValue().isWanted() ? 0 : 1
        }, Unmanaged.passUnretained(watch).toOpaque())
      // GRDB ends the program when a transaction cannot be ended.
      defer { sqlite3_progress_handler(connection, 0, nil, nil) }
      return try question()
    }
  }
}
