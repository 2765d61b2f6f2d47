/// A file of complaints that the force sent, as it came, with what became of its rows.
///
/// The bytes of the file are kept with it, and so are the rows that were left out: nothing is lost on a bad row.
/// Source: requirements CP-03, "with the import date and source".
package enum Extract {
  /// The file's name as the person gave it, without its folders.
  package static let source = Field<String>("source", "File", .text, isDerived: true)
  /// Rows read, the header not counted.
  package static let rows = Field<Int>("rows", "Rows", .number, isDerived: true)
  /// Complaints that were not known before.
  package static let new = Field<Int>("new", "New", .number, isDerived: true)
  package static let changed = Field<Int>("changed", "Changed", .number, isDerived: true)
  /// Complaints that stood already as the file has them.
  package static let same = Field<Int>("same", "Same", .number, isDerived: true)
  /// Rows that were left out.
  package static let refused = Field<Int>("refused", "Refused", .number, isDerived: true)
  /// How many problems there were; ``problems`` has the first thousand.
  package static let problemCount = Field<Int>("problemCount", "Problems", .number, isDerived: true)
  package static let problems = Field<[RowProblem]>("problems", "Lines", .list, isDerived: true)
  /// SHA-256 of the file in hexadecimal.
  package static let sha256 = Field<String>("sha256", "SHA-256", .text, isDerived: true)

  /// So many problems are kept with the record.
  package static let mostProblems = 1000

  package static let kind = RecordKind(
    name: .extract, prefix: "EXT", label: "Extract", plural: "Extracts",
    head: [
      Head.title.called("Extract", isDerived: true), Head.owner.description,
      Head.received.called("Imported", isDerived: true), Head.marking.description,
    ] + Head.derived,
    ownFields: [
      source.description, rows.description, new.description, changed.description, same.description,
      refused.description, problemCount.description, problems.description, sha256.description,
    ],
    stages: [Stage(taken, "Taken in", next: [], isFinal: true)], isMadeByHand: false,
    hooks: RecordKind.Hooks(people: { [$0[source] ?? ""] }))

  static let taken = "taken-in"
}

/// Why one row of a file was left out.
package struct RowProblem: Sendable, Equatable {
  /// The line of the file on which the row begins, from 1.
  package let line: Int
  /// The column's name as the file has it; nil when the whole row is meant.
  package let column: String?
  /// In a sentence.
  package let what: String

  package init(line: Int, column: String?, what: String) {
    self.line = line
    self.column = column
    self.what = what
  }

  package init(_ problem: TableProblem) {
    self.init(line: problem.line, column: problem.column, what: problem.what.text(in: .english))
  }
}

extension RowProblem: FieldValue {
  package init?(json: JSON) {
    guard let line = json["line"]?.integer, let what = json["what"]?.string else { return nil }
    self.init(line: line, column: json["column"]?.string, what: what)
  }

  package var json: JSON {
    var members: [String: JSON] = ["line": .integer(line), "what": .string(what.storable)]
    if let column { members["column"] = .string(column.storable) }
    return .object(members)
  }
}
