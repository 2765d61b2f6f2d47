import CaseImport
import Foundation
import TerminalHarness
import Testing

@Suite struct MailReaderProgramTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @discardableResult
  private func program(_ name: String) throws -> String {
    let path = try folder.write(name, "#!/bin/sh\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test func theBuiltReaderIsBesideTheBuiltProgram() throws {
    let reader = try program("debug/casebook-mail-reader")
    #expect(MailReaderProgram.path(beside: folder.path + "/debug/casebook") == reader)
  }

  @Test func theInstalledReaderIsAmongTheProgramsThatAreNoCommands() throws {
    let reader = try program("libexec/casebook/casebook-mail-reader")
    #expect(MailReaderProgram.path(beside: folder.path + "/bin/casebook") == reader)
  }

  @Test func aReaderThatMayNotBeStartedIsPassedOver() throws {
    try folder.write("bin/casebook-mail-reader", "notes")
    let reader = try program("libexec/casebook/casebook-mail-reader")
    #expect(MailReaderProgram.path(beside: folder.path + "/bin/casebook") == reader)
  }

  @Test func aMissingReaderIsToldByTheNameOfItsPlace() {
    let expected = folder.path + "/libexec/casebook/casebook-mail-reader"
    let path = MailReaderProgram.path(beside: folder.path + "/bin/casebook")
    #expect(path == expected)
    #expect(throws: ParsingPoolError.workerDoesNotStart(executable: expected)) {
      try ParsingPool(executable: path)
    }
  }
}

extension WorkerTests {
  @Suite struct MailReaderTests {
    /// What a program says when it is started with these arguments and an empty input.
    private func run(
      _ program: String, _ arguments: [String] = []
    ) throws -> (status: Int32, output: [UInt8], complaint: String) {
      let process = Process()
      let (output, complaint) = (Pipe(), Pipe())
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = complaint
      try process.run()
      let said = Array(output.fileHandleForReading.readDataToEndOfFile())
      let complained = complaint.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, said, String(decoding: complained, as: UTF8.self))
    }

    @Test func itEndsWithItsInput() throws {
      let (status, output, complaint) = try run(Support.worker)
      #expect(status == 0)
      #expect(output == [2, 0, 0, 0, 1, 1], "ready, in the first form of the wire")
      #expect(complaint.isEmpty)
    }

    /// What parses hostile bytes must not be in the process that holds the store, even unused.
    @Test func theProgramWithTheStoreDoesNotLoadGMime() throws {
      let reader = String(decoding: try run("/usr/bin/ldd", [Support.worker]).output, as: UTF8.self)
      #expect(reader.contains("libgmime"))
      let program = String(
        decoding: try run("/usr/bin/ldd", [BuiltProgram.path(of: "casebook")]).output, as: UTF8.self)
      #expect(program.contains("libsqlite3"))
      for library in ["libgmime", "libglib", "libgio", "libgpgme"] { #expect(!program.contains(library)) }
    }

    @Test func itIsNoCommandForPeople() throws {
      let (status, output, complaint) = try run(Support.worker, ["letter.eml"])
      #expect(status == 64)
      #expect(output.isEmpty)
      #expect(complaint.contains("to read mail, run 'casebook import mail'"))
    }
  }
}
