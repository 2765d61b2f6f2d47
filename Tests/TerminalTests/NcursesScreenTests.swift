import TerminalHarness
import Testing

/// What a person sees and types on a running console.
@Suite struct NcursesScreenTests {
  @Test func theCursorIsVisibleWhereTheFrameHasIt() throws {
    let screen = try ProbeFixture.startInTmux()
    try screen.send(keys: "Down", "Down")
    try screen.wait(for: "1 key down")
    let state = try screen.state()
    #expect(state == (row: 5, column: 0, isCursorVisible: true, isAlternate: true))
  }

  @Test func wideLettersKeepTheColumnsInPlace() throws {
    let screen = try ProbeFixture.startInTmux()
    #expect(try screen.capture().contains("Tŷ'r Ŵyl 日本 |"))
  }

  @Test func aBurstOfNewSizesEndsWithTheLastOne() throws {
    let screen = try ProbeFixture.startInTmux()
    for step in 0..<12 { try screen.resize(rows: 8 + step * 3 % 20, columns: 30 + step * 7 % 60) }
    try screen.resize(rows: 18, columns: 64)
    try screen.wait(for: "Probe 18x64")
    try screen.send(keys: "Down")
    try screen.wait(for: "key down")
  }

  @Test(arguments: [(8, 30), (4, 20), (2, 8), (1, 1)])
  func smallWindowsAreNeverACrash(rows: Int, columns: Int) throws {
    let screen = try ProbeFixture.startInTmux()
    try screen.resize(rows: rows, columns: columns)
    try screen.send(keys: "Down", "Up")
    try screen.resize(rows: 24, columns: 80)
    try screen.wait(for: "Probe 24x80")
    try screen.wait(for: "key up")
  }

  @Test func aPasteIsOneEventAndNeverKeys() throws {
    let screen = try ProbeFixture.startInTmux()
    try screen.paste("quit, please delete\nq")
    try screen.wait(for: "0 paste 21 quit, please delete")
  }

  @Test func aLargePasteArrivesWhole() throws {
    let terminal = try ProbeFixture.start()
    terminal.send("\u{1B}[200~" + String(repeating: "Fflur q ", count: 12_500) + "\u{1B}[201~")
    try terminal.wait(for: "paste 100000")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func aReplyOfTheTerminalLeaksNoKey() throws {
    let terminal = try ProbeFixture.start()
    terminal.send("\u{1B}]11;rgb:ffff/ffff/dddd\u{1B}\\\u{1B}[?62;22c\u{1B}P>|xterm(379)\u{1B}\\")
    terminal.send("m")
    try terminal.wait(for: "0 character m")
  }

  @Test func aLetterThatIsSplitByADelayArrivesWhole() throws {
    let terminal = try ProbeFixture.start()
    terminal.send([0xC5])
    // The probe has nothing to say about half a letter: it takes the byte in and waits.
    terminal.waitForSilence(milliseconds: 100)
    terminal.send([0xB5])
    try terminal.wait(for: "0 character ŵ")
  }

  @Test func aLoneEscapeIsTheEscapeKey() throws {
    let terminal = try ProbeFixture.start()
    terminal.send("\u{1B}")
    try terminal.wait(for: "0 key escape")
    terminal.send("\u{1B}[A\u{1B}OA")
    try terminal.wait(for: "2 key up")
  }

  @Test func clicksComeWithTheirCell() throws {
    let terminal = try ProbeFixture.start(["mouse"])
    terminal.send("\u{1B}[<0;12;3M\u{1B}[<65;1;1M")
    try terminal.wait(for: "0 mouse press 2,11")
    try terminal.wait(for: "1 mouse wheelDown 0,0")
  }

  @Test func anotherThreadWakesTheConsole() throws {
    let terminal = try ProbeFixture.start()
    terminal.send("W")
    try terminal.wait(for: "1 arrived")
  }

  @Test func anIdleConsoleSendsNothing() throws {
    let terminal = try ProbeFixture.start()
    let start = terminal.output.count
    terminal.waitForSilence(milliseconds: 600)
    #expect(terminal.output.count == start)
  }

  @Test func oneLineDownTakesFewBytes() throws {
    let terminal = try ProbeFixture.start(["list"], waitingFor: "COR-26-019")
    let start = terminal.output.count
    terminal.send("j")
    try terminal.wait(for: "\u{1B}[?2026l", since: start)
    terminal.waitForSilence()
    #expect(terminal.output.count - start <= 300, "\(terminal.outputText(since: start))")
  }

  @Test func eachFrameIsOneSynchronisedUpdate() throws {
    let terminal = try ProbeFixture.start(["list"], waitingFor: "COR-26-019")
    let start = terminal.output.count
    terminal.send("j")
    try terminal.wait(for: "\u{1B}[?2026l", since: start)
    terminal.waitForSilence()
    let sent = terminal.output[start...]
    #expect(sent.starts(with: Array("\u{1B}[?2026h".utf8)))
    #expect(sent.suffix(8).elementsEqual("\u{1B}[?2026l".utf8))
  }

  @Test func theConsoleCanBeOpenedAgainInTheSameProcess() throws {
    let terminal = try ProbeFixture.start(["twice"])
    let start = terminal.output.count
    terminal.send("q")
    try terminal.wait(for: "Probe 24x80", since: start)
    terminal.send("ŵ")
    try terminal.wait(for: "0 character ŵ", since: start)
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func randomKeysNeverBreakTheConsole() throws {
    let terminal = try ProbeFixture.start(["list"], waitingFor: "COR-26-019")
    var generator = SplitMix(state: 20261120)
    for _ in 0..<60 {
      let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
      terminal.send(bytes.filter { !"qFSOTXEWH\u{1A}\u{1C}".utf8.contains($0) })
    }
    // Whatever was left open is closed by silence, and then keys are keys again.
    terminal.waitForSilence(milliseconds: 700)
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }
}

/// Numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
