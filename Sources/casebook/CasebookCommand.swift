import ArgumentParser
import Casework
import Glibc

/// `casebook`: the console, and every act of it from the command line.
struct CasebookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casebook",
    abstract: "Case management for the office of a Police and Crime Commissioner.",
    discussion: "Without a command, opens the console.",
    version: "0.1",
    subcommands: [
      ConsoleCommand.self, DemoCommand.self, InitCommand.self,
      ImportCommand.self, ExportCommand.self,
      ListCommand.self, QueueCommand.self, SearchCommand.self, LikeCommand.self, CompleteCommand.self,
      ShowCommand.self,
      HistoryCommand.self,
      NewCommand.self, SetCommand.self, NoteCommand.self, MoveCommand.self, ActCommand.self, BulkCommand.self,
      LogCommand.self, CampaignCommand.self,
      UndoCommand.self, DraftCommand.self,
      ReferCommand.self, AnswerCommand.self, ReplyCommand.self, AttachmentCommand.self,
      DeadlineCommand.self,
      CoverageCommand.self, ProgrammeCommand.self, TrendCommand.self, CountCommand.self,
      SampleCommand.self,
      AgendaCommand.self, AttendanceCommand.self, MinutesCommand.self,
      ContactListCommand.self, ReportCommand.self, VaultCommand.self, IdentityCommand.self,
      HoldCommand.self, EraseCommand.self, RetentionCommand.self,
      AuditCommand.self, BackupCommand.self, RestoreCommand.self, DoctorCommand.self,
      SettingsCommand.self, KeysCommand.self, WallCommand.self, ReadersCommand.self,
      AccountCommand.self, TeamCommand.self, ThemeCommand.self, PlaceCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)

  @Option(
    name: .customLong("store"),
    help: ArgumentHelp("The store's file; else $CASEBOOK_STORE, else the usual place.", valueName: "path"))
  var storePath: String?
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "For administrators: act on behalf of this account; the log names both.", valueName: "name"))
  var behalf: String?

  /// What the options say of the store.
  var store: StorePlace { StorePlace(path: storePath, behalf: behalf) }

  /// Parses, runs, and turns every error into one sentence and an exit status of sysexits(3).
  static func runAndReport(_ arguments: [String]) async -> Int32 {
    do {
      var command = try parseAsRoot(withFile(withLines(withoutTerminator(arguments))))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch let failure as Failure {
      failure.report(seeing: failure.status == EX_USAGE ? UsageHelp.pointer(for: arguments) : nil)
      return failure.status
    } catch {
      return report(parserError: error, seeing: UsageHelp.pointer(for: arguments))
    }
  }

  /// `list` and `search` take words that begin with a hyphen as they are, so that `--` before them says nothing new;
  /// the parser would drop what follows it.
  private static func withoutTerminator(_ arguments: [String]) -> [String] {
    guard let command = arguments.firstIndex(where: { ["list", "search"].contains($0) }),
      let terminator = arguments[command...].firstIndex(of: "--")
    else { return arguments }
    return Array(arguments[..<terminator] + arguments[(terminator + 1)...])
  }

  /// After `attachment`, `--as` names the file; anywhere else, whose rights are used.
  private static func withFile(_ arguments: [String]) -> [String] {
    guard let command = arguments.firstIndex(of: "attachment") else { return arguments }
    return arguments[..<command] + arguments[command...].map { $0 == "--as" ? "--out" : $0 }
  }

  /// A line that is logged may begin with a hyphen and a blank, which says that something should be better: with a
  /// blank before it, it is no option.
  private static func withLines(_ arguments: [String]) -> [String] {
    guard arguments.contains("log") else { return arguments }
    return arguments.map { $0.hasPrefix("- ") ? " " + $0 : $0 }
  }

  private static func report(parserError error: any Error, seeing help: Message) -> Int32 {
    let text = fullMessage(for: error)
    guard exitCode(for: error) != .success else {
      Output.write(text.hasSuffix("\n") ? text : text + "\n")
      return 0
    }
    // An exit that has said what it had to say has no message.
    let fault = Output.safe(message(for: error))
    let end = [".", "?"].contains { fault.hasSuffix($0) } ? "" : "."
    if !fault.isEmpty { Output.complain("casebook: \(fault)\(end) \(help.text())") }
    switch exitCode(for: error) {
    case .validationFailure: return EX_USAGE
    // A command that said what is wrong ends with 1 itself.
    case .failure: return fault.isEmpty ? 1 : EX_SOFTWARE
    case let code: return code.rawValue
    }
  }
}
