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
    if error.resultCode == .SQLITE_CORRUPT { return true }
    // Of the index's own settings, and of a value that is no JSON, SQLite says it in words alone.
    return ["invalid fts5 file format", "malformed JSON"].contains { error.message?.hasPrefix($0) == true }
  }

  /// Whether the disk could not bring a change to safety.
  var isFailedSync: Bool {
    guard let code = (self as? DatabaseError)?.extendedResultCode else { return false }
    return code == .SQLITE_IOERR_FSYNC || code == .SQLITE_IOERR_DIR_FSYNC
  }
}
