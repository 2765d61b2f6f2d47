import Foundation
import Glibc
import TerminalHarness
import Testing

/// A store that was put back or written anew holds in itself. The account whose console saw more of it knows better.
@Suite(.serialized) struct SeenHeadsTests {
  private func leave(_ terminal: PseudoTerminal) throws {
    terminal.send("q")
    _ = try terminal.waitForExit()
  }

  /// The console, opened and left again.
  private func visit(_ office: Office) throws {
    let screen = try office.console()
    try screen.send(keys: "q")
    try screen.waitForEnd()
  }

  private func putBack(_ office: Office, from copy: String) throws {
    for suffix in ["", "-wal", "-shm"] { unlink(office.storePath + suffix) }
    try FileManager.default.copyItem(atPath: copy, toPath: office.storePath)
  }

  private func heads(_ office: Office) throws -> String { try office.file(".local/state/casebook/heads") }

  @Test func theStoreOfLastMonthIsNamedBeforeAnyWork() throws {
    let office = try Office()
    try office.must("backup", office.folder + "/last-month")
    let reference = try office.receive(Letter("seen@a.example"))
    try visit(office)
    #expect(try heads(office).contains(office.storePath))
    // What only grew is no cause for a word.
    try office.must("note", reference, "Rang back.")
    try visit(office)
    let kept = try heads(office)
    try putBack(office, from: office.folder + "/last-month")

    let command = try office.run("list")
    #expect(command.status == .exited(0))
    #expect(command.errors.contains("This store was put back"), "\(command.errors)")

    let terminal = try office.terminal(waitingFor: "Was it restored on purpose?")
    terminal.send("no\r")
    #expect(try terminal.waitForExit() == .exited(EX_DATAERR))
    #expect(terminal.outputText().contains("This store was put back"))
    #expect(try heads(office) == kept)

    let again = try office.terminal(waitingFor: "Was it restored on purpose?")
    let start = again.output.count
    again.send("yes\r")
    try again.wait(for: "? help", since: start)
    try leave(again)
    // It was told once, and is the office's store from now on.
    try visit(office)
    #expect(try office.run("list").errors.isEmpty)
    #expect(try office.isSound)
  }

  @Test func aLogThatWasWrittenAnewIsNamed() throws {
    let office = try Office()
    _ = try office.receive(Letter("seen@a.example"))
    try visit(office)
    for suffix in ["", "-wal", "-shm", "-key"] { unlink(office.storePath + suffix) }
    try office.must("init", "--office", "Another")
    for number in 0..<3 { _ = try office.receive(Letter("new\(number)@a.example")) }
    #expect(try office.run("list").errors.contains("This store was written anew, or is another one"))
  }

  @Test func threeHeadsAreKeptForTheAccountAlone() throws {
    let office = try Office()
    for number in 0..<5 {
      _ = try office.receive(Letter("head\(number)@a.example"))
      try visit(office)
    }
    #expect(try heads(office).split(separator: "\n").count == 3)
    let path = office.folder + "/.local/state/casebook/heads"
    let mode = try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    #expect(mode == 0o600)
  }
}
