import Foundation
import Glibc
import TerminalHarness
import Testing

/// When the machine fails, one sentence says so, nothing is half written, and what was there still holds.
@Suite struct TroubleTests {
  /// Runs a script of the shell in the office, with `$casebook` for the program.
  private func shell(_ office: Office, _ script: String) throws -> Outcome {
    try RunningCommand(
      "/bin/bash", ["-c", script],
      environment: office.environment.merging(["casebook": office.program]) { $1 },
      input: [], folder: office.folder + "/commands/\(UUID().uuidString)", directory: office.folder
    ).outcome(within: 120)
  }

  /// What lies in the office's folder besides what SQLite keeps beside the store.
  private func names(_ office: Office) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: office.folder))
      .subtracting(["commands", "casebook.sqlite-wal", "casebook.sqlite-shm"])
  }

  // MARK: - No room

  /// Kibibytes that one file may have stand for the room of a disk.
  @Test(arguments: ["backup '$PWD/copy'", "restore whole --to '$PWD/again.sqlite'"])
  func aCopyThatDoesNotFitLeavesNothing(command: String) throws {
    let office = try Office()
    _ = try office.receive(Letter("kept@a.example"))
    try office.must("backup", office.folder + "/whole")
    let before = try names(office)
    let outcome = try shell(
      office,
      "ulimit -f 150; exec $casebook " + command.replacing("'$PWD", with: "$PWD").replacing("'", with: ""))
    #expect(outcome.status == .exited(EX_IOERR), "\(outcome.errors)")
    #expect(outcome.isOneSentence, "\(outcome.errors)")
    #expect(try names(office) == before)
    #expect(try office.isSound)
  }

  @Test func aStoreThatDoesNotFitIsNotMade() throws {
    let office = try Office(isMade: false)
    let outcome = try shell(office, "ulimit -f 20; exec $casebook init --office Saltmarsh")
    #expect(outcome.status == .exited(EX_IOERR) && outcome.isOneSentence, "\(outcome.errors)")
    let left = try names(office).filter { !$0.hasSuffix("-gate") }
    #expect(left == [], "\(left)")
    try office.must("init", "--office", "Saltmarsh")
  }

  @Test func aDiskThatIsFullTakesNothingMoreAndLosesNothing() throws {
    let office = try Office(isMade: false)
    let mail = try office.write(Letter.mbox(3000), as: "many.mbox")
    let outcome = try shell(
      office,
      """
      mkdir disk
      exec unshare -rm bash -c '
        mount -t tmpfs -o size=6m none disk || exit 100
        export CASEBOOK_STORE=$PWD/disk/office.sqlite
        $casebook init --office Saltmarsh > /dev/null || exit 101
        $casebook import mail --json \(mail) 2> full; echo status $?
        cat full; $casebook note COR-26-0001 "$(head -c 300000 /dev/zero | tr "\\0" x)" 2>&1; echo status $?
        mount -o remount,size=60m disk
        $casebook audit verify --json; $casebook import mail --json \(mail); $casebook audit verify --json'
      """)
    // Where nobody may mount, the tests with a limit on files stand alone.
    guard outcome.status != .exited(100), outcome.status != .exited(1) else { return }
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(
      lines.contains { $0.hasPrefix("casebook: The disk of") && $0.contains("is full") }, "\(outcome.text)")
    #expect(lines.filter { $0 == "status \(EX_IOERR)" }.count >= 1, "\(outcome.text)")
    #expect(lines.filter { $0.contains("\"ok\":true") }.count == 2, "\(outcome.text)")
  }

  // MARK: - No leave

  @Test func aDiskThatCanOnlyBeReadIsSaidSo() throws {
    let office = try Office()
    let reference = try office.receive(Letter("read@a.example"))
    let bytes = try Data(contentsOf: URL(filePath: office.storePath))
    let outcome = try shell(
      office,
      """
      exec unshare -rm bash -c '
        mount --bind . . && mount -o remount,ro,bind . || exit 100
        cd "$PWD"; exec $casebook note \(reference) "Rang back."'
      """)
    guard outcome.status != .exited(100), outcome.status != .exited(1) else { return }
    #expect(outcome.status == .exited(EX_NOPERM) && outcome.isOneSentence, "\(outcome.errors)")
    #expect(try Data(contentsOf: URL(filePath: office.storePath)) == bytes)
    #expect(try office.isSound)
  }

  // MARK: - Elsewhere

  @Test func aConsoleWhoseStoreWasMovedWritesNothingAndKeepsWhatWasTyped() throws {
    let office = try Office()
    _ = try office.receive(Letter("moved@a.example"))
    let screen = try office.console(waitingFor: "Speeding")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "She rang twice")
    rename(office.storePath, office.folder + "/elsewhere.sqlite")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: "moved or replaced")
    #expect(try screen.capture().contains("She rang twice"))
    #expect(access(office.storePath, F_OK) != 0)
    rename(office.folder + "/elsewhere.sqlite", office.storePath)
    try screen.send(keys: "Enter")
    try screen.wait(for: "note written")
    #expect(try office.isSound)
  }

  // MARK: - Killed

  @Test(arguments: [SIGTERM, SIGHUP])
  func aDemoThatWasStoppedMidwayLeavesNothing(signal: Int32) throws {
    let office = try Office(isMade: false)
    let running = try office.start(["--store", office.storePath, "demo", "--store-only"])
    let deadline = Deadline(seconds: 30)
    while try !names(office).contains(where: { $0.hasSuffix(".making-wal") }) {
      guard !deadline.hasPassed else { throw HarnessError(description: "no demo is made") }
      usleep(1000)
    }
    running.process.send(signal: signal)
    #expect(try running.outcome().status == .killed(signal: signal))
    #expect(try !names(office).contains { $0.contains("making") })
  }

  @Test func aDemoThatWasKilledMidwayLeavesNoHalfStoreAtItsPlace() throws {
    let office = try Office(isMade: false)
    let running = try office.start(["--store", office.storePath, "demo", "--store-only"])
    let deadline = Deadline(seconds: 30)
    while try !names(office).contains(where: { $0.hasSuffix(".making-wal") }) {
      guard !deadline.hasPassed else { throw HarnessError(description: "no demo is made") }
      usleep(1000)
    }
    running.process.send(signal: SIGKILL)
    #expect(try running.outcome().status == .killed(signal: SIGKILL))
    #expect(access(office.storePath, F_OK) != 0)
    #expect(
      try office.must("--store", office.storePath, "demo", "--store-only").text == office.storePath + "\n")
    #expect(try office.isSound)
    let again = try office.run("--store", office.storePath, "demo", "--store-only")
    #expect(again.status == .exited(EX_CANTCREAT) && again.isOneSentence, "\(again.errors)")
  }

  @Test func aCopyThatWasKilledMidwayHasNoName() throws {
    let office = try Office()
    try office.must("import", "mail", office.write(Letter.mbox(2000), as: "many.mbox"))
    let running = try office.start(["backup", office.folder + "/copy"])
    let deadline = Deadline(seconds: 30)
    while try !names(office).contains(where: { $0.hasSuffix(".part") }) {
      guard !deadline.hasPassed else { throw HarnessError(description: "no copy is made") }
      usleep(500)
    }
    running.process.send(signal: SIGKILL)
    _ = try running.outcome()
    #expect(access(office.folder + "/copy", F_OK) != 0)
    try office.must("backup", office.folder + "/copy")
    #expect(try office.isSound)
  }
}
