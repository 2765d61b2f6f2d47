import Glibc
import TerminalHarness
import Testing

/// The console on every kind and size of terminal.
@Suite struct TerminalKindsTests {
  @Test(arguments: [(24, 80), (60, 200), (40, 120), (8, 30)])
  func everySizeShowsTheListAndQuits(rows: Int, columns: Int) throws {
    let office = try Self.officeWithMail()
    let screen = try office.console(rows: rows, columns: columns, waitingFor: "COR-")
    try screen.wait(for: "? help")
    let shown = try screen.capture()
    #expect(shown.split(separator: "\n", omittingEmptySubsequences: false).count <= rows + 1)
    let state = try screen.state()
    #expect(state.isCursorVisible && state.isAlternate)
    try screen.send(keys: "Enter")
    try screen.wait(for: "Received")
    try screen.send(keys: "q")
    try screen.send(keys: "q")
    try screen.waitForEnd()
  }

  @Test func tooSmallASizeIsASentenceAndNoCrash() throws {
    let office = try Self.officeWithMail()
    let screen = try office.console(rows: 4, columns: 19, waitingFor: "Casebook")
    try screen.send(keys: "j", "Enter", "?", "Escape", "Escape")
    try screen.resize(rows: 24, columns: 80)
    try screen.wait(for: "Matter number")
  }

