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
      try terminal.wait(for: question, within: 20)
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

  private func names(_ office: Office) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: office.folder)
  }
}
