/// One row of a table that is to become a record: values by field name, with the line that they stand on.
package struct TypedRow: Sendable, Equatable {
  /// From 1.
  package let line: Int
  package let values: [String: JSON]

  package init(line: Int, values: [String: JSON]) {
    self.line = line
    self.values = values
  }
}

/// What became of rows.
package struct RowOutcome: Sendable {
  /// How many records were made, or would have been.
  package var made = 0
  /// Why rows were refused, by their line.
  package var refusals: [(line: Int, what: Message)] = []

  package init() {}
}
