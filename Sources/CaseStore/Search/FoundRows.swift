internal import Casework
internal import GRDB

/// The rows that a query finds and a reader may see: what stands after FROM in every statement that reads such rows.
///
/// Lists, counts, draws, reports and exports all ask through it, so that none can forget what a reader may not see.
struct FoundRows {
  private var source = "record"
  private var conditions: [String]
  private var arguments: StatementArguments
  /// What rises with the place of a record in the store, in the words of the table that is read first.
  let place: String

  /// - Parameters:
  ///   - match: what the full-text index is asked; nil when it is not.
  ///   - index: the index of `record` that serves; nil for SQLite's own choice.
  init(_ narrowed: QuerySQL, match: String?, index: String? = nil) {
    conditions = narrowed.conditions + [narrowed.access]
    arguments = narrowed.arguments + narrowed.accessArguments
    if match == nil, index == nil, let lead = narrowed.lead {
      source = "record_value CROSS JOIN record ON record.id = record_value.record"
      conditions.insert("record_value.field = '\(lead.field.rawValue)' AND record_value.value = ?", at: 0)
      arguments = [lead.value] + arguments
      place = "record_value.record"
      return
    }
    if let lead = narrowed.lead {
      conditions.append(QuerySQL.valueCondition(of: lead.field))
      arguments += [lead.value]
    }
    guard let match else {
      if let index { source += " INDEXED BY \(index)" }
      place = "record.id"
      return
    }
    // The index comes first: asked for one row after the other, it would begin anew each time.
    source = "search CROSS JOIN record ON record.id = search.rowid"
    conditions.insert("search MATCH ?", at: 0)
    arguments = [match] + arguments
    // It hands out its rows by rowid, so this order costs it nothing.
    place = "search.rowid"
  }

  /// Nil when the query can find nothing.
  init?(_ query: Query, today: Day, reader: Actor, _ database: Database) throws {
    guard let query = try SearchableQuery.of(query, today: today, for: reader, database) else { return nil }
    let narrowed = QuerySQL(query, today: today, reader: reader)
    self.init(narrowed, match: narrowed.match())
  }

  mutating func narrow(to condition: String, _ more: StatementArguments) {
    conditions.append(condition)
    arguments += more
  }

  /// A statement that reads the rows, with what is bound in it.
  ///
  /// - Parameters:
  ///   - first: what is bound in `columns`.
  ///   - join: a table that belongs to `record`, with its condition.
  ///   - end: what follows the conditions, such as an order.
  func statement(
    _ columns: String, _ first: StatementArguments = [], join: String = "", end: String = ""
  ) -> (sql: String, arguments: StatementArguments) {
    let sql =
      "SELECT \(columns) FROM \(source) \(join) WHERE \(conditions.joined(separator: " AND ")) \(end)"
    return (sql, first + arguments)
  }

  func cursor(
    _ columns: String, join: String = "", end: String = "", _ database: Database
  ) throws -> RowCursor {
    let (sql, arguments) = statement(columns, join: join, end: end)
    return try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
  }
}
