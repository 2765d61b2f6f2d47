internal import Casework

/// How the log speaks of what is in the vault: by digests alone.
enum SealedDigest {
  /// What the kind of an entry on the vault itself is called.
  static let vaultKind = "vault"
  /// Before the name of a sealed field in an entry's detail, so that it is never taken for a value of the record.
  static let prefix = "sealed/"

  /// SHA-256 of the box, which holds a fresh nonce: it tells nothing of the text.
  static func json(_ box: VaultBox) -> JSON { json(of: box.bytes) }

  static func json(ofText text: String) -> JSON { json(of: Array(text.utf8)) }

  static func json(of bytes: [UInt8]) -> JSON {
    .string(Identity.hexadecimal(AuditChain.digest(of: bytes)))
  }
}

extension AuditAction {
  /// Sealed texts of a record were written.
  static let seal = AuditAction(rawValue: "seal")
  /// Sealed texts of a record were opened.
  static let openIdentity = AuditAction(rawValue: "open-identity")

  /// Whether there is nothing that could be taken back.
  var isOfVault: Bool { self == .seal || self == .openIdentity }

  /// Whether it changed no value: nothing is built on it, and there is nothing to take back.
  var isReading: Bool { self == .openIdentity || self == .open }
}
