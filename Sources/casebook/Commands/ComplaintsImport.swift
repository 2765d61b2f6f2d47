import ArgumentParser
import CaseImport
import CaseStore
import Casework
import Glibc

/// `casebook import complaints FILE [--mapping FILE] [--dry-run]`
struct ComplaintsImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complaints",
    abstract:
      "Bring in a force's table of complaints: a row an allegation, rows with one reference one complaint.",
    discussion: """
      Columns: reference, received, closed, area, track, category, result, summary; also updates, handler, scheme. \
      Complaints with a bad row are left out whole; the rest is filed, and 'casebook undo' takes all of it back.
      """)
  @ParentCommand var parent: ImportCommand
  @Option(help: "A file of lines 'their column = our column'.") var mapping: String?
  @Flag(help: "Say what is wrong and what would happen, and change nothing in the store.") var dryRun = false
  @Option(help: "A new file for the rows that are left out, with a last column 'problem'.")
  var rejected: String?
  @Flag(help: "End with one JSON object.") var json = false
  @Argument(help: "The CSV file.") var file: String

  func run() throws {
    let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
    let read = try ComplaintsFile.read(file, mapping: mapping)
    // Before anything is filed: a name that is taken must not be found out about afterwards.
    if let rejected, let rows = read.rejected { try NewFile.save(rows, as: rejected) }
    var outcome: (extract: String?, counts: ComplaintCounts) = (nil, ComplaintCounts())
    var progress = ProgressLine(started: Workplace.now)
    try failing {
      if dryRun {
        outcome.counts = try store.counts(of: read)
      } else {
        let total = read.drafts.count
        outcome = try store.file(read, by: actor, at: Workplace.now) {
          progress.show(rows: $0, of: total, now: Workplace.now)
        }
        store.joinIndexParts(after: outcome.counts.new + outcome.counts.changed)
      }
    }
    progress.clear()
    ProblemLines.print(read.problems)
    report(outcome.counts, extract: outcome.extract)
    if read.refusedRows > 0 { throw ExitCode(EX_DATAERR) }
  }

  private func report(_ counts: ComplaintCounts, extract: String?) {
    guard !json else {
      return Output.line([
        "extract": extract.map(JSON.string) ?? .null, "rows": .integer(counts.rows),
        "new": .integer(counts.new), "changed": .integer(counts.changed), "same": .integer(counts.same),
        "refused": .integer(counts.refused),
      ])
    }
    let numbers: Message =
      "\(counts.rows) rows: complaints new \(counts.new), changed \(counts.changed), same \(counts.same); rows refused \(counts.refused)"
    Output.line(extract.map { Message("\($0) has \(numbers).") } ?? "Nothing was written. \(numbers).")
  }
}

/// A force's table, read.
enum ComplaintsFile {
  /// Throws: ``Failure`` when a file cannot be read, or its header or mapping cannot be used.
  static func read(_ path: String, mapping: String?) throws -> ComplaintFile {
    let mappingBytes = try mapping.map { (name: NewFile.name(of: $0), bytes: try FileBytes.all(of: $0)) }
    return try read(FileBytes.all(of: path), name: NewFile.name(of: path), mapping: mappingBytes)
  }

  /// - Parameter mapping: the names of the force's own columns, as a file of lines.
  static func read(
    _ raw: [UInt8], name: String, mapping mappingBytes: (name: String, bytes: [UInt8])? = nil
  ) throws -> ComplaintFile {
    do throws(TableProblem) {
      let columns =
        if let mappingBytes {
          try ColumnMapping(file: mappingBytes.name, bytes: mappingBytes.bytes)
        } else { ColumnMapping.none }
      let table = try ComplaintTable(
        file: name, bytes: raw, mapping: columns, today: Workplace.now.londonDay)
      return ComplaintFile(
        name: name, raw: raw, rows: table.rows, drafts: table.drafts, problems: table.problems,
        refusedRows: table.rejectedRows, rejected: table.rejected)
    } catch {
      throw Failure(error.message, status: EX_DATAERR)
    }
  }
}

/// What is wrong with a table, on standard error.
enum ProblemLines {
  private static let most = 50

  /// A line each, at most fifty, and then the number of the rest.
  static func print(_ problems: [TableProblem]) {
    for problem in problems.prefix(most) {
      Output.complain("casebook: \(Output.safe(problem.message.text()))")
    }
    let rest = problems.count - most
    if rest > 0 { Output.complain("casebook: \(Message("And \(rest) more problems.").text())") }
  }
}
