package import Casework
internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#endif

// What was erased, and the file after it.
extension CaseStore {
  /// The erasure of the record that had this reference; nil when none had, or the reader might not have seen it.
  package func erasure(of reference: String, for reader: Actor) throws(StoreError) -> Erasure? {
    try read { try ErasureTable.of(typed: reference, $0) }.flatMap { $0.isVisible(to: reader) ? $0 : nil }
  }

  /// What was erased on these days, with both, oldest first.
  package func erasures(
    from first: Day? = nil, to last: Day? = nil, for reader: Actor
  ) throws(StoreError) -> [Erasure] {
    var found: [Erasure] = []
    try read { database in
      try ErasureTable.each(database) { erasure in
        let day = erasure.at.londonDay
        guard first.map({ day >= $0 }) ?? true, last.map({ day <= $0 }) ?? true else { return }
        if erasure.isVisible(to: reader) { found.append(erasure) }
      }
    }
    return found
  }

  /// Why there is no record with this reference: there never was, or it was erased.
  package func missing(_ reference: String, for reader: Actor) throws(StoreError) -> StoreError {
    try erasure(of: reference, for: reader).map(StoreError.erased) ?? .noSuchRecord(reference)
  }

  // MARK: - The file

  /// Whether words that were erased may still stand in parts of the file that nothing uses.
  package func owesScouring() throws(StoreError) -> Bool {
    // Both numbers only grow.
    try lookUp(ErasureTable.owesScouring)
  }

  /// Writes the file anew without what was erased. Others wait meanwhile; what is acknowledged stays, whenever it ends.
  ///
  /// Throws: ``StoreError/busy`` while somebody else reads or writes for long; it is owed still then.
  package func scour() throws(StoreError) { try scour(waits: true) }

  /// The same where it is owed; quiet when it cannot be done now.
  ///
  /// - Parameter waits: false gives up at once when somebody else is writing.
  func scourIfOwed(waits: Bool) {
    do throws(StoreError) {
      if try owesScouring() { try scour(waits: waits) }
    } catch {
      // It stays owed, and 'doctor' says so.
      return
    }
  }

  private func scour(waits: Bool) throws(StoreError) {
    try rephrasing {
      // With the rights of a group that the person has not, a temporary file would be the person's own to read.
      try Door.scour(pool, gate: gate, waits: waits, inMemory: getegid() != getgid())
    }
  }
}
