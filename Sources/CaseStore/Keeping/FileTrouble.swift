internal import GRDB

extension DatabaseError {
  /// A row is missing, or holds what no version of this program wrote.
  static let unreadableRow = DatabaseError(resultCode: .SQLITE_CORRUPT)
}

extension Error {
  /// Whether something of the file cannot be read as what it must be: a page that SQLite can make nothing of, or a row
  /// in which something else stands than its table was declared with.
  var isDamage: Bool {
    if self is RowDecodingError { return true }
    guard let error = self as? DatabaseError else { return false }
    // Of its own settings FTS5 says it in words alone.
    return error.resultCode == .SQLITE_CORRUPT || error.message?.hasPrefix("invalid fts5 file format") == true
  }

  /// Whether the disk could not bring a change to safety.
  var isFailedSync: Bool {
    guard let code = (self as? DatabaseError)?.extendedResultCode else { return false }
    return code == .SQLITE_IOERR_FSYNC || code == .SQLITE_IOERR_DIR_FSYNC
  }
}
