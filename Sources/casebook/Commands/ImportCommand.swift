import ArgumentParser
import CaseImport
import Casework
import Glibc

/// `casebook import mail|complaints|places|records`
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring records in from files.",
    subcommands: [Mail.self, ComplaintsImport.self, PlacesImport.self, RecordsImport.self])
  @ParentCommand var casebook: CasebookCommand

  struct Mail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring mail in: mbox, Maildir, .eml, folders of these at any depth, or - for standard input.")
    @ParentCommand var parent: ImportCommand
    @Argument(help: "Files and folders.") var paths: [String]
    @Flag(help: "Old mail: its cases are closed and owe nothing.") var closed = false
    @Flag(help: "End with one JSON object.") var json = false

    func run() async throws {
      let workplace = try Workplace(storePath: parent.casebook.store)
      let (store, actor) = try workplace.enter()
      let source = try failing { try MailSource(paths: paths) }
      let importer = try MailImport(store: store, actor: actor, closed: closed)
      let outcome = try await importer.run(source, watch: CommandImportWatch())
      if outcome.failure == nil || outcome.counts.read > 0 { report(outcome) }
      if let failure = outcome.failure { throw failure }
      if outcome.isInterrupted { throw ExitCode(130) }
      // What could be read is in; a script must know all the same that something was not.
      if outcome.problems.contains(where: \.isUnreadable) { throw ExitCode(EX_NOINPUT) }
    }

    private func report(_ outcome: MailImport.Outcome) {
      for problem in outcome.problems { Output.complain("casebook: \(Output.safe(problem.message.text()))") }
      let counts = outcome.counts
      if outcome.isUnsafe {
        Output.complain(
          Message("What is counted here is in the store, but may not outlive a power cut: import it again.")
            .text())
      } else if outcome.isInterrupted || outcome.failure != nil {
        Output.complain(Message("Stopped: what is counted here is in the store and safe.").text())
      }
      guard json else {
        Output.line(
          "read \(counts.read), new \(counts.new), joined \(counts.joined), duplicate \(counts.duplicate), unreadable \(counts.unreadable)"
        )
        if let news = outcome.news { Output.line(news) }
        return
      }
      Output.line([
        "read": .integer(counts.read), "new": .integer(counts.new), "joined": .integer(counts.joined),
        "duplicate": .integer(counts.duplicate), "unreadable": .integer(counts.unreadable),
        "campaigns": .array(outcome.campaigns.map { .string($0.reference) }),
      ])
    }
  }
}
