import TerminalHarness
import Testing

/// A letter that was written to take over the reader's terminal only ever shows what it is.
@Suite struct HostileLetterTests {
  private static let payload =
    "\u{1B}]0;owned\u{7}\u{1B}]52;c;aGk=\u{7}\u{1B}[2J\u{1B}[6n\u{9B}31m\u{9D}0;x\u{9C}\u{202E}cod.exe\u{2066}"
    + "\u{200E}\u{7F}\u{8}\u{5}\u{E}\rOverwritten\u{1B}P$qm\u{1B}\\\u{2028}\u{200B}end"

  @Test func nothingOfItReachesAPipe() throws {
    let (office, reference) = try Self.officeWithHostileLetter()
    for arguments in [
      ["list"], ["search", "hostile"], ["show", reference], ["history", reference], ["audit", "log"],
      ["attachment", reference], ["account", "list"],
    ] {
      let outcome = try office.start(arguments).outcome()
      #expect(outcome.status == .exited(0))
      #expect(strangeParts(of: outcome.output) == [], "\(arguments)")
    }
    for arguments in [["list", "--json"], ["show", reference, "--json"], ["audit", "export"]] {
      let outcome = try office.start(arguments).outcome()
      // JSON is for programs: what is not a control character stands there as it came.
      #expect(!outcome.output.contains { $0 < 0x20 && $0 != 0x0A }, "\(arguments)")
    }
  }

  @Test func nothingOfItReachesATerminalThatACommandPrintsOn() throws {
    let (office, reference) = try Self.officeWithHostileLetter()
    for arguments in [
      ["list", "--json"], ["show", reference, "--json"], ["audit", "export"], ["show", reference],
      ["show", reference, "--raw"], ["audit", "log", "--json"],
    ] {
      let terminal = try PseudoTerminal(rows: 24, columns: 80)
      try terminal.start(office.program, arguments, environment: office.environment)
      let status = try terminal.waitForExit()
      #expect(status == .exited(arguments.last == "--raw" ? 64 : 0), "\(arguments)")
      #expect(!terminal.contains("\u{1B}"), "\(arguments)")
      #expect(strangeParts(of: terminal.output, allowsSequences: true) == [], "\(arguments)")
    }
  }

  @Test func nothingOfItReachesAComplaint() throws {
    let (office, reference) = try Self.officeWithHostileLetter()
    for arguments in [
      ["show", Self.payload], ["refer", reference, "--to", Self.payload], ["list", "(\(Self.payload)"],
      ["import", "mail", "/nowhere/\(Self.payload)"], ["set", reference, "\(Self.payload)=1"],
      ["set", reference, "received=\(Self.payload)"], [Self.payload], ["new", Self.payload],
      ["--store", "/nowhere/\(Self.payload)", "list"], ["move", reference, Self.payload],
    ] {
      let outcome = try office.start(arguments).outcome()
      #expect(outcome.status != .exited(0))
      #expect(strangeParts(of: Array(outcome.errors.utf8)) == [], "\(arguments)")
    }
  }

  @Test func nothingOfItReachesTheScreen() throws {
    let (office, _) = try Self.officeWithHostileLetter()
    let terminal = try office.terminal(waitingFor: "hostile")
    func look(_ keys: String, for text: String) throws {
      let start = terminal.output.count
      terminal.send(keys)
      try terminal.wait(for: text, since: start)
      terminal.waitForSilence()
    }
    try look("\r", for: "Overwritten")
    try look("gh", for: "History of")
    terminal.send("\u{1B}")
    terminal.waitForSilence()
    terminal.send("\u{1B}")
    terminal.waitForSilence()
    try look("/", for: "Up earlier search")
    terminal.send("overwritten")
    terminal.waitForSilence()
    terminal.send("\r")
    terminal.waitForSilence()
    try look("o", for: "Save which attachment")
    terminal.send("\u{1B}")
    terminal.waitForSilence()
    terminal.send("\u{1B}")
    terminal.waitForSilence()
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(strangeParts(of: terminal.output, allowsSequences: true) == [])
    #expect(!terminal.contains("\u{1B}]"))
  }

  @Test func theTitleOfTheWindowIsNotTheLettersToSet() throws {
    let (office, reference) = try Self.officeWithHostileLetter()
    var environment = office.environment
    environment["TERM"] = nil
    let screen = try TmuxScreen(
      rows: 24, columns: 80, environment: environment,
      command: [
        "sh", "-c", "'\(office.program)' show \(reference); '\(office.program)' list; echo do''ne; cat",
      ])
    try screen.wait(for: "done")
    #expect(try !screen.title().contains("owned"))
    let console = try office.console(waitingFor: "hostile")
    try console.send(keys: "Enter")
    try console.wait(for: "Overwritten")
    #expect(try !console.title().contains("owned"))
  }

  private static func officeWithHostileLetter() throws -> (Office, String) {
    let office = try Office()
    let source = """
      From: "hostile \(payload.filter { $0 != "\r" })" <a@mail.example>
      To: office@pcc.example
      Subject: hostile =?utf-8?Q?=1B]0;owned=07=1B[2J=C2=9B31m=E2=80=AEcod.exe?= subject
      Message-ID: <hostile@mail.example>
      Date: Wed, 19 Nov 2025 10:00:00 +0000
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=cut

      --cut
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      \(payload)
      --cut
      Content-Type: application/octet-stream
      Content-Disposition: attachment; filename*=utf-8''%1B%5D0%3Bowned%07%E2%80%AEgpj.exe

      x
      --cut--
      """
    try office.must("import", "mail", "-", input: Array(source.utf8))
    let reference = try office.must("list", "--json").json().first?["reference"]?.string ?? ""
    return (office, reference)
  }
}
