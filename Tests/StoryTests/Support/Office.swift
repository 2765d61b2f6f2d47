import Foundation
import Glibc
import TerminalHarness

/// An office with a store of its own in a temporary folder; all of it is removed at the end.
final class Office {
  let folder: String
  let program: String
  private var commands = 0

  var storePath: String { folder + "/casebook.sqlite" }

  /// What every command finds in its environment, and nothing else.
  var environment: [String: String] {
    [
      "CASEBOOK_STORE": storePath, "HOME": folder, "PATH": "/usr/local/bin:/usr/bin:/bin",
      "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
    ]
  }

  /// - Parameter isMade: whether `casebook init` makes the store now.
  init(isMade: Bool = true) throws {
    folder = try newFolder(for: "story")
    program = try Program.path()
    if isMade {
      try must("init", "--office", "Office of the Made-up Commissioner", "--force", "Made-up Police")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  // MARK: - Files

  /// Writes a file into the office's folder and gives its path.
  @discardableResult
  func write(_ text: String, as name: String) throws -> String {
    try write(Array(text.utf8), as: name)
  }

  @discardableResult
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    let file = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// What stands in a file of the office's folder.
  func file(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)), as: UTF8.self)
  }

  // MARK: - Commands

  func start(
    _ arguments: [String], input: [UInt8] = [], adding: [String: String] = [:]
  ) throws -> RunningCommand {
    commands += 1
    return try RunningCommand(
      program, arguments, environment: environment.merging(adding) { $1 }, input: input,
      folder: folder + "/commands/\(commands)", directory: folder)
  }

  /// Runs a command to its end.
  func run(
    _ arguments: String..., input: [UInt8] = [], adding: [String: String] = [:]
  ) throws -> Outcome {
    try start(arguments, input: input, adding: adding).outcome()
  }

  /// Runs a command that has to work, and gives what it printed.
  @discardableResult
  func must(_ arguments: String..., input: [UInt8] = []) throws -> Outcome {
    let outcome = try start(arguments, input: input).outcome()
    guard outcome.status == .exited(0) else {
      throw HarnessError(description: "casebook \(arguments): \(outcome.status) \(outcome.errors)")
    }
    return outcome
  }

  /// A record as `show --json` has it.
  func record(_ reference: String) throws -> Value {
    try must("show", reference, "--json").json().first ?? .null
  }

  /// Brings one letter in and gives the reference of its case.
  func receive(_ letter: Letter) throws -> String {
    try must("import", "mail", write(letter.bytes, as: "letters/\(UUID().uuidString).eml"))
    return try must("list", "--limit", "1", "--json").json().first?["reference"]?.string ?? ""
  }

  /// Reads or changes the store behind the program's back, as someone with the file and the `sqlite3` shell can.
  @discardableResult
  func sqlite(_ statement: String) throws -> String {
    let (status, output) = try ChildProcess.run(
      "sqlite3", [storePath, statement], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
    guard status == .exited(0) else { throw HarnessError(description: "sqlite3: \(status) on \(statement)") }
    return output
  }

  /// The verdict of `audit verify --json`, with the exit status.
  func verdict() throws -> (status: ExitStatus, verdict: Value) {
    let outcome = try run("audit", "verify", "--json")
    return (outcome.status, try outcome.json().first ?? .null)
  }

  var isSound: Bool {
    get throws {
      let (status, verdict) = try verdict()
      return status == .exited(0) && verdict["ok"] == .bool(true) && verdict["faults"]?.array == []
    }
  }

  // MARK: - Consoles

  /// The console in a window of tmux that shows this text already.
  func console(
    rows: Int = 24, columns: Int = 80, adding: [String: String] = [:], waitingFor text: String = "? help"
  ) throws -> TmuxScreen {
    var environment = environment.merging(adding) { $1 }
    environment["TERM"] = adding["TERM"]
    let screen = try TmuxScreen(rows: rows, columns: columns, environment: environment, command: [program])
    try screen.wait(for: text)
    return screen
  }

  /// The console on a bare pseudo-terminal, where every byte can be seen.
  func terminal(
    rows: Int = 24, columns: Int = 80, adding: [String: String] = [:], waitingFor text: String
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(rows: rows, columns: columns)
    try terminal.start(program, environment: environment.merging(adding) { $1 })
    try terminal.wait(for: text)
    return terminal
  }
}

extension TmuxScreen {
  /// Waits until the program in the window has ended, and the window with it.
  func waitForEnd(within seconds: Double = 30) throws {
    let deadline = Deadline(seconds: seconds)
    while let shown = try? capture() {
      guard !deadline.hasPassed else {
        throw HarnessError(description: "the console does not end; the window shows:\n\(shown)")
      }
      usleep(10_000)
    }
  }
}
