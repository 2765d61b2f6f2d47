import CaseStore
import Casework
import Foundation
import GRDB
import Glibc
import TerminalHarness
import TestOffice
import Testing

/// Bytes that change by themselves, copies that are taken meanwhile, clocks that jump.
@Suite(.serialized) struct RottenStoreTests {
  /// Source: reliability C13.
  @Test func noByteOfWhatTheStoreSaysChangesUnseen() throws {
    let flips = Torture.size("FLIPS", short: 100, long: 1000)
    let tortured = try TorturedStore(records: 12)
    _ = try tortured.start("write", tortured.path, "60").end()
    try Self.foldIntoOneFile(tortured.path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: tortured.path))
    // Most of a young file is empty, and there nothing can be changed that says anything.
    let used = bytes.indices.filter { bytes[$0] != 0 }
    let told = try Self.told(by: tortured.path)
    let copy = tortured.folder + "/copy.sqlite"
    var (seen, idle) = (0, 0)
    for _ in 0..<flips {
      let place = try #require(used.randomElement())
      var changed = bytes
      let bit = Int.random(in: 0..<8)
      changed[place] ^= 1 << bit
      for suffix in ["-wal", "-shm", "-gate"] { try? FileManager.default.removeItem(atPath: copy + suffix) }
      try changed.write(to: URL(fileURLWithPath: copy))
      let isSound = (try? CaseStore.open(at: copy, rulebook: shippedRules).verify().isSound) ?? false
      guard isSound else {
        seen += 1
        continue
      }
      // Bytes between the rows say nothing; whoever reads the store must be told the same as before.
      idle += 1
      let now = try Self.told(by: copy)
      let other = zip(told, now).first { $0 != $1 }
      #expect(
        now == told,
        "bit \(bit) of byte \(place) changed what is told, and nobody saw it: \(other?.0 ?? "") is \(other?.1 ?? "")"
      )
    }
    #expect(seen > 0)
    Torture.report("C13: \(flips) bits flipped: \(seen) seen, \(idle) where nothing is told, none unnoticed")
  }

  private static func foldIntoOneFile(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try queue.close()
  }

  /// All rows of all tables but those of drafts and of the index's own pages, and what the index finds. The newest record
  /// of a word is left out: it may be too new, and no more than an order of offers is made of it.
  private static func told(by path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { database in
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name <> 'draft'
            AND name NOT LIKE 'sqlite%' ORDER BY 1
          """)
      let rows = try tables.flatMap {
        let columns = $0 == "term" ? "t, df" : "*"
        return try Row.fetchAll(database, sql: "SELECT \(columns) FROM \($0)").map(\.description)
      }
      let words = try String.fetchAll(database, sql: "SELECT t FROM term")
      return try rows
        + words.map { word in
          let found = try Int64.fetchAll(
            database, sql: "SELECT rowid FROM search WHERE search MATCH ?", arguments: ["\"\(word)\""])
          return "\(word): \(found)"
        }
    }
  }

  /// Source: reliability C15.
  @Test func copiesTakenUnderWritersAreWhole() throws {
    let copies = Torture.size("COPIES", short: 3, long: 100)
    let tortured = try TorturedStore(records: 8)
    let writers = try (0..<4).map { _ in try tortured.start("write", tortured.path, "1000000", "1") }
    defer { for writer in writers { writer.process.send(signal: SIGKILL) } }
    for number in 0..<copies {
      let copy = tortured.folder + "/copy-\(number)"
      let taken = try tortured.start("backup", tortured.path, copy).end()
      #expect(taken.status == .exited(0), "\(taken.text)")
      let again = tortured.folder + "/again-\(number).sqlite"
      let made = try Backup.restore(copy, to: again)
      let restored = try CaseStore.open(at: again, rulebook: shippedRules)
      #expect(
        try Self.export(restored, upTo: made.entries) == Self.export(tortured.open(), upTo: made.entries))
      // One byte of damage is found, and nothing is made of the copy.
      var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
      bytes[.random(in: bytes.indices)] ^= 0x10
      try bytes.write(to: URL(fileURLWithPath: copy))
      #expect(throws: StoreError.self) { try Backup.restore(copy, to: again + "-bad") }
      #expect(!FileManager.default.fileExists(atPath: again + "-bad"))
    }
    for writer in writers {
      writer.process.send(signal: SIGKILL)
      _ = try writer.end()
      #expect(writer.errors == [])
    }
    try tortured.requireKept(writers.flatMap(\.acknowledged), "after \(copies) copies")
    Torture.report(
      "C15: \(copies) copies under 4 writers: all restored equal, one byte of damage found in each")
  }

  private static func export(_ store: CaseStore, upTo last: Int) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try store.eachEntry { if $0.seq <= last { lines.append($0.exported.canonical) } }
    return lines
  }

  /// Source: reliability C19.
  @Test func aClockThatJumpsCostsOrderNothingAndIsRemarkedUpon() throws {
    let tortured = try TorturedStore(records: 1)
    let store = try tortured.open()
    let sam = Actor(name: "sam", roles: [.caseworker, .administrator], host: "desk")
    let reference = try #require(
      try store.rows(ListRequest(limit: 1, today: Day(number: 20_000)), for: sam).first
    ).reference
    var moments: [Int] = []
    for text in [
      "2036-02-29T12:00:00Z", "2016-02-29T23:59:59Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z",
      "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2016-12-31T23:59:59Z",
    ] {
      let now = try #require(Instant(text))
      let change = Change(.act(.note("At \(text)."), on: reference, seen: nil))
      moments.append(try store.perform(change, by: sam, at: now).entry)
    }
    #expect(moments == Array(moments[0]..<moments[0] + moments.count))
    let verdict = try store.verify()
    #expect(verdict.faults == [])
    // Back by twenty years and by ten; the hours of autumn are no jump, for the log has no summer time.
    #expect(verdict.remarks.map(\.seq) == [moments[1], moments[6]])
    Torture.report(
      "C19: \(moments.count) jumps of the clock: order kept, \(verdict.remarks.count) remarked upon")
  }
}
