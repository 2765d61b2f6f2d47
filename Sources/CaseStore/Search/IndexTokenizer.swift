internal import GRDB
internal import GRDBSQLite

/// The tokenizer of the search index, as SQLite made it for one connection.
///
/// GRDB's own way to it ends the program when a question is interrupted at that moment; a key may come at any.
final class IndexTokenizer {
  private let module: fts5_tokenizer
  private let instance: OpaquePointer

  /// Throws: `DatabaseError` with `SQLITE_INTERRUPT` when the connection is told to stop.
  init(_ database: Database) throws {
    let api = try Self.api(database)
    var module = fts5_tokenizer()
    var context: UnsafeMutableRawPointer?
    try Self.require(
      api.pointee.xFindTokenizer(UnsafeMutablePointer(mutating: api), "unicode61", &context, &module))
    var instance: OpaquePointer?
    // As the index is declared.
    let code = "remove_diacritics".withCString { name in
      "2".withCString { value in
        var arguments: [UnsafePointer<CChar>?] = [name, value]
        return module.xCreate?(context, &arguments, 2, &instance) ?? SQLITE_ERROR
      }
    }
    try Self.require(code)
    guard let instance else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
    self.module = module
    self.instance = instance
  }

  deinit { module.xDelete?(instance) }

  /// Hands each word of a text to `callback`, with `context`.
  func tokenize(
    _ text: UnsafePointer<CChar>?, _ length: CInt, context: UnsafeMutableRawPointer?,
    _ callback: FTS5TokenCallback
  ) {
    _ = module.xTokenize?(instance, context, FTS5_TOKENIZE_DOCUMENT, text, length, callback)
  }

  /// What FTS5 offers to extend it. Source: SQLite, "FTS5 Extension", section 7.
  static func api(_ database: Database) throws -> UnsafePointer<fts5_api> {
    var statement: OpaquePointer?
    var api: UnsafePointer<fts5_api>?
    try require(sqlite3_prepare_v2(database.sqliteConnection, "SELECT fts5(?)", -1, &statement, nil))
    defer { sqlite3_finalize(statement) }
    let type: StaticString = "fts5_api_ptr"
    let code = type.utf8Start.withMemoryRebound(to: CChar.self, capacity: type.utf8CodeUnitCount + 1) {
      type in
      withUnsafeMutablePointer(to: &api) { place in
        sqlite3_bind_pointer(statement, 1, place, type, nil)
        return sqlite3_step(statement)
      }
    }
    guard let api else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    return api
  }

  private static func require(_ code: CInt) throws {
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
