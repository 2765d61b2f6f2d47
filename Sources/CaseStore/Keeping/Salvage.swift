package import Casework
internal import GRDB
internal import Synchronization

/// Reading what is left of a damaged store: row by row, past those that cannot be read.
final class Salvage: Sendable {
  private let missed = Mutex(0)

  /// How many rows could not be read.
  var count: Int { missed.withLock { $0 } }

  /// Does something with a row, or counts it as lost.
  func attempt<Result>(_ read: () throws -> Result) throws -> Result? {
    do { return try read() } catch let error where error.isDamage {
      miss()
    }
    return nil
  }

  private func miss() { missed.withLock { $0 += 1 } }

  /// The highest number that a row of these tables may have. A record has an entry of the log at least.
  private static func last(_ database: Database) throws -> Int {
    let records = try? Int.fetchOne(database, sql: "SELECT max(id) FROM record")
    let entries = try? Int.fetchOne(database, sql: "SELECT max(seq) FROM audit")
    guard let last = [records, entries].compactMap({ $0 ?? nil }).max() else {
      throw DatabaseError.unreadableRow
    }
    return last
  }

  func eachRecord(
    _ query: Query, today: Day, for reader: Actor, _ database: Database, _ body: (Record) throws -> Void
  ) throws {
    try eachNumber("SELECT min(id) FROM record WHERE id > ?", after: 0, database) { id in
      var record: Record?
      try attempt {
        try RecordReading.each(query, today: today, for: reader, only: id, database) { record = $0 }
      }
      if let record { try body(record) }
    }
  }

  func eachEntry(
    after seq: Int, for reader: Actor, _ database: Database, _ body: (AuditEntry) throws -> Void
  ) throws {
    var circles = LoggedCircles(reader: reader)
    try eachNumber("SELECT min(seq) FROM audit WHERE seq > ?", after: seq, database) { number in
      var found: AuditEntry?
      try attempt {
        let before = try? AuditTable.entry(number - 1, database)
        try AuditTable.each(in: number...number, previous: before?.hash ?? AuditEntry.noPrevious, database) {
          found = try circles.seen($0, database)
        }
      }
      if let found { try body(found) }
    }
  }

  /// The numbers of rows, rising; where the next cannot be read, every number that it may have.
  ///
  /// - Parameter next: what says the number after another; nothing when there is none.
  private func eachNumber(
    _ next: String, after first: Int, _ database: Database, _ body: (Int) throws -> Void
  ) throws {
    let last = try Self.last(database)
    var number = first
    var blind = 0
    while number < last {
      do {
        guard let next = try Int.fetchOne(database, sql: next, arguments: [number]) else { return }
        (number, blind) = (next, 0)
      } catch let error where error.isDamage {
        blind += 1
        let step = blind <= Self.mostInOnePage ? 1 : min(number, last - number)
        number += max(1, step)
      }
      try body(number)
    }
  }

  /// More rows than these do not hang from one page, even from one that leads to others: what is damaged beyond is no
  /// page, and a number that somebody wrote at the end of all numbers is not walked to.
  private static let mostInOnePage = 100_000
}

extension CaseStore {
  /// Opens a store for reading alone, whatever is wrong with its pages: ``eachRecord(_:today:for:_:)`` and
  /// ``eachEntry(after:for:_:)`` then give all that can be read.
  package static func openForSalvage(at path: String, rulebook: Rulebook) throws(StoreError) -> CaseStore {
    guard StoreFile.exists(path) else { throw .noStore(path: path) }
    return try rephrasing(path) {
      try StoreFile.requireFormat(path)
      let pool = try DatabasePool(path: path, configuration: Connection.configuration(readOnly: true))
      return CaseStore(path: path, pool: pool, rulebook: rulebook, salvage: Salvage())
    }
  }

  /// How many rows of a damaged store could not be read; nil of a store that was opened as usual.
  package var lostRows: Int? { salvage?.count }
}
