import ArgumentParser
import CaseImport
import CaseStore
import Casework
import Glibc

/// `casebook import records KIND FILE [--dry-run] [--keep-good]`
struct RecordsImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Make records of a kind from a CSV whose header names fields, as 'casebook export' writes it.",
    discussion:
      "Nothing is written if a row is refused, unless --keep-good. 'casebook undo' takes all of it back.")
  @ParentCommand var parent: ImportCommand
  @Flag(help: "Say what is wrong and what would happen, and change nothing in the store.") var dryRun = false
  @Flag(help: "File the sound rows although others are refused.") var keepGood = false
  @Flag(help: "End with one JSON object.") var json = false
  @Argument(help: "The kind, such as case, action or event.") var kind: String
  @Argument(help: "The CSV file.") var file: String

  func run() throws {
    let kind = try RecordKind.typed(kind)
    guard kind.isMadeByHand else {
      throw Failure(RuleRefusal.notMadeByHand(kind.name).message, status: EX_DATAERR)
    }
    let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
    let name = NewFile.name(of: file)
    let table = try read(name, kind)
    // Rows that cannot be read are refused as well.
    let isTrial = dryRun || !keepGood && !table.problems.isEmpty
    let outcome = try failing {
      try store.create(
        table.rows, of: kind.name, keepsGood: keepGood, isTrial: isTrial, by: actor, at: Workplace.now)
    }
    if !isTrial { store.joinIndexParts(after: outcome.made) }
    let refused = outcome.refusals.map { TableProblem(file: name, line: $0.line, what: $0.what) }
    let problems = (table.problems + refused).sorted { $0.line < $1.line }
    ProblemLines.print(problems)
    if !table.ignoredColumns.isEmpty {
      Output.complain(
        Message(
          "casebook: Nothing was taken from \(table.ignoredColumns.joined(separator: ", ")): they follow from other acts."
        ).text())
    }
    let isWritten = !isTrial && (keepGood || problems.isEmpty)
    report(rows: table.count, made: outcome.made, refused: problems.count, isWritten: isWritten)
    if !problems.isEmpty { throw ExitCode(EX_DATAERR) }
  }

  private func read(_ name: String, _ kind: RecordKind) throws -> RecordRows {
    let bytes = try FileBytes.all(of: file)
    do throws(TableProblem) {
      return try RecordRows(file: name, bytes: bytes, kind: kind, today: Workplace.now.londonDay)
    } catch {
      throw Failure(error.message, status: EX_DATAERR)
    }
  }

  private func report(rows: Int, made: Int, refused: Int, isWritten: Bool) {
    guard !json else {
      return Output.line([
        "rows": .integer(rows), "new": .integer(isWritten ? made : 0), "refused": .integer(refused),
      ])
    }
    Output.line(
      isWritten
        ? "\(rows) rows: records new \(made), rows refused \(refused)."
        : "Nothing was written. \(rows) rows: sound \(made), refused \(refused).")
  }
}

extension RecordKind {
  /// The kind that a person named. Throws: ``Failure`` when there is none.
  static func typed(_ name: String) throws -> RecordKind {
    guard let kind = KindName(rawValue: name.lowercased()) else {
      let names = KindName.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("There is no kind '\(name)': use one of \(names).", status: EX_USAGE)
    }
    return .named(kind)
  }
}
