internal import GRDB
internal import GRDBSQLite

/// A statement that writes many rows of few small values: they are bound where they lie.
///
/// Nothing observes these tables. It belongs to the connection it was made on.
struct ManyRows {
  private let statement: Statement
  private let database: Database
  private var handle: OpaquePointer? { statement.sqliteStatement }

  init(_ sql: String, _ pass: WritePass) throws {
    try self.init(sql, pass.database)
  }

  init(_ sql: String, _ database: Database) throws {
    statement = try database.cachedStatement(sql: sql)
    self.database = database
    // Where it was used before, it stands at its end, and takes no values.
    sqlite3_reset(statement.sqliteStatement)
  }

  func bind(_ value: Int64, at place: CInt) {
    sqlite3_bind_int64(handle, place, value)
  }

  /// - Parameter text: UTF-8 that stays where it is until ``run()`` is over.
  func bind(text: UnsafeBufferPointer<UInt8>, at place: CInt) {
    text.withMemoryRebound(to: CChar.self) {
      _ = sqlite3_bind_text(handle, place, $0.baseAddress, CInt($0.count), nil)
    }
  }

  /// - Parameter blob: bytes that stay where they are until ``run()`` is over.
  func bind(blob: UnsafeRawBufferPointer, at place: CInt) {
    sqlite3_bind_blob(handle, place, blob.baseAddress, CInt(blob.count), nil)
  }

  /// Writes the row. What was bound stays bound.
  func run() throws {
    let code = sqlite3_step(handle)
    let message = code == SQLITE_DONE ? nil : String(cString: sqlite3_errmsg(database.sqliteConnection))
    sqlite3_reset(handle)
    guard let message else { return }
    throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }

  /// What was bound may go now.
  func clear() {
    sqlite3_clear_bindings(handle)
  }
}
