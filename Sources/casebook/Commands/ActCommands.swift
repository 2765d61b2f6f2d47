import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook act REF NAME field=value...`
struct ActCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "act", abstract: "Do one of the things that can be done to records of a kind.",
    discussion: "Without a name, lists what can be done to the record and what each act asks.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Argument(help: "The act, such as pause.") var name: String?
  @Argument(help: "field=value, as many as the act asks for.") var values: [String] = []

  func run() throws {
    guard let name else { return try list() }
    try Acting(casebook: casebook, options: options).perform { store, actor in
      guard let record = try store.record(reference, for: actor) else {
        throw try store.missing(reference, for: actor)
      }
      guard let act = RecordKind.named(record.kind).act(named: name) else {
        throw Failure(RuleRefusal.actUnknown(name, kind: record.kind).message, status: EX_USAGE)
      }
      let said = try TypedValues.read(values, of: act, days: Workplace.days(store))
      return .act(.act(name, said), on: record.reference, seen: nil)
    }
  }

  private func list() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    guard let record = try failing({ try store.record(reference, for: actor) }) else {
      throw Failure(StoreError.noSuchRecord(reference).message, status: EX_NOINPUT)
    }
    for act in RecordKind.named(record.kind).acts + AccessActs.offered(on: record, to: actor) {
      let inputs = act.inputs.map { $0.isRequired ? "\($0.name)=" : "[\($0.name)=]" }.joined(separator: " ")
      Output.line("\(act.name)\(inputs.isEmpty ? "" : " ")\(inputs)")
      Output.line("    \(act.sentence.text())")
    }
  }
}

/// `casebook log REF "one line" [--theme T] [--place P]`
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Log one line on a walkabout, a meeting or a focus group.",
    discussion: "Example: casebook log WLK-26-0001 \"street light out #lighting @abbey\"")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Option(help: "The theme of the line.") var theme: String?
  @Option(help: "The place of the line.") var place: String?
  @Argument(help: "The reference, such as WLK-26-0001.") var reference: String
  @Argument(help: "The line; - reads it from standard input.") var line: String
  @Argument(help: "field=value for what else the log asks.") var values: [String] = []

  func run() throws {
    let options = [theme.map { "themes=\($0)" }, place.map { "place=\($0)" }].compactMap { $0 }
    let line = try StandardInput.text(line)
    try Acting(casebook: casebook, options: self.options).perform(showsNewest: true) { store, actor in
      guard let record = try store.record(reference, for: actor) else {
        throw StoreError.noSuchRecord(reference)
      }
      guard let act = RecordKind.named(record.kind).act(named: "log") else {
        throw Failure(RuleRefusal.actUnknown("log", kind: record.kind).message, status: EX_USAGE)
      }
      var said = try TypedValues.read(options + values, of: act, days: Workplace.days(store))
      if let first = act.inputs.first { said[first.name] = .string(line) }
      return .act(.act(act.name, said), on: record.reference, seen: nil)
    }
  }
}