  @Test func aNewSizeKeepsWhatIsBeingWritten() throws {
    let office = try Self.officeWithMail()
    let screen = try office.console(waitingFor: "Matter number")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "A thought that must not be lost")
    try screen.wait(for: "must not be lost")
    for (rows, columns) in [(10, 40), (4, 19), (60, 200), (8, 30), (24, 80)] {
      try screen.resize(rows: rows, columns: columns)
    }
    try screen.wait(for: "A thought that must not be lost")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: "note written")
  }

  @Test func aStormOfSizesEndsInTheLastOne() throws {
    let office = try Self.officeWithMail()
    let terminal = try office.terminal(waitingFor: "Matter number")
    terminal.send("w")
    try terminal.wait(for: "Note on")
    terminal.send("Kept in the storm")
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      terminal.resize(
        rows: .random(in: 1...70, using: &generator), columns: .random(in: 1...250, using: &generator))
      _ = terminal.waitForOutput(milliseconds: 0)
    }
    terminal.resize(rows: 24, columns: 80)
    terminal.waitForSilence(milliseconds: 400)
    let start = terminal.output.count
    terminal.send("\u{0C}")
    try terminal.wait(for: "Kept in the storm", since: start)
    terminal.send("\t\r")
    try terminal.wait(for: "note written", since: start)
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(try office.isSound)
  }

  @Test func theMouseOpensARowAndIsGivenToTheTerminal() throws {
    let office = try Self.officeWithMail()
    let terminal = try office.terminal(waitingFor: "Matter number")
    terminal.waitForSilence()
    // The third row, twice, as xterm reports it (SGR 1006).
    for _ in 0..<2 { terminal.send("\u{1B}[<0;10;5M\u{1B}[<0;10;5m") }
    try terminal.wait(for: "back  ] next")
    terminal.send("q")
    terminal.waitForSilence()
    let start = terminal.output.count
    terminal.send("zm")
    try terminal.wait(for: "\u{1B}[?1006l", since: start)
    let next = terminal.output.count
    terminal.send("zm")
    try terminal.wait(for: "\u{1B}[?1006h", since: next)
  }

  @Test func suspendingGivesTheShellBackAndFgTheConsole() throws {
    let office = try Self.officeWithMail()
    var environment = office.environment.merging(["PS1": "shell> "]) { $1 }
    environment["TERM"] = nil
    let screen = try TmuxScreen(rows: 24, columns: 80, environment: environment, command: ["sh"])
    try screen.wait(for: "shell>")
    try screen.send(text: office.program)
    try screen.send(keys: "Enter")
    try screen.wait(for: "Matter number")
    try screen.send(keys: "C-z")
    try screen.wait(for: "Stopped")
    #expect(try !screen.state().isAlternate)
    try screen.send(text: "echo al''ive")
    try screen.send(keys: "Enter")
    try screen.wait(for: "alive")
    try screen.send(text: "fg")
    try screen.send(keys: "Enter")
    try screen.wait(for: "Matter number")
    try screen.send(keys: "j")
    try screen.wait(for: "2 of 5")
    try screen.send(keys: "q")
    try screen.wait(until: { !$0.contains("? help") && $0.contains("shell>") }, saying: "the shell")
  }

  @Test(arguments: ["xterm-256color", "screen", "screen-256color", "tmux-256color", "vt100", "linux"])
  func everyTerminalThatCanPlaceTextShowsTheConsole(term: String) throws {
    let office = try Self.officeWithMail()
    let terminal = try office.terminal(adding: ["TERM": term], waitingFor: "Matter number")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func aTerminalThatCannotPlaceTextIsRefusedWithASentence() throws {
    let office = try Self.officeWithMail()
    let terminal = try office.terminal(adding: ["TERM": "dumb"], waitingFor: "cannot place text")
    #expect(try terminal.waitForExit() == .exited(EX_UNAVAILABLE))
    #expect(!terminal.contains("\u{1B}"))
    #expect(terminal.outputText().contains("casebook list"))
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "vt100"]])
  func withoutColoursNoColourIsSent(adding: [String: String]) throws {
    let office = try Self.officeWithMail()
    let terminal = try office.terminal(adding: adding, waitingFor: "Matter number")
    terminal.send("?")
    try terminal.wait(for: "-- Keys")
    terminal.send("\u{1B}")
    terminal.waitForSilence()
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(Self.colourCodes(in: terminal.output) == [])
  }

  @Test func anIdleConsoleSendsNothing() throws {
    let office = try Self.officeWithMail()
    let terminal = try office.terminal(waitingFor: "Matter number")
    terminal.waitForSilence(milliseconds: 700)
    let start = terminal.output.count
    // The pause is what is tested: two looks at the store go by, and nothing is sent.
    terminal.waitForSilence(milliseconds: 1200)
    #expect(terminal.output.count == start, "\(terminal.outputText(since: start))")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT, SIGINT, SIGQUIT])
  func howeverItEndsTheTerminalIsAsBefore(signal: Int32) throws {
    let office = try Self.officeWithMail()
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let settings = terminal.settings
    try terminal.start(office.program, environment: office.environment)
    try terminal.wait(for: "Matter number")
    terminal.waitForSilence()
    #expect(terminal.settings != settings)
    let start = terminal.output.count
    terminal.send(signal: signal)
    #expect(try terminal.waitForExit() == .killed(signal: signal))
    #expect(terminal.settings == settings)
    for farewell in ["\u{1B}[?2004l", "\u{1B}[?1049l", "\u{1B}[?1006l"] {
      #expect(terminal.contains(farewell, since: start), "\(terminal.outputText(since: start))")
    }
    #expect(try office.isSound)
  }

  @Test func aWindowThatIsClosedEndsTheConsoleAndHarmsNothing() throws {
    let office = try Self.officeWithMail()
    let terminal = try office.terminal(waitingFor: "Matter number")
    terminal.hangUp()
    let status = try terminal.waitForExit()
    #expect(status == .killed(signal: SIGHUP) || status == .exited(0) || status == .exited(1), "\(status)")
    #expect(try office.isSound)
  }

  private static func officeWithMail() throws -> Office {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(5))
    return office
  }

  /// The parameters of all SGR sequences that set a colour.
  private static func colourCodes(in output: [UInt8]) -> [Int] {
    let sequences = String(decoding: output, as: UTF8.self).split(separator: "\u{1B}[").dropFirst()
    let parameters = sequences.compactMap { sequence -> Substring? in
      let digits = sequence.prefix { $0.isNumber || $0 == ";" }
      return sequence.dropFirst(digits.count).first == "m" ? digits : nil
    }
    return parameters.flatMap { $0.split(separator: ";") }.compactMap { Int($0) }
      .filter { (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0) }
  }
}
