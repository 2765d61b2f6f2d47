internal import GRDB
internal import GRDBSQLite

// Rows where they lie, with as little ado as SQLite has: for what is read by the hundred before the first screen, or by
// the million.
extension Statement {
  /// Moves to the next row.
  func hasRow() throws -> Bool {
    switch sqlite3_step(sqliteStatement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
  }

  /// A text of this row; valid until the next.
  func bytes(at column: CInt) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: sqlite3_column_text(sqliteStatement, column),
      count: Int(sqlite3_column_bytes(sqliteStatement, column)))
  }

  func text(at column: CInt) -> String {
    String(decoding: bytes(at: column), as: UTF8.self)
  }

  /// Whether the column of this row holds this text, byte for byte; nil is NULL.
  func holds(_ text: String?, at column: CInt) -> Bool {
    guard let text else { return sqlite3_column_type(sqliteStatement, column) == SQLITE_NULL }
    guard sqlite3_column_type(sqliteStatement, column) == SQLITE_TEXT else { return false }
    let kept = bytes(at: column)
    let isSame = text.utf8.withContiguousStorageIfAvailable {
      $0.count == kept.count && $0.elementsEqual(kept)
    }
    return isSame ?? text.utf8.elementsEqual(kept)
  }

  func holds(_ number: Int, at column: CInt) -> Bool {
    sqlite3_column_type(sqliteStatement, column) == SQLITE_INTEGER
      && sqlite3_column_int64(sqliteStatement, column) == Int64(number)
  }

  /// A blob of this row; valid until the next.
  func blob(at column: CInt) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_blob(sqliteStatement, column)
    return UnsafeBufferPointer(
      start: start?.assumingMemoryBound(to: UInt8.self),
      count: Int(sqlite3_column_bytes(sqliteStatement, column)))
  }
}
