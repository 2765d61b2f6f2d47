import Glibc
import TerminalHarness
import Testing

/// However a console ends, the person gets the terminal back as it was.
@Suite struct LeavingTests {
  /// What must have been switched off again, in any order.
  private static let farewells = ["\u{1B}[?2004l", "\u{1B}[?1049l"]

  private func expectSane(
    _ terminal: PseudoTerminal, settings: [UInt32], since start: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(terminal.settings == settings, sourceLocation: sourceLocation)
    for farewell in Self.farewells {
      #expect(
        terminal.contains(farewell, since: start), "\(terminal.outputText(since: start))",
        sourceLocation: sourceLocation)
    }
  }

  @Test func quittingGivesTheTerminalBack() throws {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let settings = terminal.settings
    try terminal.start(ProbeFixture.path(), environment: ProbeFixture.environment)
    try terminal.wait(for: "Probe 24x80")
    #expect(terminal.settings != settings)
    #expect(terminal.contains("\u{1B}[?2004h"))
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    expectSane(terminal, settings: settings, since: 0)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS])
  func aSignalGivesTheTerminalBackAndIsTheExitStatus(signal: Int32) throws {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let settings = terminal.settings
    try terminal.start(ProbeFixture.path(), environment: ProbeFixture.environment)
    try terminal.wait(for: "Probe 24x80")
    terminal.waitForSilence()
    let start = terminal.output.count
    terminal.send(signal: signal)
    #expect(try terminal.waitForExit() == .killed(signal: signal))
    expectSane(terminal, settings: settings, since: start)
  }

  /// A failed check, a bad address, a stack that is used up, and a failed check on another thread.
  @Test(arguments: ["F", "S", "O", "T"])
  func aCrashGivesTheTerminalBackWithoutAQuestion(key: String) throws {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let settings = terminal.settings
    try terminal.start(ProbeFixture.path(), environment: ProbeFixture.environment)
    try terminal.wait(for: "Probe 24x80")
    terminal.send(key)
    guard case .killed = try terminal.waitForExit() else {
      Issue.record("the probe should have crashed")
      return
    }
    expectSane(terminal, settings: settings, since: 0)
    #expect(!terminal.contains("Press space to interact"))
  }

  @Test func aConsoleThatHangsEndsWhenItIsAskedAgain() throws {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let settings = terminal.settings
    try terminal.start(ProbeFixture.path(), environment: ProbeFixture.environment)
    try terminal.wait(for: "Probe 24x80")
    terminal.send("H")
    try terminal.wait(for: "hanging")
    terminal.send(signal: SIGTERM)
    terminal.send(signal: SIGHUP)
    // The pause is the rule under test: what comes within a second is the same request.
    terminal.waitForSilence(milliseconds: 1200)
    #expect(terminal.settings != settings)
    terminal.send(signal: SIGTERM)
    #expect(try terminal.waitForExit() == .killed(signal: SIGTERM))
    expectSane(terminal, settings: settings, since: 0)
  }

  /// No key is read any more, but the kernel still makes a signal of this one.
  @Test func ctrlBackslashTwiceEndsAConsoleThatHangs() throws {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let settings = terminal.settings
    try terminal.start(ProbeFixture.path(), environment: ProbeFixture.environment)
    try terminal.wait(for: "Probe 24x80")
    terminal.send("H")
    try terminal.wait(for: "hanging")
    terminal.send([0x1C])
    terminal.waitForSilence(milliseconds: 1200)
    #expect(terminal.settings != settings)
    terminal.send([0x1C])
    #expect(try terminal.waitForExit() == .killed(signal: SIGQUIT))
    expectSane(terminal, settings: settings, since: 0)
  }

  @Test func aDeveloperWhoAsksForSwiftsReportGetsItOnATidyTerminal() throws {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let settings = terminal.settings
    let environment = ProbeFixture.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    try terminal.start(ProbeFixture.path(), environment: environment)
    try terminal.wait(for: "Probe 24x80")
    terminal.send("F")
    guard case .killed = try terminal.waitForExit() else {
      Issue.record("the probe should have crashed")
      return
    }
    expectSane(terminal, settings: settings, since: 0)
  }

  @Test func exitingFromAnywhereGivesTheTerminalBack() throws {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let settings = terminal.settings
    try terminal.start(ProbeFixture.path(), environment: ProbeFixture.environment)
    try terminal.wait(for: "Probe 24x80")
    terminal.send("X")
    #expect(try terminal.waitForExit() == .exited(3))
    expectSane(terminal, settings: settings, since: 0)
  }

  @Test func closingTheWindowEndsTheConsole() throws {
    let terminal = try ProbeFixture.start()
    terminal.hangUp()
    let status = try terminal.waitForExit()
    #expect(status == .killed(signal: SIGHUP) || status == .exited(1))
  }

  @Test func theMouseIsSwitchedOffAgain() throws {
    let terminal = try ProbeFixture.start(["mouse"])
    #expect(terminal.contains("\u{1B}[?1006h"))
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.contains("\u{1B}[?1006l") && terminal.contains("\u{1B}[?1000l"))
  }

  @Test func anotherProgramFindsTheTerminalTidy() throws {
    let terminal = try ProbeFixture.start()
    terminal.send("E")
    try terminal.wait(for: "outside was tidy")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func suspendingGivesTheShellItsTerminalAndComesBack() throws {
    let screen = try TmuxScreen(
      rows: 24, columns: 80, environment: ["PS1": "shell> ", "LC_ALL": "C.UTF-8"], command: ["sh"])
    try screen.wait(for: "shell>")
    try screen.send(text: try ProbeFixture.path())
    try screen.send(keys: "Enter")
    try screen.wait(for: "Probe 24x80")
    try screen.send(keys: "C-z")
    try screen.wait(for: "Stopped")
    #expect(try !screen.state().isAlternate)
    try screen.send(text: "echo alive")
    try screen.send(keys: "Enter")
    try screen.wait(for: "\nalive")
    try screen.resize(rows: 20, columns: 70)
    try screen.send(text: "fg")
    try screen.send(keys: "Enter")
    try screen.wait(for: "resumed")
    try screen.wait(for: "Probe 20x70")
    try screen.send(keys: "q")
    try screen.wait(until: { !$0.contains("Probe 20x70") && $0.contains("fg") }, saying: "the shell")
  }

  @Test func aStopFromOutsideAndAContinueShowTheConsoleAgain() throws {
    let terminal = try ProbeFixture.start()
    terminal.send(signal: SIGSTOP)
    terminal.send(signal: SIGCONT)
    try terminal.wait(for: "resumed")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }
}
