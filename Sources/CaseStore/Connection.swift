internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#endif

/// How every connection to the store is set up.
enum Connection {
  static func configuration(readOnly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 3
    configuration.prepareDatabase { db in
      // What the file's schema says must not run functions of ours (reliability, act 12); and what is deleted is
      // overwritten, whatever this build of SQLite does by itself.
      try db.execute(
        sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON")
    }
    return configuration
  }

  /// Opens the store with one connection, to look something up.
  ///
  /// It may write, as SQLite must to take in what a program that died left in the write-ahead log, and to clear that
  /// away at the end; what asks through it does nothing but read.
  static func openForReading(path: String) throws -> DatabaseQueue {
    try DatabaseQueue(path: path, configuration: configuration())
  }

  /// Opens the store with full durability: a change that was acknowledged survives a power cut.
  static func open(path: String) throws -> DatabasePool {
    let pool = try DatabasePool(path: path, configuration: configuration())
    // GRDB lowers `synchronous` to NORMAL when it sets up the write-ahead log, so it is raised after that.
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    return pool
  }

  /// Sees to it that a change that is refused because the disk failed under it does not come back.
  ///
  /// All of it stands in the write-ahead log by then, and the next start would take it in. So a change of nothing takes
  /// its place there, without asking the disk for safety, which would fail as well; and without a checkpoint, which
  /// would hold for safe what it copied. Source: SQLite, "WAL-mode File Format", section 4.3: a frame is good while the
  /// checksums of all before it are.
  static func leavingNothingRefused(_ database: Database, _ change: () throws -> Void) throws {
    do { try change() } catch let error where error.isFailedSync {
      if let version = try? Int.fetchOne(database, sql: "PRAGMA user_version"),
        let safety = try? Int.fetchOne(database, sql: "PRAGMA synchronous"),
        let checkpoint = try? Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint")
      {
        try? database.execute(sql: "PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = OFF")
        try? database.execute(sql: "PRAGMA user_version = \(version)")
        try? database.execute(
          sql: "PRAGMA synchronous = \(safety); PRAGMA wal_autocheckpoint = \(checkpoint)")
      }
      throw error
    }
  }

  /// Makes the file and its tables, readable by its owner and group whatever the umask of the person.
  static func create(path: String) throws -> DatabasePool {
    var configuration = configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = 8192") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
    try queue.close()
    chmod(path, 0o660)
    let pool = try open(path: path)
    try Schema.migrator.migrate(pool)
    return pool
  }
}
