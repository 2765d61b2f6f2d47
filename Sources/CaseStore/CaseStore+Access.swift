package import Casework

// Opening what is restricted: for a reason, and never in silence.
extension CaseStore {
  /// Logs that restricted records are opened, and why; what is not restricted leaves no entry.
  ///
  /// Throws: ``StoreError/noSuchRecord(_:)``, and a refusal when no reason is given.
  package func open(
    _ references: [String], reason: String, by actor: Actor, at now: Instant
  ) throws(StoreError) {
    try write(by: actor, at: now, reason: reason) { door in
      try door.require(.read)
      door.beginBatch(ifMoreThanOne: references.count)
      for reference in references {
        guard let record = try RecordReading.record(reference, for: actor, door.database)?.record else {
          throw StoreError.noSuchRecord(reference)
        }
        guard record.isRestricted else { continue }
        guard !reason.isBlank else { throw RuleRefusal.openedForAReason(record.reference) }
        try door.logReading(of: record)
      }
    }
  }
}

extension Door {
  fileprivate mutating func beginBatch(ifMoreThanOne count: Int) {
    if count > 1 { beginBatch() }
  }
}
