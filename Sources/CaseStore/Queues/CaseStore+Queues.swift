package import Casework
internal import GRDB

// Queues that people keep, and how many records a queue holds.
extension CaseStore {
  /// Keeps a queue, in place of one of the same name. Each is one entry of the log, as for other settings.
  ///
  /// Throws: ``StoreError/queue(_:)`` when it is a colleague's shared one, ``RuleRefusal/notPermitted(_:)`` when a
  /// reader wants to share.
  package func save(_ queue: SavedQueue, by actor: Actor, at now: Instant) throws(StoreError) {
    try write(by: actor, at: now) { door in
      try Self.require(queue, door)
      try door.set(kind: .queue, name: queue.name, to: queue.json)
    }
  }

  /// Deletes a queue; the log keeps what it was.
  package func delete(_ queue: SavedQueue, by actor: Actor, at now: Instant) throws(StoreError) {
    try write(by: actor, at: now) { door in
      try Self.require(queue, door)
      try door.set(kind: .queue, name: queue.name, to: nil)
    }
  }

  /// Everybody keeps queues of their own; who works shares them; only who shared one, or an administrator, changes it.
  private static func require(_ queue: SavedQueue, _ door: Door) throws {
    try door.require(queue.isShared ? .work : .read)
    let before = try SettingTable.value(kind: .queue, name: queue.name, door.database)
      .flatMap { SavedQueue(name: queue.name, json: $0.json) }
    guard let before, before.keeper != door.actor.name else { return }
    do { try door.require(.administer) } catch {
      throw StoreError.queue(.keptBy(before.keeper, title: before.title))
    }
  }

  /// How many records a query finds, and how many of them are late or due soon. Takes time on a large store: for the
  /// background.
  package func tally(_ query: Query, today: Day, for reader: Actor) throws(StoreError) -> QueueTally {
    try read { try ListReading.tally(query, today: today, for: reader, $0) }
  }

  /// Whether no record was ever made, nor any mail kept.
  package func isEmpty() throws(StoreError) -> Bool {
    try lookUp { try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT 1 FROM record)") ?? true }
  }

  /// Ends what this store's connections are doing just now: for a long check that nobody waits for any more.
  package func interrupt() { reader.interrupt() }
}

extension ListReading {
  /// One reading of the rows that the query finds.
  static func tally(
    _ query: Query, today: Day, for reader: Actor, _ database: Database
  ) throws -> QueueTally {
    guard let query = try SearchableQuery.whole(query, today: today, for: reader, database) else {
      return QueueTally()
    }
    return try CountReading.tally(query, today: today, for: reader, database)
  }
}
