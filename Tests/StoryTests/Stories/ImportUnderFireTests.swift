import Foundation
import Glibc
import TerminalHarness
import Testing

/// Whatever happens during a long import, what was accepted stays, and importing again brings in the rest.
@Suite(.serialized) struct ImportUnderFireTests {
  @Test func controlCKeepsWhatIsInAndSaysSo() throws {
    let office = try Office()
    let count = 20_000
    let path = try office.write(Letter.mbox(count), as: "many.mbox")
    let running = try office.start(["import", "mail", path, "--json"])
    try Self.waitForRecords(in: office)
    running.process.send(signal: SIGINT)
    let outcome = try running.outcome()
    #expect(outcome.status == .exited(130))
    #expect(outcome.errors.hasPrefix("Stopped: "), "\(outcome.errors)")
    let counts = try #require(try outcome.json().last)
    let kept = try #require(counts["new"]?.integer)
    #expect(kept > 0 && kept < count && counts["read"] == .integer(kept))
    #expect(try Self.records(in: office) == kept)
    #expect(try office.isSound)
    try Self.completes(office, path, having: kept, of: count)
  }

  @Test func controlCOnATerminalIsForTheProgramAndNotForItsWorkers() throws {
    let office = try Office()
    let path = try office.write(Letter.mbox(10_000), as: "many.mbox")
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    try terminal.start(office.program, ["import", "mail", path], environment: office.environment)
    try terminal.wait(for: "messages, ")
    #expect(terminal.contains("a second"))
    try Self.waitForRecords(in: office)
    terminal.send("\u{3}")
    #expect(try terminal.waitForExit() == .exited(130))
    #expect(terminal.contains("Stopped: "))
    #expect(terminal.contains("unreadable 0"), "\(terminal.outputText().suffix(300))")
    #expect(try office.isSound)
  }

  @Test func aKilledImportKeepsWhatItHadWrittenAndIsCompletedByTheNext() throws {
    let office = try Office()
    let count = 12_000
    let path = try office.write(Letter.mbox(count), as: "many.mbox")
    let running = try office.start(["import", "mail", path])
    try Self.waitForRecords(in: office)
    running.process.send(signal: SIGKILL)
    #expect(try running.outcome().status == .killed(signal: SIGKILL))
    let kept = try Self.records(in: office)
    #expect(kept > 0 && kept < count)
    #expect(try office.isSound)
    try Self.completes(office, path, having: kept, of: count)
  }

  @Test func twoImportsAtOnceBringEachMessageInOnce() throws {
    let office = try Office()
    let path = try office.write(Letter.mbox(3000), as: "same.mbox")
    let both = try (0..<2).map { _ in try office.start(["import", "mail", path, "--json"]) }
    let counts = try both.map { command in
      let outcome = try command.outcome()
      #expect(outcome.status == .exited(0), "\(outcome.errors)")
      return try outcome.json().last ?? .null
    }
    #expect(counts.compactMap { $0["new"]?.integer }.reduce(0, +) == 3000)
    #expect(counts.compactMap { $0["duplicate"]?.integer }.reduce(0, +) == 3000)
    #expect(try Self.records(in: office) == 3000)
    #expect(try office.isSound)
  }

  @Test func anImportArrivesInAnOpenConsoleWhichGoesOnWorking() throws {
    let office = try Office()
    _ = try office.receive(Letter("first@a.example"))
    let screen = try office.console(waitingFor: "Speeding")
    let path = try office.write(Letter.mbox(4500), as: "more.mbox")
    let running = try office.start(["import", "mail", path])
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "Written while mail came in")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: "note written")
    #expect(try running.outcome().status == .exited(0))
    try screen.wait(for: "Matter number")
    #expect(try office.must("search", "written", "--json").json().count == 1)
    #expect(try office.isSound)
  }

  @Test func aFullDiskEndsTheImportWithASentenceAndHarmsNothing() throws {
    let office = try Office()
    let path = try office.write(Letter.mbox(4500), as: "many.mbox")
    // Kibibytes that one file may have: the write-ahead log or the store meets them before the end.
    let command = "ulimit -f 6000; exec '\(office.program)' import mail '\(path)'"
    let outcome = try RunningCommand(
      "/bin/bash", ["-c", command], environment: office.environment, input: [],
      folder: office.folder + "/commands/full", directory: office.folder
    ).outcome()
    #expect(outcome.status == .exited(EX_IOERR), "\(outcome.errors)")
    #expect(outcome.errors.contains("casebook: The disk of"))
    let kept = try Self.records(in: office)
    #expect(kept == 0 || outcome.text.contains("new \(kept),"), "\(outcome.text)")
    #expect(try office.isSound)
    try Self.completes(office, path, having: kept, of: 4500)
  }

  @Test func aFileThatEndsInTheMiddleGivesAllThatIsThere() throws {
    let office = try Office()
    let whole = Letter.mbox(50)
    let counts = try office.must("import", "mail", "-", "--json", input: Array(whole.dropLast(120))).json()
      .last
    #expect(counts?["read"] == .integer(50))
    let again = try office.must("import", "mail", "-", "--json", input: whole).json().last
    #expect(again?["duplicate"] == .integer(49))
  }

  @Test func whatCannotBeReadIsNamedAndStopsNothing() throws {
    let office = try Office()
    try office.write(Letter("good@a.example").source, as: "mail/good.eml")
    try office.write("", as: "mail/empty.eml")
    try office.write("Just a note, no mail.", as: "mail/note.txt")
    try FileManager.default.createSymbolicLink(
      atPath: office.folder + "/mail/loop", withDestinationPath: office.folder + "/mail")
    let outcome = try office.must("import", "mail", office.folder + "/mail", "--json")
    #expect(try outcome.json().last?["new"] == .integer(1))
    #expect(outcome.errors.contains("empty.eml") && outcome.errors.contains("note.txt"))
    #expect(outcome.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("casebook: ") })
  }

  // MARK: -

  private static func records(in office: Office) throws -> Int {
    let answer = try office.sqlite("SELECT count(*) FROM record")
    return Int(answer.filter(\.isNumber)) ?? 0
  }

  /// Waits until the first batch is written.
  private static func waitForRecords(in office: Office) throws {
    let deadline = Deadline(seconds: 30)
    while try records(in: office) == 0 {
      guard !deadline.hasPassed else { throw HarnessError(description: "nothing is imported") }
      usleep(5000)
    }
  }

  private static func completes(_ office: Office, _ path: String, having kept: Int, of count: Int) throws {
    let counts = try office.must("import", "mail", path, "--json").json().last
    #expect(counts?["duplicate"] == .integer(kept))
    #expect(counts?["new"] == .integer(count - kept))
    #expect(try records(in: office) == count)
    #expect(try office.isSound)
  }
}
