internal import Casework
internal import GRDB

/// Which entries of the log may stand without their words: those of a record that an entry after them erased.
/// Source: reliability B.2, act 7.
struct ErasureVerification {
  /// The entry that erased each record, by the record's uid.
  private let entries: [String: Int]

  init(_ database: Database) throws {
    entries = try ErasureTable.entries(database)
  }

  /// What does not hold of an entry and its words; nil when it does.
  func fault(of entry: AuditEntry) -> Message? {
    let isErased = (entries[entry.uid] ?? 0) > entry.seq
    switch (entry.salt, entry.detail) {
    case (_?, _?): return isErased ? "the record was erased later, and the detail is still there" : nil
    case (nil, nil): return isErased ? nil : "the detail is gone, and no disposal says why"
    default: return "half of the detail is gone"
    }
  }
}
