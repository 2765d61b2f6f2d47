import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook export [QUERY] [--kind KIND] [--format csv|json] [--out FILE]`
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the records that fit a query as CSV or JSON Lines, in order of arrival.",
    discussion: """
      CSV holds one kind: name it with --kind or in the query as kind:KIND. A field that a spreadsheet would take for \
      a formula gets an apostrophe before it. Only what you may read is written.
      """)
  @ParentCommand var casebook: CasebookCommand
  @Option(help: "Records of this kind alone.") var kind: String?
  @Option(help: "csv or json.") var format = Format.csv
  @Option(help: "A new file; else standard output.") var out: String?
  @Option(help: "Why restricted records are opened; without it, they are written with their heads alone.")
  var reason: String?
  @Argument(parsing: .allUnrecognized, help: "Words and fields, such as: kind:complaint is:open")
  var query: [String] = []

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

  func run() throws {
    if let option = query.first(where: { $0.hasPrefix("--") }) {
      throw Failure(
        "There is no option '\(option)': 'casebook help export' has those there are.", status: EX_USAGE)
    }
    let (store, actor) = try Workplace(storePath: casebook.store).enterForReading()
    let export = try RecordExport(
      query: query.joined(separator: " "), kind: kind, isCSV: format == .csv, days: Workplace.days(store),
      actor: actor)
    let target = try Target(out)
    let isOpened = reason?.isBlank == false
    let restricted = try failing { try export.open(store, reason: reason) }
    try failing { try export.run(store, isOpened: isOpened) { try target.write($0) } }
    try target.finish()
    try Workplace.reportLost(store)
    guard restricted > 0, !isOpened else { return }
    Output.complain(
      Message.counted(
        restricted, one: "1 restricted record is there with its head alone: --reason opens it.",
        other: "\(restricted) restricted records are there with their heads alone: --reason opens them."
      ).text())
  }

  /// Where an export goes.
  private struct Target {
    private let file: NewFile?

    init(_ path: String?) throws {
      if let path { file = try NewFile(path) } else { file = nil }
    }

    /// Half an export would be taken for the whole.
    func finish() throws { try file?.finish() }

    func write(_ piece: RecordExport.Piece) throws {
      let bytes = piece.bytes
      switch file {
      case .some(let file): try file.write(bytes)
      case nil where piece.json != nil: piece.json.map(Output.line)
      case nil where Output.isTerminal:
        // A terminal gets the letters without what could steer it.
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
        for line in lines.flatMap(Output.safeLines) { Output.write(line + "\n") }
      case nil: Output.write(bytes)
      }
    }
  }
}
