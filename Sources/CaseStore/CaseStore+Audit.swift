package import Casework
internal import GRDB

// The log, and what checks it.
extension CaseStore {
  /// The number of the newest entry; 0 when there is none.
  package func lastEntry() throws(StoreError) -> Int {
    try lookUp { try AuditTable.last($0)?.seq ?? 0 }
  }

  /// Hands out every entry after `seq`, oldest first, as one reader may see them: of records that the reader may not
  /// see, `detail` and `salt` are left out. Their digests stay, so that the chain can be checked by anybody. Of what is
  /// walled off or restricted, nobody but an auditor learns more than that there is an entry: see
  /// ``AuditEntry/withheld``.
  package func eachEntry(
    after seq: Int = 0, for reader: Actor, _ body: (AuditEntry) throws -> Void
  ) throws(StoreError) {
    try read { database in
      if let salvage { return try salvage.eachEntry(after: seq, for: reader, database, body) }
      var circles = LoggedCircles(reader: reader)
      try AuditTable.each(after: seq, database) { entry in
        try body(circles.seen(entry, database))
      }
    }
  }

  /// Hands out every entry after `seq`, oldest first, whole: for checks, never for a reader.
  package func eachEntry(after seq: Int = 0, _ body: (AuditEntry) throws -> Void) throws(StoreError) {
    try read { try AuditTable.each(after: seq, $0, body) }
  }

  /// Checks how the file is built, the chain, the digests, that replaying the log gives the records that are there, and
  /// that the search index holds their words.
  ///
  /// - Parameter checkpoints: signed heads that were kept elsewhere; the log must still lead through each of them.
  /// - Parameter progress: is told how much is done of how much, from several threads.
  package func verify(
    against checkpoints: [Checkpoint] = [],
    progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(StoreError) -> AuditVerdict {
    try rephrasing {
      try requireInPlace()
      let verdict = try AuditVerification.run(path: path, against: checkpoints, progress: progress)
      if verdict.isSound { trouble.clear() }
      if verdict.isDamaged { DamageMark.put(on: path) }
      return verdict
    }
  }

  /// Signs the head of the log, after the chain was checked up to it.
  ///
  /// Throws: ``KeepingRefusal/storeNotSound(path:what:)`` for a chain that does not hold: nobody shall sign it by mistake.
  package func checkpoint(signedBy key: LogKey, at now: Instant) throws(StoreError) -> Checkpoint {
    try read { database in
      let verdict = try AuditVerification.chain(database)
      if let fault = verdict.faults.first {
        throw KeepingRefusal.storeNotSound(path: path, what: fault.sentence)
      }
      let office = try SettingTable.all(Office.self, database).first?.title ?? ""
      return try Checkpoint(
        entries: verdict.entries, head: verdict.head, at: now, office: office, signedBy: key)
    }
  }
}
