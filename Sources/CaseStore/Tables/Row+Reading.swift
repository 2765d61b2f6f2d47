internal import Casework
internal import FoundationEssentials
internal import GRDB

/// How rows are read.
///
/// Never by GRDB's subscript: in a damaged row anything may stand in a column, a null where the schema allows none as
/// well, and for that the subscript ends the program. Here it is an error as that of a damaged page is
/// (``Swift/Error/isDamage``).
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

  /// What stands in a column, counted from 0.
  ///
  /// Throws: `RowDecodingError`, where it is not of that kind.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: Int) throws -> Value {
    try decode(atIndex: column)
  }

  /// The moment that stands in a column, in milliseconds as ``Instant`` counts them.
  ///
  /// Throws: ``GRDB/DatabaseError/unreadableRow`` for one that cannot be written with four digits of a year; whoever
  /// reckons with it would leave the numbers that there are.
  func instant(_ column: Int) throws -> Instant {
    let moment = Instant(milliseconds: try value(column))
    guard Instant.writable.contains(moment) else { throw DatabaseError.unreadableRow }
    return moment
  }

  /// The identifier, or the digest, that stands in a column as bytes.
  func bytes(_ column: Int) throws -> [UInt8] {
    [UInt8](try value(column) as Data)
  }

  /// The identifier of 16 bytes that stands in a column, as text.
  func identity(_ column: Int) throws -> String {
    Identity.text(of: try bytes(column))
  }

  /// The bytes of a column in hexadecimal digits.
  func hexadecimal(_ column: Int) throws -> String {
    Identity.hexadecimal(try value(column) as Data)
  }

  /// The bytes of a column that may be empty, in hexadecimal digits.
  func hexadecimalIfAny(_ column: Int) throws -> String? {
    try (value(column) as Data?).map { Identity.hexadecimal($0) }
  }

  /// What stands in a column, where it is of that kind exactly; for what checks a file and goes on.
  func sound<Value: DatabaseValueConvertible>(_ column: Int) -> Value? {
    Value.fromDatabaseValue(self[column])
  }
}
