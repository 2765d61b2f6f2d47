/// What is wrong with one row of a table that came from outside, or with its header.
package struct TableProblem: Error, Sendable, Equatable {
  /// The file's name as the person gave it.
  package let file: String
  /// The line of the file on which the row begins, from 1.
  package let line: Int
  /// The column's name as the file has it; nil when the whole row is meant.
  package let column: String?
  /// What is wrong and what to do: a sentence without the place.
  package let what: Message

  package init(file: String, line: Int, column: String? = nil, what: Message) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
  }

  /// The one sentence with the place before it: `june.csv, line 12, column 'closed': '31/2' is no day …`.
  package var message: Message {
    guard let column else { return "\(file), line \(line): \(what)" }
    return "\(file), line \(line), column '\(column)': \(what)"
  }
}
