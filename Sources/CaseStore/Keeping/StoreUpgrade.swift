internal import GRDB

/// A step in which the tables of a store of an earlier version become those of this one.
package struct UpgradeStep: Sendable {
  /// From 1.
  package let number: Int
  package let count: Int
  /// Of the store's file.
  package let bytes: Int
}

extension CaseStore {
  /// Each step is one transaction: whoever stops it on the way has the store of one version or another, and the next
  /// start goes on. Colleagues who start meanwhile wait behind the gate, and find the work done or are told to wait.
  func upgrade(_ progress: (UpgradeStep) -> Void) throws {
    try gate.pass {
      let (migrator, pool) = (Schema.migrator, try self.pool)
      let done = try pool.read(migrator.appliedIdentifiers)
      let steps = migrator.migrations.filter { !done.contains($0) }
      try withMuchMemory {
        // One by one as far as that goes: of a store that lacks a step in the midst, all that is missing is one.
        guard Array(migrator.migrations.suffix(steps.count)) == steps else {
          progress(UpgradeStep(number: 1, count: 1, bytes: StoreFile.size(path)))
          return try migrator.migrate(pool)
        }
        for (number, step) in steps.enumerated() {
          progress(UpgradeStep(number: number + 1, count: steps.count, bytes: StoreFile.size(path)))
          try migrator.migrate(pool, upTo: step)
        }
      }
    }
  }

  /// With 64 MB of pages at hand: tables are filled in another order than they were written in.
  private func withMuchMemory(_ body: () throws -> Void) throws {
    func setCache(_ size: Int) throws {
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = \(size)") }
    }
    let usual = try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA cache_size") }
    try setCache(-65_536)
    try body()
    try setCache(usual ?? -2000)
  }
}
