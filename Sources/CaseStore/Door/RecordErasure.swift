internal import Casework
internal import GRDB

/// Takes every word of one record out of the tables: its row and values, its contacts, bytes that no other record needs,
/// sealed texts, drafts of anybody on it, and the details of its entries in the log.
///
/// The search index forgets it through the door. What other records say of it is their own: they name its reference.
enum RecordErasure {
  static func run(
    _ record: Record, id: Int64, _ tallies: inout TallyTable.Moves, _ pass: WritePass
  ) throws -> (counts: Erasure.Counts, digests: [String]) {
    let contacts = try ContactTable.of(record: id, pass.database).map(\.contact)
    let named = try digests(of: record, contacts, pass.database)
    var counts = Erasure.Counts()
    counts.contacts = contacts.count
    counts.attachments = contacts.reduce(0) { $0 + $1.attachments.count }
    counts.bytes = contacts.filter { $0.rawDigest == nil }.reduce(0) { $0 + $1.text.utf8.count }
    try RecordTable.delete(id: id, &tallies, pass)
    counts.sealed = try VaultTable.boxes(uid: record.uid, pass.database).count
    try VaultTable.deleteBoxes(uid: record.uid, pass)
    counts.drafts = try DraftTable.deleteAll(on: record.reference, pass)
    var gone: [String] = []
    for digest in named.sorted() {
      guard let bytes = Identity.bytes(ofHexadecimal: digest),
        let size = try BlobTable.size(digest: bytes, pass.database)
      else { continue }
      try BlobTable.deleteUnused(digest: bytes, pass)
      guard pass.database.changesCount > 0 else { continue }
      counts.bytes += size
      gone.append(digest)
    }
    counts.entries = try AuditTable.forget(uid: record.uid, pass)
    return (counts, gone)
  }

  /// Of all bytes that ever stood on the record: what was taken back may have left some.
  private static func digests(
    of record: Record, _ contacts: [Contact], _ database: Database
  ) throws -> Set<String> {
    var digests = Set(contacts.compactMap(\.rawDigest))
    for entry in try AuditTable.of(uid: record.uid, database) {
      let change = entry.parsedDetail["contacts"]
      for contact in (change?["before"]?.array ?? []) + (change?["after"]?.array ?? []) {
        if let digest = contact["rawSha256"]?.string { digests.insert(digest) }
      }
    }
    return digests
  }
}

/// Takes out of the file what erasing left in parts of it that nothing uses.
///
/// The index keeps forgotten words in its older pieces until they are merged, and pages keep copies of rows that were
/// moved: only a file that is written anew is free of both. Source: reliability, finding 4.
enum Scouring {
  static func mergeIndex(_ pass: WritePass) throws {
    try pass.run("INSERT INTO search(search) VALUES ('optimize')", [])
  }

  /// Outside a transaction. What is written meanwhile lies in memory when others could open a temporary file.
  static func rewriteFile(_ database: Database, inMemory: Bool) throws {
    if inMemory { try database.execute(sql: "PRAGMA temp_store = MEMORY") }
    try database.execute(sql: "VACUUM")
    if inMemory { try database.execute(sql: "PRAGMA temp_store = DEFAULT") }
    try database.checkpoint(.truncate)
  }

  static func note(through seq: Int, _ pass: WritePass) throws {
    try CounterTable.set(ErasureTable.scoured, to: seq, pass)
  }
}
