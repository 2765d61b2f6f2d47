package import Casework

/// A table of records of one kind: the names of fields as header, a row a record, as an export has them.
package struct RecordRows: Sendable {
  /// The sound rows, in the order of the file.
  package let rows: [TypedRow]
  /// By line. One for a bad row at most: the first thing that is wrong with it.
  package let problems: [TableProblem]
  /// Rows read, the header not counted.
  package let count: Int
  /// Columns that an export has and that nobody may fill in: nothing was taken from them.
  package let ignoredColumns: [String]

  /// Columns of an export that are no fields.
  private static let namesOfExport: Set<String> = ["reference", "kind", "revision"]

  /// Reads values as people type them, by the fields' own descriptions; an empty field says nothing.
  ///
  /// - Parameters:
  ///   - file: its name, for problems.
  ///   - today: for days such as `today`.
  /// Throws: ``TableProblem`` when the header cannot be used, so that no row can be read.
  package init(
    file: String, bytes: [UInt8], kind: RecordKind, today: Day
  ) throws(TableProblem) {
    let reader = try CSVReader(file: file, bytes: bytes)
    let (fields, ignored) = try Self.columns(of: reader, kind: kind)
    var rows: [TypedRow] = []
    var problems: [TableProblem] = []
    var count = 0
    for row in reader {
      count += 1
      do throws(TableProblem) {
        rows.append(try Self.read(row, of: file, fields: fields, today: today))
      } catch {
        problems.append(error)
      }
    }
    self.rows = rows
    self.problems = problems
    self.count = count
    self.ignoredColumns = ignored
  }

  /// The field of each column; nil for one that is left out.
  private static func columns(
    of reader: CSVReader, kind: RecordKind
  ) throws(TableProblem) -> (fields: [FieldDescription?], ignored: [String]) {
    var fields: [FieldDescription?] = []
    var ignored: [String] = []
    for name in reader.header.names {
      guard !reader.header.isRepeated(name) else {
        throw TableProblem(
          file: reader.file, line: 1, column: name, what: "Two columns have this name: rename one of them.")
      }
      let key = CSVHeader.key(name)
      let field = kind.fields.first { CSVHeader.key($0.name) == key }
      let isUsed = field.map { !$0.isDerived && $0.type != .list } ?? false
      guard isUsed || field != nil || namesOfExport.contains(key) else {
        let known = kind.fields.filter { !$0.isDerived && $0.type != .list }.map(\.name)
        throw TableProblem(
          file: reader.file, line: 1, column: name,
          what: "There is no such field: use \(known.joined(separator: ", "))."
        )
      }
      fields.append(isUsed ? field : nil)
      if !isUsed { ignored.append(name) }
    }
    return (fields, ignored)
  }

  private static func read(
    _ row: CSVRow, of file: String, fields: [FieldDescription?], today: Day
  ) throws(TableProblem) -> TypedRow {
    if let problem = row.problem { throw TableProblem(file: file, line: row.line, what: problem) }
    var values: [String: JSON] = [:]
    for (position, field) in fields.enumerated() {
      guard let field else { continue }
      do throws(RuleRefusal) {
        let value = try field.value(
          typed: CSVWriter.restored(row.text(position)), days: DayReader(today: today))
        if value != .null { values[field.name] = value }
      } catch {
        throw TableProblem(file: file, line: row.line, column: field.name, what: error.message)
      }
    }
    return TypedRow(line: row.line, values: values)
  }
}
