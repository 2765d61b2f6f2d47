package import Casework
internal import FoundationEssentials
internal import GRDB

/// Where the log stands: its newest entry.
package struct LogHead: Sendable, Equatable {
  package let entries: Int
  /// The hash of the newest entry; 64 hexadecimal digits.
  package let hash: String
  package let at: Instant
  /// The hash of the first entry, by which a store is known wherever it lies.
  package let origin: String

  package init(entries: Int, hash: String, at: Instant, origin: String) {
    self.entries = entries
    self.hash = hash
    self.at = at
    self.origin = origin
  }
}

extension CaseStore {
  /// Nil when the log is empty.
  package func head() throws(StoreError) -> LogHead? {
    try lookUp(AuditTable.head)
  }

  /// The hash of one entry, by its number alone; nil when there is none.
  package func hash(ofEntry seq: Int) throws(StoreError) -> String? {
    try lookUp { database in
      try Data.fetchOne(database, sql: "SELECT hash FROM audit WHERE seq = ?", arguments: [seq])
        .map { Identity.hexadecimal($0) }
    }
  }
}
