import ArgumentParser
import CaseStore
import Casework

extension AuditCommand {
  /// `casebook audit checkpoint [--out FILE]`
  struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "checkpoint",
      abstract: "Sign the head of the log; keep the line where nobody who writes the store can reach it.",
      discussion: "The chain is checked first, and a broken one is not signed.")
    @ParentCommand var audit: AuditCommand
    @Option(help: ArgumentHelp("A new file for the line; else it is printed.", valueName: "file")) var out:
      String?

    func run() throws {
      let store = try audit.enter().store
      try failing {
        let key = try LogKey.read(besideStore: store.path)
        let checkpoint = try store.checkpoint(signedBy: key, at: Workplace.now)
        guard let out else { return Output.line(checkpoint.json) }
        try NewFile.save(checkpoint.json.canonical + [0x0A], as: out)
        Output.line("\(checkpoint.entries) entries are signed in \(out). Keep it away from the store.")
      }
    }
  }

  /// `casebook audit key [--make]`
  struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key", abstract: "Print the public key under which heads of the log are signed.",
      discussion:
        "Keep what was printed on the first day: a key that is read from the store's side later proves nothing."
    )
    @ParentCommand var audit: AuditCommand
    @Flag(help: "Make the key of a store that has none.") var make = false

    func run() throws {
      let (store, actor) = try audit.enter()
      try failing {
        if make { try actor.require(.administer) }
        let key = try make ? LogKey.make(besideStore: store.path) : LogKey.read(besideStore: store.path)
        Output.write(key.publicKey + "\n")
      }
    }
  }
}
