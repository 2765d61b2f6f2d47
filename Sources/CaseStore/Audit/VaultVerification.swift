internal import Casework
internal import FoundationEssentials
internal import GRDB

/// Compares the vault with what the log has of it: the digest of its header, and of each sealed text.
enum VaultVerification {
  static func faults(_ database: Database) throws -> [AuditFault] {
    try headerFaults(database) + boxFaults(database)
  }

  private static func headerFaults(_ database: Database) throws -> [AuditFault] {
    let sql = "SELECT detail FROM audit WHERE kind = ? ORDER BY seq DESC LIMIT 1"
    let detail = try String.fetchOne(database, sql: sql, arguments: [SealedDigest.vaultKind])
    let logged = detail.flatMap { try? JSON(parsing: $0) }?["header"]?["after"]
    guard logged != (try VaultTable.header(database)).map(SealedDigest.json(ofText:)) else { return [] }
    return [
      AuditFault(
        seq: nil, reference: SealedDigest.vaultKind, what: "the vault's header is not as the log left it")
    ]
  }

  private static func boxFaults(_ database: Database) throws -> [AuditFault] {
    var logged = try loggedBoxes(database)
    var faults: [AuditFault] = []
    try VaultTable.each(database) { uid, field, box in
      let entry = logged.removeValue(forKey: Place(uid: uid, field: field))
      guard entry?.digest != SealedDigest.json(of: box) else { return }
      faults.append(fault(field, entry?.reference ?? ""))
    }
    let missing = logged.map { (reference: $1.reference, field: $0.field) }.sorted { $0 < $1 }
    return faults + missing.map { fault($0.field, $0.reference) }
  }

  private static func fault(_ field: String, _ reference: String) -> AuditFault {
    AuditFault(seq: nil, reference: reference, what: "what is sealed in '\(field)' is not as the log left it")
  }

  private struct Place: Hashable {
    let uid: String
    let field: String
  }

  /// The newest digest of every box that should be there. A record that was taken back took its boxes with it.
  private static func loggedBoxes(
    _ database: Database
  ) throws -> [Place: (digest: JSON, reference: String)] {
    var boxes: [Place: (digest: JSON, reference: String)] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT uid, reference, detail FROM audit WHERE action = ? AND detail IS NOT NULL
        AND EXISTS (SELECT 1 FROM record WHERE record.reference = audit.reference AND record.uid = audit.uid)
        ORDER BY seq
        """, arguments: [AuditAction.seal.rawValue])
    while let row = try rows.next() {
      let uid = try row.identity(0)
      let (reference, detail): (String, String) = try (row.value(1), row.value(2))
      guard let detail = try? JSON(parsing: detail) else { continue }
      for (name, change) in ChangeDetail(json: detail).fields where name.hasPrefix(SealedDigest.prefix) {
        let place = Place(uid: uid, field: String(name.dropFirst(SealedDigest.prefix.count)))
        boxes[place] = change.after == .null ? nil : (change.after, reference)
      }
    }
    return boxes
  }
}
