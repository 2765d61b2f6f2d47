internal import Casework
internal import Crypto
internal import FoundationEssentials
internal import GRDB

/// What an entry of the log says, salted and digested: it can be made before anybody knows where in the log it will stand.
struct SaltedDetail: Sendable {
  /// 16 random bytes in hexadecimal: they keep the digest of short words from being guessed after an erasure.
  let salt: String
  /// Canonical JSON.
  let words: String
  /// SHA-256 of both, in hexadecimal.
  let digest: String

  init(_ detail: ChangeDetail, _ random: RandomBytes) {
    salt = Identity.hexadecimal(random.next(16))
    words = detail.json.text
    digest = AuditChain.digest(salt: salt, detail: words)
  }
}

/// The end of the log: makes each entry and chains it to the one before.
struct AuditChain {
  private(set) var seq: Int
  private var hash: String
  /// Room that is used again for what is hashed.
  private var bytes: [UInt8] = []

  /// Takes up the chain where the store's log ends.
  init(_ database: Database) throws {
    let last = try AuditTable.last(database)
    self.seq = last?.seq ?? 0
    self.hash = last?.hash ?? AuditEntry.noPrevious
  }

  /// Makes the next entry.
  mutating func next(
    at now: Instant, actor: Actor, action: AuditAction, kind: String, reference: String,
    uid: String, revision: Int, reason: String?, detail: SaltedDetail
  ) -> AuditEntry {
    var entry = AuditEntry(
      seq: seq + 1, at: now, actor: actor.doer,
      behalf: actor.administrator == nil ? nil : actor.name, host: actor.host, action: action.rawValue,
      kind: kind, reference: reference, uid: uid, revision: revision, reason: reason,
      detailSHA256: detail.digest, previous: hash, hash: "", salt: detail.salt, detail: detail.words)
    entry.hash = Self.hash(of: entry, using: &bytes)
    seq = entry.seq
    hash = entry.hash
    return entry
  }

  /// SHA-256 of the salt's text, a line feed and the canonical detail.
  static func digest(salt: String, detail: String) -> String {
    Identity.hexadecimal(SHA256.hash(data: Array("\(salt)\n\(detail)".utf8)))
  }

  /// SHA-256 of the canonical JSON of the entry without `hash`, `salt` and `detail`.
  static func hash(of entry: AuditEntry) -> String {
    Identity.hexadecimal(SHA256.hash(data: entry.sealed.canonical))
  }

  /// The same, for many: `bytes` is room that is used again.
  static func digest(salt: String, detail: String, using bytes: inout [UInt8]) -> String {
    bytes.removeAll(keepingCapacity: true)
    bytes += salt.utf8
    bytes.append(0x0A)
    bytes += detail.utf8
    return Identity.hexadecimal(SHA256.hash(data: bytes))
  }

  /// The same, for many: `bytes` is room that is used again.
  static func hash(of entry: AuditEntry, using bytes: inout [UInt8]) -> String {
    bytes.removeAll(keepingCapacity: true)
    entry.appendSealed(to: &bytes)
    return Identity.hexadecimal(SHA256.hash(data: bytes))
  }

  static func digest(of bytes: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
  }

  /// Of the text's UTF-8, in hexadecimal.
  static func hexadecimalDigest(of text: String) -> String {
    var text = text
    return text.withUTF8 { Identity.hexadecimal(SHA256.hash(data: UnsafeRawBufferPointer($0))) }
  }

  static func isDigest(_ digest: [UInt8], of bytes: some DataProtocol) -> Bool {
    SHA256.hash(data: bytes).elementsEqual(digest)
  }
}
