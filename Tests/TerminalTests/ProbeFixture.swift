import Glibc
import TerminalHarness

/// Where the probe was built, and a probe that is already running.
enum ProbeFixture {
  static func path() throws -> String { try BuiltProgram.path(of: "TerminalProbe") }

  static let environment = [
    "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp",
  ]

  /// A probe on a pseudo-terminal that has shown its first frame.
  static func start(
    _ arguments: [String] = [], rows: Int = 24, columns: Int = 80, adding: [String: String] = [:],
    waitingFor text: String = "Probe"
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(rows: rows, columns: columns)
    let environment = environment.merging(adding) { $1 }
    try terminal.start(path(), arguments, environment: environment)
    try terminal.wait(for: text)
    terminal.waitForSilence()
    return terminal
  }

  /// A probe in a window of tmux that has shown its first frame.
  static func startInTmux(
    rows: Int = 24, columns: Int = 80, adding: [String: String] = [:], waitingFor text: String = "Probe"
  ) throws -> TmuxScreen {
    let screen = try TmuxScreen(
      rows: rows, columns: columns, environment: ["LC_ALL": "C.UTF-8"].merging(adding) { $1 },
      command: [path()])
    try screen.wait(for: text)
    return screen
  }
}
