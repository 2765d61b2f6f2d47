internal import Casework
internal import GRDB

/// One verb for many records: one change of the store, an entry of the log for each record, undone as one.
///
/// A record that a rule refuses, or that somebody else changed meanwhile, is left as it is and does not stop the
/// others. What cannot be written for want of disk stops all, as everywhere.
extension Filing {
  /// Changes every record that may be changed, and says what was left out.
  func act(
    _ verb: BulkVerb, on targets: [BulkTarget], through door: inout Door
  ) throws -> BulkOutcome {
    var outcome = BulkOutcome()
    var seen: Set<String> = []
    let before = door.lastEntry
    door.beginBatch()
    for target in targets where seen.insert(target.reference).inserted {
      let entry = door.lastEntry
      switch try attempt(verb, on: target, through: &door) {
      case .leftOut(let leftOut): outcome.leftOut.append(leftOut)
      case .same: outcome.same.append(target.reference)
      case .changed where door.lastEntry == entry: outcome.same.append(target.reference)
      case .changed: break
      }
    }
    outcome.changed = try lines(after: before, for: door.actor, door.database)
    return outcome
  }

  /// Changes one of them, or leaves no trace of having tried.
  private func attempt(
    _ verb: BulkVerb, on target: BulkTarget, through door: inout Door
  ) throws -> Attempt {
    var trial = door.trial()
    do {
      try door.database.inSavepoint {
        guard
          let record = try RecordReading.record(target.reference, for: trial.actor, trial.database)?.record
        else { throw StoreError.noSuchRecord(target.reference) }
        try act(verb.action(for: record), on: target.reference, seen: target.seen, through: &trial)
        return .commit
      }
      try door.take(trial)
      return .changed
    } catch RuleRefusal.nothingChanges {
      return .same
    } catch let refusal as RuleRefusal {
      return .leftOut(
        BulkOutcome.LeftOut(
          reference: target.reference, why: refusal.message, yieldsToReason: refusal.yieldsToReason))
    } catch let error as StoreError where error.concernsOneRecord {
      return .leftOut(BulkOutcome.LeftOut(reference: target.reference, why: error.message))
    }
  }

  private enum Attempt {
    case changed, same
    case leftOut(BulkOutcome.LeftOut)
  }

  /// What was written, read back from the log: what is shown before and what the log says after are one thing. Of what
  /// follows on records that the actor may not see, the reference alone is told.
  private func lines(after entry: Int, for actor: Actor, _ database: Database) throws -> [BulkOutcome.Line] {
    var lines: [BulkOutcome.Line] = []
    try AuditTable.each(after: entry, database) { entry in
      guard let kind = KindName(rawValue: entry.kind) else { return }
      let record = try RecordTable.record(entry.reference, database)
      if record?.isHidden(from: actor) == true { return }
      // What is said of a record that was erased holds no words of it.
      let isSeen = record?.isVisible(to: actor) ?? (entry.action == AuditAction.erase.rawValue)
      lines.append(
        BulkOutcome.Line(
          reference: entry.reference, kind: kind, title: isSeen ? record?[Head.title] ?? "" : "",
          revision: entry.revision - 1, detail: ChangeDetail(json: isSeen ? entry.parsedDetail : [:])))
    }
    return lines
  }
}

extension StoreError {
  /// Whether others can be changed although this one cannot.
  fileprivate var concernsOneRecord: Bool {
    switch self {
    case .noSuchRecord, .erased, .refused, .changedMeanwhile, .actedMeanwhile, .noSuchSetting: true
    default: false
    }
  }
}
