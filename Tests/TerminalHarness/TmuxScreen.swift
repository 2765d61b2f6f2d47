import Glibc

/// A terminal emulator of its own for one test: a tmux server with one session on its own socket.
package final class TmuxScreen {
  private let socket: String
  private let tmuxEnvironment: [String: String]

  /// Starts a program in a window of this size. With an empty environment value the variable is unset.
  package init(
    rows: Int, columns: Int, environment: [String: String] = [:], command: [String]
  ) throws {
    socket = "casebook-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    tmuxEnvironment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp", "LC_ALL": "C.UTF-8"]
    let assignments = environment.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" }
    let unset = environment.filter(\.value.isEmpty).flatMap { ["-u", $0.key] }
    let words = ["env"] + unset + assignments + command
    try tmux(
      ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"] + [
        words.map(Self.quoted).joined(separator: " ")
      ])
    try tmux(["set-option", "-g", "status", "off"])
    try tmux(["set-option", "-s", "escape-time", "0"])
    try resize(rows: rows, columns: columns)
  }

  deinit { kill() }

  /// Keys by tmux's names, such as `Down`, `C-z` or `Escape`.
  package func send(keys: String...) throws { try tmux(["send-keys"] + keys) }

  package func send(text: String) throws { try tmux(["send-keys", "-l", "--", text]) }

  /// Pastes, with the marks of a bracketed paste when the program asked for them.
  package func paste(_ text: String) throws {
    try tmux(["set-buffer", text])
    try tmux(["paste-buffer", "-p"])
  }

  /// What the window shows; with escape sequences for the colours, and with the blanks at the end of lines, when
  /// asked.
  package func capture(withStyles: Bool = false, withBlanks: Bool = false) throws -> String {
    try tmux(["capture-pane", "-p"] + (withStyles ? ["-e"] : []) + (withBlanks ? ["-N"] : []))
  }

  /// Where the cursor stands, whether it is visible, and whether the alternate screen is shown.
  package func state() throws -> (row: Int, column: Int, isCursorVisible: Bool, isAlternate: Bool) {
    let format = "#{cursor_y} #{cursor_x} #{cursor_flag} #{alternate_on}"
    let fields = try tmux(["display-message", "-p", format]).split(whereSeparator: \.isWhitespace)
    let numbers = fields.compactMap { Int($0) }
    guard numbers.count == 4 else { throw HarnessError(description: "tmux said \(fields)") }
    return (numbers[0], numbers[1], numbers[2] == 1, numbers[3] == 1)
  }

  /// The title that programs in the window gave it.
  package func title() throws -> String { try tmux(["display-message", "-p", "#{pane_title}"]) }

  package func resize(rows: Int, columns: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Waits until the window shows this text.
  package func wait(for text: String, within seconds: Double = 30) throws {
    try wait(until: { $0.contains(text) }, saying: text, within: seconds)
  }

  /// Waits until what the window shows is as the test wants it.
  package func wait(
    until isReached: (String) -> Bool, saying what: String, within seconds: Double = 30
  ) throws {
    let deadline = Deadline(seconds: seconds)
    while true {
      let shown = try capture()
      if isReached(shown) { return }
      guard !deadline.hasPassed else {
        throw HarnessError(description: "\(what) was not reached; the window shows:\n\(shown)")
      }
      usleep(10_000)
    }
  }

  /// Ends the server and what runs in it.
  package func kill() {
    _ = try? tmux(["kill-server"])
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let (status, output) = try ChildProcess.run(
      "tmux", ["-L", socket, "-f", "/dev/null", "-u"] + arguments, environment: tmuxEnvironment)
    guard status == .exited(0) else {
      throw HarnessError(description: "tmux \(arguments.joined(separator: " ")): \(status)")
    }
    return output
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
