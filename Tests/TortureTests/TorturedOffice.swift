import Foundation
import Glibc
import TerminalHarness
import Testing

/// The program itself, on a folder of its own whose disk may fail; all of it goes when the test is done.
final class TorturedOffice {
  /// Not part of the office: what the program said, and the office as it was before.
  let root: String
  let program: String
  /// What stands before the program's name, to start it in a world of its own.
  let entrance: [String]
  let folder: String
  private var commands = 0

  /// The name under which whoever runs the tests has an account.
  static var account: String {
    getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid\(getuid())"
  }

  var storePath: String { folder + "/casebook.sqlite" }

  /// - Parameters:
  ///   - folder: where the office lies; nil for a folder of its own.
  ///   - entrance: a command that starts a command elsewhere.
  init(root: String? = nil, folder: String? = nil, entrance: [String] = []) throws {
    self.root = try root ?? newFolder(for: "torture")
    self.entrance = entrance
    self.folder = folder ?? self.root + "/office"
    program = try BuiltProgram.path(of: "casebook")
    if folder == nil {
      try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: true)
    }
    try must("init", "--office", "Saltmarsh")
    try must(
      "account", "add", Self.account, "--role", "administrator", "--role", "caseworker", "--role",
      "victims-lead",
      "--role", "auditor")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  // MARK: - Commands

  var environment: [String: String] {
    [
      "CASEBOOK_STORE": storePath, "HOME": folder, "PATH": "/usr/local/bin:/usr/bin:/bin",
      "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
    ]
  }

  func environment(disk: [String: String]) throws -> [String: String] {
    guard !disk.isEmpty else { return environment }
    return try environment.merging(disk) { $1 }.merging(["LD_PRELOAD": FaultyDisk.library()]) { $1 }
  }

  struct Said {
    let status: TerminalHarness.ExitStatus
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Standard error holds one sentence of the program's own, and nothing else.
    var isOneSentence: Bool {
      errors.hasPrefix("casebook: ") && errors.hasSuffix(".\n") && errors.filter { $0 == "\n" }.count == 1
        && !errors.contains("fault of Casebook")
    }

    /// What an import says that was ended: what became of the letters before, and the one sentence.
    var isImport: Bool {
      let lines = errors.split(separator: "\n")
      return lines.count == 2 && (lines[0].hasPrefix("Stopped: ") || lines[0].hasPrefix("What is counted"))
        && lines[1].hasPrefix("casebook: ") && lines.allSatisfy { $0.hasSuffix(".") }
    }
  }

  /// A command that starts a command, such as one with limits.
  struct Entrance {
    var words: [String] = []
  }

  func start(
    _ arguments: [String], disk: [String: String] = [:], through door: Entrance = Entrance()
  ) throws -> (ChildProcess, String) {
    commands += 1
    let said = "\(root)/said-\(commands)"
    let words = entrance + door.words + [program] + arguments
    let process = try ChildProcess.start(
      words[0], Array(words.dropFirst()), environment: environment(disk: disk), session: false
    ) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      for (number, name) in [(Int32(1), ".out"), (2, ".err")] {
        posix_spawn_file_actions_addopen(
          &actions, number, said + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      }
    }
    return (process, said)
  }

  func outcome(of process: ChildProcess, _ said: String, within seconds: Double) throws -> Said {
    let status = try process.waitForExit(within: seconds)
    let bytes = try [".out", ".err"].map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: said + $0))) }
    return Said(status: status, output: bytes[0], errors: String(decoding: bytes[1], as: UTF8.self))
  }

  func run(
    _ arguments: [String], disk: [String: String] = [:], within seconds: Double = 60
  ) throws -> Said {
    let (process, said) = try start(arguments, disk: disk)
    return try outcome(of: process, said, within: seconds)
  }

  @discardableResult
  func must(_ arguments: String...) throws -> Said {
    let said = try run(arguments, within: 600)
    guard said.status == .exited(0) else {
      throw HarnessError(description: "casebook \(arguments): \(said.status) \(said.errors)")
    }
    return said
  }

  func requireSound(_ what: String, _ location: SourceLocation = #_sourceLocation) throws {
    let verdict = try run(["audit", "verify"], within: 600)
    #expect(
      verdict.status == .exited(0), "\(what): \(verdict.text)\(verdict.errors)", sourceLocation: location)
  }

  // MARK: - Consoles

  /// The console on a bare pseudo-terminal.
  func terminal(disk: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    try startConsole(on: terminal, disk: disk)
    return terminal
  }

  func startConsole(on terminal: PseudoTerminal, disk: [String: String] = [:]) throws {
    let words = entrance + [program]
    try terminal.start(words[0], Array(words.dropFirst()), environment: environment(disk: disk))
  }

  /// The console in a window of tmux.
  func console(disk: [String: String] = [:], waitingFor text: String = "? help") throws -> TmuxScreen {
    var environment = try environment(disk: disk)
    environment["TERM"] = nil
    let screen = try TmuxScreen(
      rows: 24, columns: 80, environment: environment, command: entrance + [program])
    try screen.wait(for: text)
    return screen
  }

  // MARK: - Letters

  /// Brings letters in, the first of them with a file.
  func receive(letters: Int) throws {
    let file = Data((0..<90_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }).base64EncodedString(
      options: .lineLength76Characters)
    var mbox = """
      From sender Wed Nov 19 00:00:01 2025
      From: Gwen Ellis <gwen@mail.example>
      Subject: The lamp
      Message-ID: <lamp@mail.example>
      Date: Wed, 19 Nov 2025 08:00:00 +0000
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="edge"

      --edge
      Content-Type: text/plain

      It is dark at the stop.
      --edge
      Content-Type: image/png; name="lamp.png"
      Content-Transfer-Encoding: base64
      Content-Disposition: attachment; filename="lamp.png"

      \(file)
      --edge--

      """
    for number in 1..<max(1, letters) {
      mbox += """

        From sender Wed Nov 19 00:00:01 2025
        From: Person \(number) <p\(number)@mail.example>
        Subject: Matter number \(number)
        Message-ID: <letter-\(number)@mail.example>
        Date: Wed, 19 Nov 2025 09:00:00 +0000

        \(String(repeating: "This is about matter \(number) in our street. ", count: 40))

        """
    }
    let path = root + "/letters.mbox"
    try mbox.write(toFile: path, atomically: false, encoding: .utf8)
    try must("import", "mail", path)
  }
}
