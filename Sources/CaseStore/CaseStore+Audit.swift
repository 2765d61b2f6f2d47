package import Casework
internal import GRDB

// The log, and what checks it.
extension CaseStore {
  /// The number of the newest entry; 0 when there is none.
  package func lastEntry() throws(StoreError) -> Int {
    try read { try AuditTable.last($0)?.seq ?? 0 }
  }

  /// Hands out every entry after `seq`, oldest first, as one reader may see them: of records that the reader may not
  /// see, `detail` and `salt` are left out. Their digests stay, so that the chain can be checked by anybody.
  package func eachEntry(
    after seq: Int = 0, for reader: Actor, _ body: (AuditEntry) throws -> Void
  ) throws(StoreError) {
    try read { database in
      var circles = LoggedCircles(reader: reader)
      try AuditTable.each(after: seq, database) { entry in
        try body(circles.isOpen(entry, database) ? entry : entry.withoutDetail)
      }
    }
  }

  /// Hands out every entry after `seq`, oldest first, whole: for checks, never for a reader.
  package func eachEntry(after seq: Int = 0, _ body: (AuditEntry) throws -> Void) throws(StoreError) {
    try read { try AuditTable.each(after: seq, $0, body) }
  }

  /// Checks the chain, the digests, and that replaying the log gives the records that are there.
  package func verify() throws(StoreError) -> AuditVerdict {
    try read { try AuditVerification.run($0) }
  }
}
