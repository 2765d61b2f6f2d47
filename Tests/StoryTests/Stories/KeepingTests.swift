import Crypto
import Foundation
import Glibc
import TerminalHarness
import Testing

/// Copies that come back, and signed heads that show what a file alone can hide.
@Suite struct KeepingTests {
  private static let passphrase = "four words and more"

  // MARK: - Checkpoints

  @Test func theAuditorWhoKeptALineSeesThatAnOlderStoreWasPutBack() throws {
    let office = try Office(isMade: false)
    let said = try office.must("init", "--office", "Office of the Made-up Commissioner").text
    let key = try office.must("audit", "key").text.filter { !$0.isWhitespace }
    #expect(key.count == 64 && said.contains(key))
    let reference = try office.receive(Letter("first@a.example"))
    try office.sqlite("VACUUM INTO '\(office.folder)/before.sqlite'")
    try office.must("note", reference, "Rang back.")
    let lines = office.folder + "/kept"
    try office.must("audit", "checkpoint", "--out", lines)
    try office.must("note", reference, "Rang again.")
    let sound = try office.must("audit", "verify", "--checkpoint", lines, "--key", key)
    #expect(sound.text.contains("entries hold"))

    for suffix in ["-wal", "-shm", ""] { unlink(office.storePath + suffix) }
    rename(office.folder + "/before.sqlite", office.storePath)
    #expect(try office.isSound)
    let found = try office.run("audit", "verify", "--checkpoint", lines, "--key", key)
    #expect(found.status == .exited(EX_DATAERR))
    #expect(found.text.contains("an older copy was put back"), "\(found.text)")
  }

  @Test func aStrangerChecksACheckpointWithNoCodeOfOurs() throws {
    let office = try Office()
    let key = try office.must("audit", "key").text.filter { !$0.isWhitespace }
    let line = try #require(try office.must("audit", "checkpoint").json().first)
    guard case .object(var statement) = line else { return }
    statement["signature"] = nil
    #expect(statement["key"] == .string(key))
    let (_, verdict) = try office.verdict()
    #expect(statement["head"] == verdict["head"] && statement["entries"] == verdict["entries"])
    let publicKey = try Curve25519.Signing.PublicKey(rawRepresentation: Self.bytes(key))
    let signature = Self.bytes(line["signature"]?.string ?? "")
    #expect(publicKey.isValidSignature(signature, for: Data(Value.object(statement).canonical.utf8)))
  }

  @Test func theKeyBesideTheStoreProvesNothing() throws {
    let office = try Office()
    let kept = try office.must("audit", "key").text
    try office.write(kept, as: "auditors.key")
    unlink(office.storePath + "-key")
    try office.must("audit", "key", "--make")
    try office.must("audit", "checkpoint", "--out", office.folder + "/line")
    let forged = try office.run(
      "audit", "verify", "--checkpoint", office.folder + "/line", "--key", office.folder + "/auditors.key")
    #expect(forged.status == .exited(EX_DATAERR) && forged.isOneSentence, "\(forged.errors)")
    let keyless = try office.run("audit", "verify", "--checkpoint", office.folder + "/line")
    #expect(keyless.status == .exited(EX_USAGE) && keyless.errors.contains("--key"))
  }

