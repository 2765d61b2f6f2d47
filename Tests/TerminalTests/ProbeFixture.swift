import Glibc
import TerminalHarness

/// Where the probe was built, and a probe that is already running.
enum ProbeFixture {
  /// The probe lies beside the test bundle.
  static func path() throws -> String {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count - 1)
    let own = String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let arguments = [own] + CommandLine.arguments
    for argument in arguments where argument.contains("/") {
      var folder = argument[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        let candidate = folder + "/TerminalProbe"
        if access(String(candidate), X_OK) == 0, !isFolder(String(candidate)) { return String(candidate) }
      }
    }
    throw HarnessError(description: "the probe was not built beside \(arguments)")
  }

  private static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }

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
