import Foundation
import Glibc
import TerminalHarness
import Testing

/// A store that does not open: the doctor says what it could look at all the same, and what to do; the console one
/// sentence.
@Suite struct DoctorTests {
  enum Ailment: String, CaseIterable {
    case none, empty, halved, rotten, newer, notOurs, keyGone, keyOpen
  }

  private static func office(with ailment: Ailment) throws -> Office {
    let office = try Office(isMade: ailment != .none)
    guard ailment != .none else { return office }
    try office.must("import", "mail", office.write(Letter.mbox(40), as: "many.mbox"))
    try office.sqlite("PRAGMA wal_checkpoint(TRUNCATE)")
    let path = office.storePath
    switch ailment {
    case .none: break
    case .empty: truncate(path, 0)
    case .halved:
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      truncate(path, size / 2)
    case .rotten:
      let file = try FileHandle(forUpdating: URL(filePath: path))
      try file.seek(toOffset: 3 * 8192)
      try file.write(contentsOf: Data(repeating: 0x5A, count: 20 * 8192))
      try file.close()
    case .newer: try office.sqlite("INSERT INTO grdb_migrations VALUES ('of-next-year')")
    case .notOurs: try office.sqlite("PRAGMA application_id = 0")
    case .keyGone: unlink(path + "-key")
    case .keyOpen: chmod(path + "-key", 0o640)
    }
    return office
  }

  /// What the doctor must say of each, beside what it says of all.
  private static func words(_ ailment: Ailment) -> [String] {
    switch ailment {
    case .none: ["bad   store: There is no store at"]
    case .empty, .notOurs: ["bad   store:", "is not a Casebook store"]
    case .halved, .rotten: ["bad   store:", "is damaged", "restore the last good backup"]
    case .newer: ["bad   store:", "newer Casebook"]
    case .keyGone: ["ok    store:", "look  key: there is none", "put it back"]
    case .keyOpen: ["ok    store:", "bad   key:", "chmod 600"]
    }
  }

  @Test(arguments: Ailment.allCases)
  func itSaysAllThatItCouldLookAt(ailment: Ailment) throws {
    let office = try Self.office(with: ailment)
    let outcome = try office.run("doctor")
    if ailment == .keyGone {
      #expect(outcome.status == .exited(0), "\(outcome.text)")
    } else {
      #expect(outcome.status != .exited(0) && outcome.errors.isEmpty, "\(outcome.text)\(outcome.errors)")
    }
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.allSatisfy { ["ok    ", "look  ", "bad   "].contains(String($0.prefix(6))) }, "\(lines)")
    for word in Self.words(ailment) + [" room: ", " calendars: ", " swap: "] {
      #expect(outcome.text.contains(word), "\(word) in \(outcome.text)")
    }
    if ailment != .none { #expect(outcome.text.contains(" permissions: "), "\(outcome.text)") }
    // No word of SQLite's own, and each thing once.
    for word in ["SQLITE", "malformed", "fault of Casebook"] { #expect(!outcome.text.contains(word)) }
    #expect(Set(lines).count == lines.count, "\(outcome.text)")
    let json = try office.run("doctor", "--json", "--quick")
    let told = try json.json()
    #expect(json.status == outcome.status && told.count > 3)

    guard ![.none, .keyGone, .keyOpen].contains(ailment) else { return }
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    try terminal.start(office.program, environment: office.environment)
    guard case .exited(let status) = try terminal.waitForExit(within: 30) else {
      Issue.record("\(ailment): the console does not leave by itself")
      return
    }
    let said = terminal.outputText()
    #expect(status != 0)
    #expect(said.contains("casebook: ") && said.split(separator: "\r\n").count == 1, "\(said)")
  }

  /// A program that hangs with the gate in its hand is named.
  @Test func whoKeepsTheStoreIsNamed() throws {
    let office = try Office()
    let gate = open(office.storePath + "-gate", O_RDWR | O_CREAT | O_CLOEXEC, 0o660)
    // As a program holds it that is inside: see WriterQueue.
    var lock = flock()
    (lock.l_type, lock.l_whence, lock.l_start, lock.l_len) = (Int16(F_WRLCK), Int16(SEEK_SET), 1, 1)
    #expect(fcntl(gate, 37, &lock) == 0)
    let held = try office.must("doctor", "--quick").text
    #expect(held.contains("look  lock: process \(getpid()) has kept the store"), "\(held)")
    close(gate)
    #expect(try office.must("doctor", "--quick").text.contains("ok    lock:"))
  }

  /// A disk that can only be read, and a store that belongs to somebody else.
  @Test func aDiskThatCanOnlyBeReadIsNamed() throws {
    let office = try Office()
    _ = try office.receive(Letter("read@a.example"))
    let script = """
      exec unshare -rm bash -c '
        mount --bind . . && mount -o remount,ro,bind . || exit 100
        cd "$PWD"; exec $casebook doctor'
      """
    let outcome = try RunningCommand(
      "/bin/bash", ["-c", script],
      environment: office.environment.merging(["casebook": office.program]) { $1 },
      input: [], folder: office.folder + "/commands/readonly", directory: office.folder
    ).outcome()
    guard outcome.status != .exited(100), outcome.status != .exited(1) else { return }
    #expect(outcome.status == .exited(EX_NOPERM), "\(outcome.errors)")
    #expect(
      outcome.text.contains("bad   disk:") && outcome.text.contains("can only be read"), "\(outcome.text)")
    for word in [" room: ", " key: ", " calendars: "] {
      #expect(outcome.text.contains(word), "\(outcome.text)")
    }
  }
}
