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

  /// The highest number that a row of these tables may have where none can be read. A record has an entry of the log at
  /// least, and an entry has some bytes: a number beyond those of the file was counted by nobody.
  private static func last(_ database: Database) throws -> Int {
    let most = "(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())"
    let records = try? Int.fetchOne(database, sql: "SELECT min(max(id), \(most)) FROM record")
    let entries = try? Int.fetchOne(database, sql: "SELECT min(max(seq), \(most)) FROM audit")
    guard let last = [records, entries].compactMap({ $0 ?? nil }).max() else {
      throw DatabaseError.unreadableRow
    }
    return last
  }

  func eachRecord(
    _ query: Query, today: Day, for reader: Actor, _ database: Database, _ body: (Record) throws -> Void
  ) throws {
    try eachNumber(of: "record", "id", after: 0, database) { id in
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
    try eachNumber(of: "audit", "seq", after: seq, database) { number in
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

  /// The numbers that rows may have, rising: all up to the last, but for gaps of which the table says from both ends that
  /// nothing stands in them. A damaged page hands out any number, and the end where there is none.
  private func eachNumber(
    of table: String, _ column: String, after first: Int, _ database: Database, _ body: (Int) throws -> Void
  ) throws {
    let last = try Self.last(database)
    let following = "SELECT min(\(column)) FROM \(table) WHERE \(column) > ?"
    let between = "SELECT max(\(column)) FROM \(table) WHERE \(column) > ? AND \(column) < ?"
    func number(after number: Int) throws -> Int? {
      let next = try Int.fetchOne(database.cachedStatement(sql: following), arguments: [number])
      guard let next, next > number + 1 else { return next }
      let other = try Int.fetchOne(database.cachedStatement(sql: between), arguments: [number, next])
      return other == nil ? next : nil
    }
    var current = first
    while current < Int.max {
      let next = try? number(after: current)
      if let next, next > current {
        current = next
      } else if current < last {
        current += 1
      } else {
        return
      }
      try body(current)
    }
  }
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
