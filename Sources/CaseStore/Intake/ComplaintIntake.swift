internal import Casework
internal import GRDB

/// Files what a force's table says: an extract, and its complaints made or brought up to date, all as one change.
struct ComplaintIntake {
  private let rulebook: Rulebook

  init(_ rulebook: Rulebook) {
    self.rulebook = rulebook
  }

  /// Writes everything.
  ///
  /// - Parameter progress: told after every thousand complaints how many are done.
  func file(
    _ file: ComplaintFile, through door: inout Door, progress: (Int) throws -> Void
  ) throws -> (extract: String, counts: ComplaintCounts) {
    door.beginBatch()
    let reference = try door.newReference(.extract)
    var counts = ComplaintCounts(rows: file.rows, refused: file.refusedRows)
    let now = door.now
    for (number, draft) in file.drafts.enumerated() {
      // What was erased does not come back with another table.
      guard try ErasureTable.of(draft.reference, door.database) == nil else { continue }
      let before = try complaint(draft.reference, door.database)
      let after = draft.record(
        updating: before, uid: Identity.uid(at: now.milliseconds), extract: reference, rulebook: rulebook)
      counts.count(after, before: before)
      if after.values != before?.values {
        _ = try door.save(
          Decision(record: after), before: before, action: before == nil ? .create : .change)
      }
      if (number + 1).isMultiple(of: 1000) { try progress(number + 1) }
    }
    // Last, so that its number stands first when the change is taken back.
    try save(file, as: reference, counts, through: &door)
    return (reference, counts)
  }

  private func save(
    _ file: ComplaintFile, as reference: String, _ counts: ComplaintCounts, through door: inout Door
  ) throws {
    let decision = try Filing(rulebook).deciding(door) { facts throws(RuleRefusal) in
      try file.decision(reference: reference, counts: counts, facts: facts) {
        Identity.hexadecimal(AuditChain.digest(of: $0))
      }
    }
    for bytes in [file.raw, file.rejected].compactMap({ $0 }) {
      _ = try door.keep(bytes, digest: AuditChain.digest(of: bytes))
    }
    _ = try door.save(decision, before: nil, action: .create)
  }

  /// What filing would come to; writes nothing.
  func counts(of file: ComplaintFile, _ database: Database) throws -> ComplaintCounts {
    var counts = ComplaintCounts(rows: file.rows, refused: file.refusedRows)
    for draft in file.drafts {
      guard try ErasureTable.of(draft.reference, database) == nil else { continue }
      let before = try complaint(draft.reference, database)
      counts.count(
        draft.record(updating: before, uid: "", extract: "", rulebook: rulebook), before: before)
    }
    return counts
  }

  /// Throws: ``RuleRefusal/referenceTaken(_:)`` when a record of another kind has the reference.
  private func complaint(_ reference: String, _ database: Database) throws -> Record? {
    guard let record = try RecordTable.record(reference, database) else { return nil }
    guard record.kind == .complaint else { throw RuleRefusal.referenceTaken(reference) }
    return record
  }
}
