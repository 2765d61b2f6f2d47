import Foundation
import Glibc
import TerminalHarness
import Testing

/// A sealed copy is made from an open one: whoever stops it finds neither.
@Suite(.serialized) struct StoppedCopyTests {
  private static let passphrase = "correct horse battery"

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func aSealedCopyThatWasStoppedLeavesNothingOpen(signal: Int32) throws {
    let office = try Office()
    try office.must("import", "mail", office.write(Letter.mbox(2000), as: "many.mbox"))
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    try terminal.start(
      office.program, ["backup", office.folder + "/sealed", "--seal"], environment: office.environment)
    for question in ["New passphrase", "again"] {
      try terminal.wait(for: question)
      terminal.send(Self.passphrase + "\r")
    }
    let deadline = Deadline(seconds: 30)
    while try !names(office).contains(where: { $0.contains("-copy.") }) {
      guard !deadline.hasPassed else { throw HarnessError(description: "no copy is made") }
      usleep(500)
    }
    terminal.send(signal: signal)
    #expect(try terminal.waitForExit(within: 30) == .killed(signal: signal))
    let left = try names(office).filter { $0.contains(".part") || $0.contains("sealed") }
    #expect(left.isEmpty, "\(left)")
    #expect(try office.isSound)
  }

  /// The copy is whole and is being checked: the check ends, and nothing has the name.
  @Test(arguments: [SIGTERM, SIGINT])
  func aCopyThatIsStoppedWhileItIsCheckedLeavesNothing(signal: Int32) throws {
    let office = try Office()
    try office.must("import", "mail", office.write(Letter.mbox(3000), as: "many.mbox"))
    let running = try office.start(["backup", office.folder + "/copy"])
    let deadline = Deadline(seconds: 30)
    while try !names(office).contains(where: { $0.hasSuffix(".part") && isWhole(office.folder + "/" + $0) }) {
      guard !deadline.hasPassed else { throw HarnessError(description: "no copy is made") }
      usleep(500)
    }
    running.process.send(signal: signal)
    let outcome = try running.outcome(within: 30)
    #expect(outcome.status == .killed(signal: signal), "\(outcome.errors)")
    #expect(
      outcome.isOneSentence && outcome.errors.contains("was stopped, and no part of it"), "\(outcome.errors)")
    let left = try names(office).filter { $0.contains(".part") || $0.contains("copy") }
    #expect(left.isEmpty, "\(left)")
    #expect(try office.isSound)
  }

  /// Whether SQLite has written what it writes last: the mark of a store, at offset 68.
  private func isWhole(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: 68)) != nil, let mark = try? file.read(upToCount: 4) else { return false }
    return mark == Data("CaBk".utf8)
  }

  private func names(_ office: Office) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: office.folder)
  }
}
