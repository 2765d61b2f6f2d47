internal import Casework
internal import GRDB

// What the doctor finds by reading all of the store.
extension StoreHealth {
  mutating func readTheRecords(of store: CaseStore) throws(StoreError) {
    let verdict = try store.verify()
    guard let fault = verdict.faults.first else {
      return add(
        .good,
        "records: all are what the log's \(verdict.entries) entries make, and the search index has their words."
      )
    }
    add(.bad, "records: \(fault.sentence); see all of it with 'casebook audit verify'.")
  }

  /// SQLite's own check of its pages and indexes, and that nothing points to what is not there.
  mutating func readTheFile(of store: CaseStore) throws(StoreError) {
    let (trouble, orphans) = try store.read { database in
      (
        try String.fetchAll(database, sql: "PRAGMA integrity_check(1)").first { $0 != "ok" },
        try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
      )
    }
    if let trouble {
      return add(
        .bad,
        "file: SQLite finds it damaged (\(trouble)); save what can be read with 'casebook audit export', then restore a backup."
      )
    }
    guard orphans == 0 else {
      return add(
        .bad, "file: \(orphans) rows belong to records that are gone; see which with 'casebook audit verify'."
      )
    }
    add(.good, "file: SQLite finds all pages and indexes sound.")
  }

  /// A due date beyond the loaded bank holidays cannot be computed; the longest clock in working days is 40.
  mutating func lookAtCalendars() {
    let last = rulebook.calendars.englandAndWales.lastDay
    guard last < now.londonDay + 90 else {
      return add(.good, "calendars: bank holidays are known to \(last).")
    }
    add(
      .doubtful,
      "calendars: bank holidays are known to \(last) alone; install a newer Casebook, or due dates cannot be told."
    )
  }
}
