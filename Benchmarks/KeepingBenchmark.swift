import CaseStore
import Casework
import GRDB
import Glibc
import TerminalHarness
import TestOffice

/// What keeping one's word costs: the log beside plain rows, the check of everything beside one SHA-256 of the same
/// bytes, a copy that was checked beside `cp`.
struct KeepingBenchmark {
  let ground: Ground

  private var store: String { ground.folder + "/keeping.sqlite" }
  private static let changes = 2000
  private static let sam = Actor(name: "sam", roles: [.caseworker, .administrator], host: "desk")
  private static let now = Instant(milliseconds: 1_795_183_200_000)

  func run() throws {
    try compareLog()
    try compareVerify()
    try compareBackup()
    print("")
  }

  /// Changes of a title, each on the disk before the next: by the store, and the same rows without log, rules and roles.
  private func compareLog() throws {
    let administrator = Account(name: "sam", fullName: "Sam Lloyd", roles: [.administrator, .caseworker])
    let office = try CaseStore.create(
      at: store, office: Office(title: "Benchmark"), administrator: administrator, host: "desk",
      rulebook: shippedRules, now: Self.now)
    let made = try office.perform(
      Change(.create(.caseFile, values: ["title": "0", "channel": "letter"], text: "Every night.")),
      by: Self.sam,
      at: Self.now)
    guard let reference = made.touched.first else { return }
    let start = ContinuousClock.now
    for number in 1...Self.changes {
      let change = Change(.act(.set(["title": .string("Noise \(number)")]), on: reference, seen: nil))
      _ = try office.perform(change, by: Self.sam, at: Self.now)
    }
    let ours = Double(Self.changes) / (ContinuousClock.now - start).seconds
    let plain = try plainChanges()
    report(
      "changes, each safe on the disk", "\(rounded(ours, 0)) a second",
      beside:
        "the same rows without log and rules: \(rounded(plain, 0)) a second, \(rounded(plain / ours, 2)) times"
    )
  }

  private func plainChanges() throws -> Double {
    let pool = try DatabasePool(path: store)
    defer { try? pool.close() }
    let start = try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      let start = ContinuousClock.now
      for number in 1...Self.changes {
        try database.inTransaction(.immediate) {
          let old = try String.fetchOne(database, sql: "SELECT title FROM record WHERE id = 1") ?? ""
          let (title, people, text) = ("Sound \(number)", "COR-26-0001", "Every night.")
          try database.execute(
            sql: """
              INSERT INTO search(search, rowid, title, people, text, circle) VALUES ('delete', 1, ?, ?, ?, '');
              INSERT INTO search(rowid, title, people, text, circle) VALUES (1, ?, ?, ?, '');
              UPDATE record SET title = ?, revision = revision + 1 WHERE id = 1;
              UPDATE record_body SET body = body WHERE id = 1;
              """, arguments: [old, people, text, title, people, text, title])
          return .commit
        }
      }
      return start
    }
    return Double(Self.changes) / (ContinuousClock.now - start).seconds
  }

  private func compareVerify() throws {
    let entries = try ground.run(ground.program, ["audit", "log", "--limit", "1"]).output
    let count = Double(entries.split(separator: " ").first ?? "") ?? 0
    let ours = try ground.run(ground.program, ["audit", "verify"])
    let plain = try ground.run("sha256sum", [ground.store]).seconds
    let megabytes = Double(ground.size(of: ground.store)) / 1e6
    report(
      "audit verify, \(rounded(count, 0)) entries, \(rounded(megabytes, 0)) MB",
      "\(rounded(ours.seconds, 2)) s, \(rounded(count / ours.seconds, 0)) entries/s",
      beside:
        "sha256sum of the file: \(rounded(plain, 2)) s, \(rounded(ours.seconds / plain)) times; peak \(ours.peak) MB"
    )
  }

  private func compareBackup() throws {
    let ours = try ground.run(ground.program, ["backup", ground.folder + "/copy"]).seconds
    let plain = try ground.run("cp", [ground.store, ground.folder + "/plain-copy"]).seconds
    report(
      "backup, checked", "\(rounded(ours, 2)) s",
      beside: "cp, not checked: \(rounded(plain, 2)) s, \(rounded(ours / plain)) times")
  }
}
