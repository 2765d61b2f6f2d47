import Glibc
import TerminalHarness
import Testing

/// Ctrl-Z and Ctrl-\ at the real program: the shell has its terminal, and nothing is lost or blank afterwards.
@Suite struct StoppingTests {
  private static func shell(_ office: Office, rows: Int, columns: Int) throws -> TmuxScreen {
    var environment = office.environment
    environment["TERM"] = nil
    environment["PS1"] = "shell> "
    let screen = try TmuxScreen(rows: rows, columns: columns, environment: environment, command: ["sh"])
    try screen.wait(for: "shell>")
    return screen
  }

  private static func enter(_ command: String, in screen: TmuxScreen) throws {
    try screen.send(text: command)
    try screen.send(keys: "Enter")
  }

  /// The window may be another one when the console comes back: low and wide, as at the foot of an editor.
  @Test(arguments: [(7, 189), (24, 80), (5, 20), (60, 200)])
  func afterCtrlZTheWholeScreenComesBackInAWindowOfAnotherSize(rows: Int, columns: Int) throws {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(30))
    let screen = try Self.shell(office, rows: 24, columns: 80)
    try Self.enter(office.program, in: screen)
    try screen.wait(for: "? help")
    for isResizedWhileStopped in [true, false] {
      try screen.send(keys: "C-z")
      try screen.wait(for: "Stopped")
      if isResizedWhileStopped { try screen.resize(rows: rows, columns: columns) }
      try Self.enter("fg", in: screen)
      if !isResizedWhileStopped { try screen.resize(rows: rows, columns: columns) }
      try screen.wait(
        until: { shown in
          let lines = shown.split(separator: "\n", omittingEmptySubsequences: false).prefix(rows)
          return lines.count == rows && lines[rows - 1].contains("? help") && shown.contains("> N ")
        }, saying: "the whole screen at \(rows) by \(columns)")
      #expect(try screen.state().isCursorVisible && screen.state().isAlternate)
      try screen.send(keys: "C-l")
      try screen.wait(for: "? help")
      try screen.resize(rows: 24, columns: 80)
    }
  }

  /// Ctrl-\ is a signal here as in every program; what was being written is kept first.
  @Test func ctrlBackslashGivesTheTerminalBackAndKeepsTheDraft() throws {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(1))
    let screen = try Self.shell(office, rows: 24, columns: 80)
    try Self.enter(
      "ulimit -c unlimited; cd '\(office.folder)'; stty -a > before; '\(office.program)'", in: screen)
    try screen.wait(for: "? help")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "Rang her")
    try screen.wait(for: "Rang her")
    try screen.send(keys: "C-\\")
    try screen.wait(for: "Quit")
    try screen.wait(until: { _ in (try? !screen.state().isAlternate) ?? false }, saying: "the shell's screen")
    try Self.enter("stty -a > after; echo so", in: screen)
    try screen.wait(for: "\nso")
    #expect(try office.file("before") == office.file("after"))
    // A core dump would be a file full of letters.
    #expect(try screen.capture().contains("core dumped") == false)
    #expect(try office.must("draft", "list").text.contains("Rang her"))
    #expect(try office.isSound)
  }

  @Test func ctrlBackslashEndsAConsoleByItsSignal() throws {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(1))
    let terminal = try office.terminal(waitingFor: "COR-26-0001")
    terminal.waitForSilence()
    let start = terminal.output.count
    terminal.send([0x1C])
    #expect(try terminal.waitForExit() == .killed(signal: SIGQUIT))
    #expect(terminal.contains("\u{1B}[?1049l", since: start))
  }
}
