package import Casework

// Many records in one change: what a file brings in. All of it is one transaction, and is undone as one.
extension CaseStore {
  /// Says what a verb would do to each of many records, and does nothing: the same code runs and is taken back. Some
  /// hundreds at a time, between which others write.
  ///
  /// Throws: ``StoreError``; what a rule refuses is part of the outcome.
  package func preview(
    _ verb: BulkVerb, on targets: [BulkTarget], reason: String?, by actor: Actor, at now: Instant
  ) throws(StoreError) -> BulkOutcome {
    var outcome = BulkOutcome()
    var seen: Set<String> = []
    var left = targets.filter { seen.insert($0.reference).inserted }[...]
    repeat {
      let some = left.prefix(Self.previewedAtOnce)
      left = left.dropFirst(some.count)
      let found = try write(by: actor, at: now, reason: reason) { door in
        try door.require(.work)
        door.abandon()
        return try Filing(rulebook).act(verb, on: Array(some), through: &door)
      }
      outcome.changed += found.changed
      outcome.same += found.same
      outcome.leftOut += found.leftOut
    } while !left.isEmpty
    return outcome
  }

  private static let previewedAtOnce = 500

  /// Files a table of complaints: the extract with its bytes, and every sound complaint, new or brought up to date.
  ///
  /// - Parameter progress: told after every thousand complaints how many are done; when it throws, nothing is filed.
  /// - Returns: the reference of the extract, and what became of the rows.
  /// - Throws: ``StoreError/refused(_:)``.
  package func file(
    _ file: ComplaintFile, by actor: Actor, at now: Instant, progress: (Int) throws -> Void = { _ in }
  ) throws(StoreError) -> (extract: String, counts: ComplaintCounts) {
    try write(by: actor, at: now) { door in
      try door.require(.work)
      return try ComplaintIntake(rulebook).file(file, through: &door, progress: progress)
    }
  }

  /// What ``file(_:by:at:progress:)`` would come to; writes nothing.
  package func counts(of file: ComplaintFile) throws(StoreError) -> ComplaintCounts {
    try read { try ComplaintIntake(rulebook).counts(of: file, $0) }
  }

  /// Makes the search fast again after many records came at once: they leave the index in parts, and a search looks into
  /// each of them. In steps of some hundredths of a second, between which others write. A few records change nothing.
  ///
  /// Quiet when it cannot be done, as on a disk that is full by now: what came is in the store, and is found.
  ///
  /// - Parameters:
  ///   - count: how many records came.
  ///   - goesOn: asked before each step; whatever it says, the index is whole.
  package func joinIndexParts(after count: Int, while goesOn: () -> Bool = { true }) {
    guard count >= 50_000 else { return }
    joinIndexParts(isWhole: true, while: goesOn)
  }

  /// The same between the batches of an import, for the parts that came since: a search looks into a few at any time.
  package func joinNewIndexParts(while goesOn: () -> Bool) {
    joinIndexParts(isWhole: false, while: goesOn)
  }

  private func joinIndexParts(isWhole: Bool, while goesOn: () -> Bool) {
    var (isFirst, isLeft) = (isWhole, true)
    while isLeft, goesOn() {
      do {
        try Door.writeAside(pool, gate: gate) {
          isLeft = try SearchTable.joinParts(isFirst: isFirst, $0)
        }
        isFirst = false
      } catch {
        return
      }
    }
  }

  /// Makes records from the rows of a table.
  ///
  /// - Parameters:
  ///   - keepsGood: whether sound rows are filed although others are refused.
  ///   - isTrial: whether nothing shall stay, and only the outcome is wanted.
  package func create(
    _ rows: [TypedRow], of kind: KindName, keepsGood: Bool, isTrial: Bool, by actor: Actor, at now: Instant
  ) throws(StoreError) -> RowOutcome {
    try write(by: actor, at: now) { door in
      try door.require(.work)
      door.beginBatch()
      var outcome = RowOutcome()
      for row in rows {
        do {
          try Filing(rulebook).create(kind: kind, values: row.values, text: "", through: &door)
          outcome.made += 1
        } catch {
          switch error {
          case let refusal as RuleRefusal: outcome.refusals.append((row.line, refusal.message))
          case StoreError.noSuchSetting:
            outcome.refusals.append((row.line, StoreError(error, path: path).message))
          default: throw error
          }
        }
      }
      if isTrial || !keepsGood && !outcome.refusals.isEmpty { door.abandon() }
      return outcome
    }
  }
}
