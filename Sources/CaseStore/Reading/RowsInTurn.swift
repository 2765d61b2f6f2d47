internal import GRDB

/// The rows of several statements, one after the other. A statement is asked when the one before has no more.
final class RowsInTurn {
  private var statements: ArraySlice<(sql: String, arguments: StatementArguments)>
  private var rows: RowCursor?
  private let database: Database

  init(_ statements: [(sql: String, arguments: StatementArguments)], _ database: Database) {
    self.statements = statements[...]
    self.database = database
  }

  /// The next row, good until the one after it is asked for; nil after the last.
  func next() throws -> Row? {
    while true {
      if let row = try rows?.next() { return row }
      guard let (sql, arguments) = statements.popFirst() else { return nil }
      rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
    }
  }
}
