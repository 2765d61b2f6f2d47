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
  @Argument(parsing: .allUnrecognized, help: "Words and fields, such as: kind:complaint is:open")
  var query: [String] = []

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

  func run() throws {
    if let option = query.first(where: { $0.hasPrefix("--") }) {
      throw Failure(
        "There is no option '\(option)': 'casebook help export' has those there are.", status: EX_USAGE)
    }
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let today = Workplace.now.londonDay
    let (query, kind) = try narrowed(days: Workplace.days(store), actor: actor)
    let target = try Target(out)
    try failing {
      switch (format, kind) {
      case (.csv, let kind?): try writeCSV(query, kind, store, actor, today, to: target)
      case (.csv, nil):
        throw Failure(
          "A CSV holds one kind of record: name it with --kind, or take --format json.", status: EX_USAGE)
      case (.json, _):
        try store.eachRecord(query, today: today, for: actor) { record in
          try target.write(JSON.object(RecordOutput.json(record)))
        }
      }
    }
  }

  /// The query with the kind in it, and the kind where there is only one.
  private func narrowed(days: DayReader, actor: Actor) throws -> (Query, RecordKind?) {
    let text = query.joined(separator: " ")
    let parsed: Query
    do throws(QueryFault) {
      parsed = try QueryParser.parse(
        text, today: days.today, actor: actor.name, calendar: days.calendar)
    } catch {
      throw Failure(error, in: text)
    }
    guard let kind else { return (parsed, parsed.onlyKind.map(RecordKind.named)) }
    let named = try RecordKind.typed(kind)
    return (.and([.field(.kind, .equals(named.name.rawValue)), parsed]), named)
  }

  private func writeCSV(
    _ query: Query, _ kind: RecordKind, _ store: CaseStore, _ actor: Actor, _ today: Day,
    to target: borrowing Target
  ) throws {
    let columns = RecordColumns(kind)
    var writer = CSVWriter()
    writer.append(columns.names)
    try target.write(writer.bytes)
    try store.eachRecord(query, today: today, for: actor) { record in
      var writer = CSVWriter()
      writer.append(columns.values(of: record))
      try target.write(writer.bytes)
    }
  }

  /// Where an export goes.
  private struct Target: ~Copyable {
    private let file: NewFile?

    init(_ path: String?) throws {
      if let path { file = try NewFile(path) } else { file = nil }
    }

    func write(_ bytes: [UInt8]) throws {
      switch file {
      case .some(let file): try file.write(bytes)
      case nil where Output.isTerminal:
        // A terminal gets the letters without what could steer it.
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
        for line in lines.flatMap(Output.safeLines) { Output.write(line + "\n") }
      case nil: Output.write(bytes)
      }
    }

    func write(_ json: JSON) throws {
      switch file {
      case .some(let file): try file.write(json.canonical + [0x0A])
      case nil: Output.line(json)
      }
    }
  }
}

extension Query {
  /// The kind that the query asks for; nil when it asks for none, or may find several.
  fileprivate var onlyKind: KindName? {
    switch self {
    case .field(.kind, .equals(let name)): KindName(rawValue: name)
    case .and(let parts): parts.lazy.compactMap(\.onlyKind).first
    default: nil
    }
  }
}
