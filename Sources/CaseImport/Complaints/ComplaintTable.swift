package import Casework

/// What a table of complaints holds: the complaints, and what is wrong with the rest.
package struct ComplaintTable: Sendable {
  /// Sound complaints, in the order of their first rows.
  package let drafts: [ComplaintDraft]
  /// By line. One for a bad row at most: the first thing that is wrong with it.
  package let problems: [TableProblem]
  /// Every row of every complaint that was left out, as CSV to hand back: the header of the file and a last column
  /// `problem`. Nil when all rows are sound.
  package let rejected: [UInt8]?
  /// Rows read, the header not counted.
  package let rows: Int
  /// How many of them were left out.
  package let rejectedRows: Int
  /// Columns of the file that nothing was taken from.
  package let ignoredColumns: [String]

  /// Reads a table of which one row is one allegation; rows with one reference are one complaint, whatever their
  /// order (B16).
  ///
  /// The rows of one complaint must agree on received, closed, area, track, handler and scheme. An empty field
  /// says nothing, except that an empty `closed` says that the complaint is open. Different summaries are put
  /// together, a line each, and updates are gathered. A complaint with a bad row is left out whole.
  ///
  /// - Parameter file: its name, for problems.
  /// - Parameter today: no complaint came or was closed after it; nil where days are not judged.
  /// Throws: ``TableProblem`` when the header or the mapping cannot be used, so that no row can be read.
  package init(
    file: String, bytes: [UInt8], mapping: ColumnMapping = .none, today: Day? = nil
  ) throws(TableProblem) {
    let reader = try CSVReader(file: file, bytes: bytes)
    let positions = try mapping.positions(in: reader)
    var gathering = ComplaintGathering(reader, positions: positions, today: today)
    for row in reader { gathering.take(row) }
    let problemColumn = reader.header.position(of: Self.problemColumn)
    let used = Set(positions.values).union(problemColumn.map { [$0] } ?? [])
    ignoredColumns = reader.header.names.indices.filter { !used.contains($0) }.map { reader.header.names[$0] }
    drafts = gathering.drafts
    problems = gathering.problems
    rows = gathering.rows
    let reasons = gathering.reasons
    rejectedRows = reasons.count
    rejected = reasons.isEmpty ? nil : Self.csv(of: reader, reasons: reasons)
  }

  private static let problemColumn = "problem"

  /// The rows with a reason, read once more. A last column `problem` of an earlier round is replaced.
  private static func csv(of reader: CSVReader, reasons: [Int: Message]) -> [UInt8] {
    var writer = CSVWriter()
    let names = reader.header.names
    let isSecondRound = names.last.map(CSVHeader.key) == problemColumn
    let count = isSecondRound ? names.count - 1 : names.count
    writer.append(names.prefix(count) + [problemColumn])
    for row in reader {
      guard let reason = reasons[row.line] else { continue }
      // As many fields as the header has, so that the last one is under its name.
      let fields = row.texts.map(CSVWriter.restored)
      let missing = Array(repeating: "", count: max(0, count - fields.count))
      let own = row.count <= names.count ? Array(fields.prefix(count)) : fields
      writer.append(own + missing + [reason.text(in: .english)])
    }
    return writer.bytes
  }
}
