import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook retention rules|set|drop|explain|due|dispose|certificate`
struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "How long records are kept, and what is to go.",
    subcommands: [
      Rules.self, SetRule.self, Drop.self, Explain.self, Due.self, Dispose.self, Certificate.self,
    ], defaultSubcommand: Due.self)
  @ParentCommand var casebook: CasebookCommand

  func enter() throws -> (store: CaseStore, actor: Actor) {
    try Workplace(storePath: casebook.store).enter()
  }

  /// `casebook retention explain REF`
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say how long a record is kept, under which rule, and why.")
    @ParentCommand var retention: RetentionCommand
    @Flag(help: "One JSON object.") var json = false
    @Argument(help: "The reference, such as COR-26-0001.") var reference: String

    func run() throws {
      let (store, actor) = try retention.enter()
      let verdict = try failing {
        try store.retention(of: reference, today: Workplace.now.londonDay, for: actor)
      }
      guard !json else { return Output.line(verdict.json) }
      for line in verdict.lines { Output.line(line) }
    }
  }

  /// `casebook retention due`
  struct Due: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the records whose time has come, the longest due first; then machines' mail.",
      discussion: "'casebook list is:disposable' finds the records among them that nobody holds.")
    @ParentCommand var retention: RetentionCommand
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let (store, actor) = try retention.enter()
      try failing {
        for due in try store.due(on: Workplace.now.londonDay, for: actor) {
          json ? Output.line(Self.json(due)) : Self.print(due)
        }
        for mail in try store.dueMail(on: Workplace.now.londonDay) {
          json ? Output.line(mail.json) : Output.write(Output.safe(mail.line) + "\n")
        }
        guard !json, try store.retentionRules().isEmpty else { return }
        let none: Message =
          "The office has no schedule yet: take over the one that ships with 'casebook retention rules --ship'."
        Output.line(none)
      }
    }

    private static func json(_ due: DueRecord) -> JSON {
      var members = due.verdict.json.object ?? [:]
      members["kind"] = .string(due.record.kind.rawValue)
      members["title"] = due.record.values[Head.title.name] ?? .null
      return .object(members)
    }

    private static func print(_ due: DueRecord) {
      let (verdict, record) = (due.verdict, due.record)
      let words = [
        record.reference, verdict.end?.description ?? "", verdict.rule?.rule ?? "",
        verdict.rule?.action.rawValue ?? "", record[Head.title] ?? "",
      ]
      Output.write(Output.safe(words.joined(separator: "  ")) + "\n")
      if let hold = verdict.hold { Output.line("    \(hold.sentence(of: record.reference))") }
    }
  }

  /// `casebook retention certificate [ENTRY] [--period P] [--out FILE]`
  struct Certificate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what was erased, when, by whom, under which rule, and where the log says so.")
    @ParentCommand var retention: RetentionCommand
    @Option(help: "Of this time: 2026, 2026-Q4 or 2026-11.") var period: String?
    @Option(help: ArgumentHelp("A new file for it; else it is printed.", valueName: "file")) var out: String?
    @Flag(help: "One JSON object.") var json = false
    @Argument(help: "The number of one entry of the log; else all that the time holds.") var entry: Int?

    func run() throws {
      let (store, actor) = try retention.enter()
      let period = try period.map { text in
        guard let period = ReportPeriod(text) else {
          throw Failure("'\(text)' is no period: give a year, 2026-Q4 or 2026-11.", status: EX_USAGE)
        }
        return period
      }
      try failing {
        if !actor.may(.dispose) { try actor.require(.audit) }
        let all = try store.erasures(from: period?.first, to: period?.last, for: actor)
        let chosen = all.filter { entry == nil || $0.entry == entry }
        guard entry == nil || !chosen.isEmpty else {
          throw Failure(
            "Entry \(entry ?? 0) of the log erased nothing: check the number.", status: EX_NOINPUT)
        }
        let office = try store.settings(Office.self).first?.title ?? ""
        let certificate = DisposalCertificate(
          office: office, erasures: chosen, made: Workplace.now, by: actor.name)
        guard json else { return try Document.write(text: certificate.text, to: out) }
        guard let out else { return Output.line(certificate.json) }
        try Document.write(certificate.json.canonical + [0x0A], to: out)
      }
    }
  }
}
