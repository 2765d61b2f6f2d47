import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook backup FILE`, `casebook backup verify FILE`
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the whole store, and check copies.",
    subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)
  @ParentCommand var casebook: CasebookCommand

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy the store while others work; the copy is checked before it gets its name.",
      discussion: """
        Its SHA-256 is written beside it. Nothing is ever overwritten. The log says who took the copy. Without --seal \
        whoever has the file can read all of it.
        """)
    @ParentCommand var backup: BackupCommand
    @Argument(help: "The new file.") var file: String
    @Flag(help: "Seal the copy under a passphrase, which is asked twice at the terminal.") var seal = false

    /// Stopped on its way it leaves nothing, least of all the open copy from which a sealed one is made.
    func run() async throws {
      let (store, actor) = try Workplace(storePath: backup.casebook.store).enter()
      let asking = [SIGINT, SIGTERM, SIGHUP]
      defer { Interruption.release(asking) }
      do { try make(store, actor, holding: asking) } catch {
        guard let signal = Interruption.requested else { throw error }
        (error as? Failure)?.report()
        await ConsoleLoop.end(by: signal)
        throw error
      }
    }

    private func make(_ store: CaseStore, _ actor: Actor, holding signals: [Int32]) throws {
      try failing {
        try actor.require(.administer)
        let passphrase = try seal ? Keyboard().askNewPassphrase(of: CopiedFile.name(of: file)) : nil
        // Not before: at the question for a passphrase a signal ends the program as usual.
        Interruption.hold(signals)
        let made = try store.backUp(
          to: file, passphrase: passphrase, by: actor, at: Workplace.now,
          isStopped: { Interruption.isRequested })
        Output.line("\(file) holds the store with \(made.entries) entries of its log, and was checked.")
        Output.line("SHA-256: \(made.digest)")
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Check a copy as 'audit verify' checks the store, and that its bytes are those that were written.")
    @ParentCommand var backup: BackupCommand
    @Argument(help: "The copy.") var file: String
    @OptionGroup var checkpoints: CheckpointOptions

    func run() throws {
      let path = try Workplace(storePath: backup.casebook.store).storePath
      try failing {
        let known = try checkpoints.read()
        let passphrase = try CopiedFile.askPassphrase(file)
        // A sealed copy is opened beside the store, where clear words lie already.
        let found = try Backup.verify(file, passphrase: passphrase, against: known, scratch: path)
        Output.line(
          "\(file) holds: \(found.entries) entries, and the records are what they make. Head: \(found.head)")
      }
    }
  }
}

/// `casebook restore FILE --to PATH`
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make a store of a copy, in a new place; it is checked before it is there.")
  @ParentCommand var casebook: CasebookCommand
  @Argument(help: "The copy that 'casebook backup' made.") var file: String
  @Option(help: ArgumentHelp("Where the store shall be; nothing may be there.", valueName: "path")) var to:
    String

  func run() throws {
    try failing {
      let made = try Backup.restore(file, passphrase: CopiedFile.askPassphrase(file), to: to)
      Output.line(
        "The store is at \(to), with \(made.entries) entries of its log, and was checked. Head: \(made.head)")
    }
  }
}

/// A copy that a person named.
private enum CopiedFile {
  /// Asks for the passphrase of a copy that is sealed.
  static func askPassphrase(_ path: String) throws -> [UInt8]? {
    guard try Backup.isSealed(path) else { return nil }
    return try Keyboard().askSecretly("Passphrase of '\(name(of: path))':")
  }

  static func name(of path: String) -> String { NewFile.name(of: path) }
}

/// Signed heads that were kept elsewhere, and the key that they must be signed with.
struct CheckpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of lines that 'audit checkpoint' printed; the log must lead through them.", valueName: "file"))
  var checkpoint: String?
  @Option(help: ArgumentHelp("The public key that you kept, or a file with it.", valueName: "key")) var key:
    String?

  /// None when no file was named.
  func read() throws -> [Checkpoint] {
    guard let checkpoint else { return [] }
    guard let key else {
      throw Failure(
        "A checkpoint is checked with the key that you kept: add --key, for the key in the store proves nothing.",
        status: EX_USAGE)
    }
    do {
      let isDigits = key.utf8.count == 64
      let digits = try isDigits ? key : String(decoding: FileBytes.all(of: key), as: UTF8.self).trimmed
      return try Checkpoint.read(FileBytes.all(of: checkpoint), signedWith: digits)
    } catch let error as KeepingRefusal {
      throw Failure(.keeping(error))
    }
  }
}
