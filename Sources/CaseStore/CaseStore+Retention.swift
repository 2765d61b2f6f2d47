package import Casework
internal import GRDB

/// A record whose time has come, and how it stands with it.
package struct DueRecord: Sendable, Equatable {
  package let record: Casework.Record
  package let verdict: RetentionVerdict
}

// The office's schedule of how long records are kept.
extension CaseStore {
  package func retentionRules() throws(StoreError) -> RetentionRules {
    try read { try RetentionReading.rules($0) }
  }

  /// Takes a version of a rule away; the log keeps what it was.
  ///
  /// Throws: ``StoreError/noSuchSetting(kind:name:)``, ``RuleRefusal/notPermitted(_:)``.
  package func drop(rule name: String, by actor: Actor, at now: Instant) throws(StoreError) {
    try write(by: actor, at: now) { door in
      try door.require(.administer)
      try SettingCheck.require(.retention, named: name, door.database)
      try door.set(kind: .retention, name: name, to: nil)
    }
  }

  /// How it stands with one record.
  ///
  /// Throws: ``StoreError/noSuchRecord(_:)``, ``StoreError/erased(_:)``.
  package func retention(
    of reference: String, today: Day, for reader: Actor
  ) throws(StoreError) -> RetentionVerdict {
    guard let record = try record(reference, for: reader) else { throw try missing(reference, for: reader) }
    return try retentionRules().verdict(on: record, today: today)
  }

  /// The records whose time has come, the longest due first; those that somebody holds are among them.
  package func due(on today: Day, for reader: Actor) throws(StoreError) -> [DueRecord] {
    try read { try RetentionReading.due(on: today, for: reader, $0) }
  }
}

/// The schedule as it stands in the store.
enum RetentionReading {
  static func rules(_ database: Database) throws -> RetentionRules {
    RetentionRules(try SettingTable.all(RetentionRule.self, database))
  }

  /// The query with `is:disposable` as the schedule means it.
  static func applied(_ query: Query, today: Day, _ database: Database) throws -> Query {
    guard query.asksForRetention else { return query }
    return query.applying(try rules(database), on: today)
  }

  static func due(on today: Day, for reader: Actor, _ database: Database) throws -> [DueRecord] {
    let rules = try rules(database)
    var found: [DueRecord] = []
    try RecordReading.each(
      rules.due(on: today, includingHeld: true), today: today, for: reader, database
    ) { record in
      let verdict = rules.verdict(on: record, today: today)
      if verdict.isDue { found.append(DueRecord(record: record, verdict: verdict)) }
    }
    return found.sorted { one, other in
      (one.verdict.end ?? today, one.record.reference) < (other.verdict.end ?? today, other.record.reference)
    }
  }
}
