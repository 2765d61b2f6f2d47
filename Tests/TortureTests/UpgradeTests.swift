import Foundation
import GRDB
import Glibc
import TerminalHarness
import Testing

@testable import CaseStore

/// A store of every version before this one, brought up to date by a program that dies on the way.
@Suite(.serialized) struct UpgradeTests {
  /// Source: reliability C17.
  @Test func anUpgradeThatDiesAnywhereLeavesTheOldStoreOrTheNew() throws {
    let step = Torture.size("UPGRADE_STEP", short: 5, long: 1)
    let versions = Schema.migrator.migrations
    var deaths = 0
    for version in versions.dropLast() {
      let tortured = try TorturedStore(records: 3)
      let old = tortured.folder + "/old.sqlite"
      try Self.makeOld(old, version, from: tortured.path)
      for kind in ["exit", "torn"] {
        var number = Int.random(in: 1...step)
        while try dies(kind, number, old, tortured) {
          deaths += 1
          number += step
        }
      }
    }
    #expect(deaths > 0)
    Torture.report(
      "C17: \(deaths) deaths in upgrades from \(versions.count - 1) versions: each store is old or new, and holds"
    )
  }

  /// - Returns: whether the upgrade came so far.
  private func dies(_ kind: String, _ number: Int, _ old: String, _ tortured: TorturedStore) throws -> Bool {
    let path = tortured.folder + "/upgraded.sqlite"
    try FileManager.default.copyStore(old, to: path)
    let upgrade = try tortured.start(
      "open", path, disk: ["DISK_MATCH": "upgraded.sqlite", "DISK_KIND": kind, "DISK_N": "\(number)"])
    let outcome = try upgrade.end()
    // Old or new, and never between: what is there is a version that there was.
    let queue = try DatabaseQueue(path: path)
    let shape = try queue.read(SchemaVerification.compare)
    try queue.close()
    #expect(shape.faults == [], "\(kind) \(number)")
    try TorturedStore.requireKept([], at: path, "\(kind) \(number) of the upgrade")
    return outcome.status == .exited(99)
  }

  /// A store as an earlier version had it, with what that version could hold of this one.
  private static func makeOld(_ path: String, _ version: String, from new: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql:
          "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA application_id = \(Schema.applicationID)"
      )
    }
    try Schema.migrator.migrate(queue, upTo: version)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; ATTACH '\(new)' AS new")
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grdb%' AND name NOT LIKE 'sqlite%'
            AND sql NOT LIKE 'CREATE VIRTUAL%'
          """)
      for table in tables {
        let columns = try String.fetchAll(
          database, sql: "SELECT name FROM pragma_table_info(?, 'main')", arguments: [table]
        ).joined(separator: ", ")
        try database.execute(
          sql:
            "DELETE FROM main.\(table); INSERT INTO main.\(table)(\(columns)) SELECT \(columns) FROM new.\(table)"
        )
      }
      try database.execute(sql: "DETACH new; PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try queue.close()
  }
}
