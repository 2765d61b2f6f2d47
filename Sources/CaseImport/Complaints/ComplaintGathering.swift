internal import Casework

/// Puts the rows of a table together into complaints.
struct ComplaintGathering {
  private let file: String
  private var reader: ComplaintRowReader
  private var complaints: [GatheredComplaint] = []
  private var indexes: [ByteKey: Int] = [:]
  private(set) var problems: [TableProblem] = []
  /// What is wrong with rows that belong to no complaint that can be told.
  private var homeless: [Int: Message] = [:]
  private(set) var rows = 0

  init(_ reader: CSVReader, positions: [ComplaintColumn: Int], today: Day?) {
    file = reader.file
    self.reader = ComplaintRowReader(reader, positions: positions, today: today)
  }

  mutating func take(_ row: CSVRow) {
    rows += 1
    do throws(TableProblem) {
      let reference = try reader.reference(of: row)
      let index = index(of: reference, row)
      complaints[index].lines.append(row.line)
      do throws(TableProblem) {
        if let what = row.problem { throw TableProblem(file: file, line: row.line, what: what) }
        let found = try reader.read(row)
        try complaints[index].add(found, of: row, reader)
      } catch {
        complaints[index].faults[row.line] = error.what
        problems.append(error)
      }
    } catch {
      let problem = row.problem.map { TableProblem(file: file, line: row.line, what: $0) } ?? error
      homeless[row.line] = problem.what
      problems.append(problem)
    }
  }

  private mutating func index(of reference: String, _ row: CSVRow) -> Int {
    let key = ByteKey(ArraySlice(Array(reference.utf8)))
    if let index = indexes[key] { return index }
    indexes[key] = complaints.count
    complaints.append(GatheredComplaint(reference: reference, line: row.line))
    return complaints.count - 1
  }

  // MARK: - What came of it

  var drafts: [ComplaintDraft] {
    complaints.compactMap(\.finished)
  }

  /// Why each row that was left out was, by its line.
  var reasons: [Int: Message] {
    var reasons = homeless
    for complaint in complaints where !complaint.faults.isEmpty {
      let first = complaint.faults.keys.min() ?? 0
      for line in complaint.lines {
        reasons[line] =
          complaint.faults[line] ?? "Sound, but left out with line \(first), which has the same reference."
      }
    }
    return reasons
  }
}
