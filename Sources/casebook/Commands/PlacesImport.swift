import ArgumentParser
import CaseImport
import CaseStore
import Casework
import Glibc

/// `casebook import places FILE... [--vintage 2016-12] [--force NAME]`
struct PlacesImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "places",
    abstract:
      "Bring in places: the ward and force files of the Office for National Statistics, and the office's own table.",
    discussion: """
      The files come as they are, in any order; the office's own table has the columns area, kind, ward, from, to. \
      Contains National Statistics data under the Open Government Licence v3.0.
      """)
  @ParentCommand var parent: ImportCommand
  @Option(help: "The list's year and month, such as 2016-12; else December of the year in the header.")
  var vintage: String?
  @Option(help: "Keep only what lies in this force, by its name or code.") var force: String?
  @Flag(help: "End with one JSON object.") var json = false
  @Argument(help: "The CSV files.") var files: [String]

  func run() throws {
    guard !files.isEmpty else {
      throw Failure("No file is named: give a ward file, a force file or your own table.", status: EX_USAGE)
    }
    try requireVintage()
    let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
    var reading = PlaceImport(known: try failing { try store.settings(Place.self) })
    for path in files {
      reading.add(file: NewFile.name(of: path), bytes: try FileBytes.all(of: path), vintage: vintage)
    }
    let result: PlaceResult
    do throws(TableProblem) { result = try reading.result(force: force) } catch {
      throw Failure(error.message, status: EX_DATAERR)
    }
    try failing { try store.save(result.places, by: actor, at: Workplace.now) }
    ProblemLines.print(result.problems)
    report(result)
    // An authority without a force is kept; everything else among the problems was left out.
    let kept = force == nil ? result.withoutForce : 0
    if result.problems.count > kept { throw ExitCode(EX_DATAERR) }
  }

  private func requireVintage() throws {
    guard let vintage else { return }
    guard vintage.utf8.count == 7, Day(vintage + "-01") != nil else {
      throw Failure("'\(vintage)' is no vintage: give a year and month such as 2016-12.", status: EX_USAGE)
    }
  }

  private func report(_ result: PlaceResult) {
    guard !json else {
      return Output.line([
        "rows": .integer(result.rows), "new": .integer(result.added), "changed": .integer(result.changed),
        "same": .integer(result.unchanged), "leftOut": .integer(result.leftOut),
        "mended": .integer(result.mended), "withoutForce": .integer(result.withoutForce),
        "problems": .integer(result.problems.count),
      ])
    }
    Output.line(
      "\(result.rows) rows: places new \(result.added), changed \(result.changed), same \(result.unchanged), outside the force \(result.leftOut); authorities in no force \(result.withoutForce); names mended \(result.mended)."
    )
  }
}
