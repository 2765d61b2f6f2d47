internal import Casework
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

/// What the entries of one record make of it, from nothing.
struct Replay {
  private(set) var values: [String: JSON] = [:]
  /// As logged, by uid.
  private(set) var contacts: [String: JSON] = [:]
  private(set) var revision = 0
  private(set) var kind = ""
  private(set) var reference = ""
  private(set) var isRemoved = false
  private(set) var isEmpty = true

  /// - Parameter uid: the record's, as it is stored.
  init(uid: [UInt8], _ database: Database) throws {
    let rows = try database.cachedStatement(sql: Self.entries)
    try rows.setArguments([Data(uid)])
    // A statement that is not at its end would hold on to the pages under it.
    defer { sqlite3_reset(rows.sqliteStatement) }
    while try rows.hasRow() {
      isEmpty = false
      apply(rows)
    }
  }

  private static let entries =
    "SELECT action, kind, reference, revision, detail FROM audit WHERE uid = ? ORDER BY seq"

  private mutating func apply(_ entry: Statement) {
    guard !entry.holds(AuditAction.erase.rawValue, at: 0) else {
      (values, contacts, isRemoved) = ([:], [:], true)
      return
    }
    // The detail of an entry that was erased, or cannot be read, is empty.
    let detail = (try? JSON(parsing: Array(entry.bytes(at: 4)))) ?? [:]
    for (name, change) in ChangeDetail(json: detail).fields {
      switch name {
      case "undoes", "batch", "reason": continue
      case _ where name.hasPrefix(SealedDigest.prefix): continue
      case "contacts":
        for contact in change.before.array ?? [] { contacts[contact["uid"]?.string ?? ""] = nil }
        for contact in change.after.array ?? [] { contacts[contact["uid"]?.string ?? ""] = contact }
      default: values[name] = change.after == .null ? nil : change.after
      }
    }
    revision = Int(sqlite3_column_int64(entry.sqliteStatement, 3))
    kind = entry.text(at: 1)
    reference = entry.text(at: 2)
    isRemoved = values.isEmpty
  }
}
