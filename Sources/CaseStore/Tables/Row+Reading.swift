internal import GRDB

// How rows are read.
extension Row {
  /// All that a statement finds.
  ///
  /// Not by GRDB's function for it: that has the runtime look up what a cursor is, which takes a tenth of a millisecond
  /// before the first screen.
  static func all(_ sql: String, _ arguments: StatementArguments, _ database: Database) throws -> [Row] {
    let cursor = try fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
    var rows: [Row] = []
    while let row = try cursor.next() { rows.append(row.copy()) }
    return rows
  }

  /// What stands in a column, where it is of that kind; for what checks a file. In a damaged row anything stands anywhere,
  /// and for the usual way of asking that ends the program.
  func sound<Value: DatabaseValueConvertible>(_ column: Int) -> Value? {
    Value.fromDatabaseValue(self[column])
  }
}