  private static func bytes(_ digits: String) -> Data {
    let values = digits.compactMap { $0.hexDigitValue }.map(UInt8.init)
    return Data(stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] })
  }

  // MARK: - Copies

  @Test func aCopyBecomesTheOfficeAgain() throws {
    let office = try Office()
    let reference = try office.receive(Letter("kept@a.example"))
    let record = try office.record(reference)
    let (copy, again) = (office.folder + "/copy", office.folder + "/again.sqlite")
    try office.must("backup", copy)
    #expect(try office.must("backup", "verify", copy).text.contains("the records are what they make"))
    let digest = try String(contentsOfFile: copy + ".sha256", encoding: .utf8)
    #expect(digest == "\(sha256(Array(try Data(contentsOf: URL(filePath: copy)))))  copy\n")
    try office.must("restore", copy, "--to", again)
    #expect(try office.must("--store", again, "show", reference, "--json").json().first == record)
    try office.must("--store", again, "note", reference, "Goes on.")
    try office.must("--store", again, "audit", "verify")
    #expect(try office.must("audit", "log", "--limit", "1").text.contains("backup"))

    for arguments in [
      ["backup", copy], ["restore", copy, "--to", again], ["restore", copy, "--to", office.storePath],
    ] {
      let outcome = try office.start(arguments).outcome()
      #expect(outcome.status == .exited(EX_CANTCREAT) && outcome.isOneSentence, "\(outcome.errors)")
    }
    #expect(try office.isSound)
  }

  @Test func aCopyIsWholeWhileOthersWrite() throws {
    let office = try Office()
    let mail = try office.write(Letter.mbox(1500), as: "many.mbox")
    let running = try office.start(["import", "mail", mail])
    for number in 0..<4 {
      try office.must("backup", office.folder + "/copy\(number)")
      try office.must("backup", "verify", office.folder + "/copy\(number)")
    }
    #expect(try running.outcome().status == .exited(0))
    #expect(try office.isSound)
  }

  @Test func aSealedCopyOpensWithItsPassphraseAlone() throws {
    let office = try Office()
    let reference = try office.receive(Letter("sealed@a.example"))
    let (copy, again) = (office.folder + "/sealed", office.folder + "/again.sqlite")
    try answer(
      office, ["backup", copy, "--seal"], [("New passphrase", Self.passphrase), ("again", Self.passphrase)])
    let bytes = try Data(contentsOf: URL(filePath: copy))
    #expect(bytes.range(of: Data("SQLite format".utf8)) == nil)
    let alone = try office.run("restore", copy, "--to", again)
    #expect(alone.status != .exited(0) && alone.isOneSentence, "\(alone.errors)")
    try answer(
      office, ["restore", copy, "--to", again], [("Passphrase of", "another four words")], fails: EX_NOPERM)
    #expect(!FileManager.default.fileExists(atPath: again))
    try answer(office, ["restore", copy, "--to", again], [("Passphrase of", Self.passphrase)])
    #expect(try office.must("--store", again, "show", reference, "--json").json().count == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: office.folder)
    #expect(!names.contains { $0.hasSuffix(".part") }, "\(names)")
  }

  private func answer(
    _ office: Office, _ arguments: [String], _ answers: [(String, String)], fails status: Int32 = 0
  ) throws {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    try terminal.start(office.program, arguments, environment: office.environment)
    var start = 0
    for (question, answer) in answers {
      try terminal.wait(for: question, since: start)
      start = terminal.output.count
      terminal.send(answer + "\r")
    }
    #expect(try terminal.waitForExit(within: 30) == .exited(status), "\(terminal.outputText())")
  }

  // MARK: - The doctor

  @Test func theDoctorSaysInALineEachHowTheStoreIs() throws {
    let office = try Office()
    let fresh = try office.must("doctor").text
    #expect(fresh.contains("look  backup: the store was never copied"), "\(fresh)")
    try office.must("backup", office.folder + "/copy")
    let well = try office.must("doctor").text.split(separator: "\n")
    // Whether this machine has swap is its own affair.
    let own = well.filter { !$0.contains(" swap: ") }
    #expect(own.count == 10 && own.allSatisfy { $0.hasPrefix("ok    ") }, "\(well)")
    for word in ["calendars:", "file:", "records:"] { #expect(own.contains { $0.contains(word) }) }
    #expect(try office.must("doctor", "--quick").text.split(separator: "\n").count == 9)
    chmod(office.storePath, 0o666)
    try office.sqlite("CREATE TRIGGER quiet AFTER INSERT ON audit BEGIN DELETE FROM draft; END")
    let ill = try office.run("doctor")
    #expect(ill.status == .exited(EX_DATAERR) && ill.errors.isEmpty)
    #expect(ill.text.contains("bad   permissions:") && ill.text.contains("trigger 'quiet'"), "\(ill.text)")
    #expect(ill.text.contains("bad   records:"))
    try office.sqlite(
      "DROP TRIGGER quiet; PRAGMA foreign_keys = OFF; INSERT INTO record_theme VALUES ('asb', 4711)")
    #expect(try office.run("doctor").text.contains("bad   file: 1 rows belong to records that are gone"))
  }
}
