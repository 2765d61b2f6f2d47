package import Casework
internal import Crypto

/// A signed head of the log: so many entries, this hash of the last. Kept elsewhere, it shows what the chain alone
/// never can: an end that was cut off, an older copy that was put back, a log that was written anew.
///
/// Source: design 5, reliability B.2.
package struct Checkpoint: Sendable, Equatable {
  package let entries: Int
  /// The hash of the last entry; 64 hexadecimal digits.
  package let head: String
  package let at: Instant
  /// The office, so that a person knows what lies before them.
  package let office: String
  /// The public key under which the signature holds; 64 hexadecimal digits.
  package let key: String
  /// Ed25519 over the canonical JSON of all the rest; 128 hexadecimal digits.
  package let signature: String

  private static let type = "casebook checkpoint 1"

  /// What is signed: the line without its signature.
  private static func statement(entries: Int, head: String, at: Instant, office: String, key: String) -> JSON
  {
    [
      "type": .string(type), "entries": .integer(entries), "head": .string(head), "at": at.json,
      "office": .string(office), "key": .string(key),
    ]
  }

  init(entries: Int, head: String, at: Instant, office: String, signedBy logKey: LogKey) throws {
    self.entries = entries
    self.head = head
    self.at = at
    self.office = office
    key = logKey.publicKey
    let statement = Self.statement(entries: entries, head: head, at: at, office: office, key: key)
    signature = Identity.hexadecimal(try logKey.signature(of: statement.canonical))
  }

  /// The line, without its line feed.
  package var json: JSON {
    guard
      case .object(var members) = Self.statement(
        entries: entries, head: head, at: at, office: office, key: key)
    else { return .null }
    members["signature"] = .string(signature)
    return .object(members)
  }

  // MARK: - Reading

  /// Every line of a file of checkpoints, each of them signed with the key that the reader has kept. What the store
  /// says of its key is not asked.
  ///
  /// - Parameter publicKey: 64 hexadecimal digits.
  /// Throws: ``KeepingRefusal/notAKey(_:)``, ``KeepingRefusal/notACheckpoint(line:)``,
  /// ``KeepingRefusal/wrongSignature(line:)``.
  package static func read(
    _ bytes: [UInt8], signedWith publicKey: String
  ) throws(KeepingRefusal) -> [Checkpoint] {
    guard let raw = Identity.bytes(ofHexadecimal: publicKey),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
    else { throw .notAKey(publicKey) }
    var checkpoints: [Checkpoint] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    for (position, line) in lines where line.contains(where: { $0 > 0x20 }) {
      guard let checkpoint = Checkpoint(line: Array(line)) else { throw .notACheckpoint(line: position + 1) }
      guard checkpoint.isSigned(with: key) else { throw .wrongSignature(line: position + 1) }
      checkpoints.append(checkpoint)
    }
    guard !checkpoints.isEmpty else { throw .notACheckpoint(line: 1) }
    return checkpoints
  }

  private init?(line: [UInt8]) {
    guard let json = try? JSON(parsing: line), json["type"]?.string == Self.type,
      let entries = json["entries"]?.integer, entries > 0, let head = json["head"]?.string,
      let at = json["at"]?.string.flatMap({ Instant($0) }), let office = json["office"]?.string,
      let key = json["key"]?.string, let signature = json["signature"]?.string
    else { return nil }
    self.entries = entries
    self.head = head
    self.at = at
    self.office = office
    self.key = key
    self.signature = signature
  }

  private func isSigned(with publicKey: Curve25519.Signing.PublicKey) -> Bool {
    let statement = Self.statement(entries: entries, head: head, at: at, office: office, key: key)
    guard let bytes = Identity.bytes(ofHexadecimal: signature) else { return false }
    return publicKey.isValidSignature(bytes, for: statement.canonical)
  }
}
