import TerminalHarness
import Testing

/// Every kind of terminal shows the console as well as it can, or is refused with a sentence.
@Suite struct KindsOfTerminalTests {
  @Test(arguments: ["xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100"])
  func knownTerminalsShowTheConsole(term: String) throws {
    let terminal = try ProbeFixture.start(adding: ["TERM": term], waitingFor: "Probe 24x80")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test(arguments: ["linux", "vt100"])
  func oldTerminalsGetAsciiLinesAndNoPrivateModes(term: String) throws {
    let terminal = try ProbeFixture.start(adding: ["TERM": term])
    #expect(terminal.contains("----------"))
    #expect(!terminal.contains("─"))
    #expect(!terminal.contains("?2026"))
    #expect(!terminal.contains("?2004"))
  }

  @Test func anOldTerminalKeepsNoNamesOnItsScreenAfterwards() throws {
    let terminal = try ProbeFixture.start(adding: ["TERM": "linux"])
    let start = terminal.output.count
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.contains("\u{1B}[H\u{1B}[J", since: start))
  }

  @Test func aTerminalThatCannotPlaceTextIsRefusedWithASentence() throws {
    let terminal = try ProbeFixture.start(
      adding: ["TERM": "dumb"], waitingFor: "cannot place text; try `casebook list`.")
    #expect(try terminal.waitForExit() == .exited(69))
    #expect(!terminal.contains("\u{1B}"))
  }

  @Test func anUnknownTerminalIsShownAsACommonOneAndThePersonIsTold() throws {
    let terminal = try ProbeFixture.start(
      adding: ["TERM": "xterm-spectral"],
      waitingFor: "TERM=xterm-spectral is not known here; using xterm-256color.")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func anEmptyTermIsShownAsACommonOneAndThePersonIsTold() throws {
    let terminal = try ProbeFixture.start(
      adding: ["TERM": ""], waitingFor: "TERM is not set; using xterm-256color.")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func standardInputThatIsAFileIsRefusedWithASentence() throws {
    let (status, output) = try ChildProcess.run(
      ProbeFixture.path(), [], environment: ProbeFixture.environment)
    #expect(status == .exited(69))
    #expect(output.contains("needs a terminal"))
  }

  @Test func coloursAreShownByDefault() throws {
    let terminal = try ProbeFixture.start()
    #expect(terminal.contains("38;5;131m"))
  }

  @Test(arguments: ["NO_COLOR": "1", "TERM": "vt100"])
  func withoutColoursNoColourIsSent(name: String, value: String) throws {
    let terminal = try ProbeFixture.start(adding: [name: value])
    #expect(colourCodes(in: terminal.output).isEmpty)
  }

  @Test func anEmptyNoColourMeansNothing() throws {
    let terminal = try ProbeFixture.start(adding: ["NO_COLOR": ""])
    #expect(!colourCodes(in: terminal.output).isEmpty)
  }

  @Test(arguments: ["C", "POSIX", "cy_GB.UTF-8", "xx_YY.ISO-8859-1"])
  func aWrongLocaleStillShowsWelsh(locale: String) throws {
    let terminal = try ProbeFixture.start(adding: ["LC_ALL": locale], waitingFor: "Tŷ'r Ŵyl")
    terminal.send("ŵ")
    try terminal.wait(for: "character ŵ")
  }

  @Test func aSizeInTheEnvironmentIsIgnored() throws {
    let terminal = try ProbeFixture.start(
      adding: ["LINES": "10", "COLUMNS": "20"], waitingFor: "Probe 24x80")
    terminal.resize(rows: 30, columns: 100)
    try terminal.wait(for: "30x100")
  }

  @Test(arguments: [(0, 0, "24x80"), (1, 1, "P"), (500, 1000, "500x1000"), (65535, 65535, "500x1000")])
  func oddSizesAreShownWithoutACrash(rows: Int, columns: Int, shown: String) throws {
    let terminal = try ProbeFixture.start(rows: rows, columns: columns, waitingFor: shown)
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  /// The parameters of all SGR sequences that set a colour.
  private func colourCodes(in output: [UInt8]) -> [String] {
    let sequences = String(decoding: output, as: UTF8.self).split(separator: "\u{1B}[")
    let parameters = sequences.compactMap { sequence -> Substring? in
      let digits = sequence.prefix { $0.isNumber || $0 == ";" }
      return sequence.dropFirst(digits.count).first == "m" ? digits : nil
    }
    return parameters.flatMap { $0.split(separator: ";") }.map(String.init).filter { code in
      guard let number = Int(code) else { return false }
      return (30...38).contains(number) || (40...48).contains(number) || (90...107).contains(number)
    }
  }
}
