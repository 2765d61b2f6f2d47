internal import Casework
internal import Crypto
internal import FoundationEssentials

/// The vault's key, in the open: who has this value can read the identities of participants.
///
/// 32 random bytes, which the library wipes when the last copy goes. It never leaves this type, and printing it
/// shows nothing of it. Source: requirements VF-04, E6.
package struct VaultKey: Sendable {
  /// Which key it is: 16 hexadecimal digits that tell nothing about it.
  package let id: String
  private let key: SymmetricKey

  static let idLength = 8
  /// In bytes of UTF-8; for new ones.
  package static let shortestPassphrase = 12
  package static let longestPassphrase = 1024

  /// - Parameter key: 256 bits.
  private init(_ key: SymmetricKey) {
    self.key = key
    let id = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, info: Array("vault/key-id/v1".utf8), outputByteCount: Self.idLength)
    self.id = id.withUnsafeBytes { Identity.hexadecimal($0) }
  }

  /// A new vault with its first holder.
  ///
  /// Slow on purpose, see ``VaultCost``. Throws: ``VaultRefusal`` for a name or a passphrase that will not do.
  package static func make(
    holder: String, passphrase: [UInt8], cost: VaultCost = .standard
  ) throws(VaultRefusal) -> (key: VaultKey, header: VaultHeader) {
    let key = VaultKey(SymmetricKey(size: .bits256))
    let first = try key.wrapped(for: holder, passphrase: passphrase, cost: cost)
    return (key, VaultHeader(keyID: key.id, holders: [first]))
  }

  /// Opens a vault. A wrong passphrase takes as long as the right one.
  ///
  /// Throws: ``VaultRefusal/noHolder(_:)``, ``VaultRefusal/wrongPassphrase(holder:)``,
  /// ``VaultRefusal/notEnoughMemory(megabytes:)``, ``VaultRefusal/otherKey`` when the holder's key is not the one that
  /// the header names.
  package init(
    opening header: VaultHeader, as name: String, passphrase: [UInt8]
  ) throws(VaultRefusal) {
    guard let holder = header.holder(named: name) else { throw .noHolder(name) }
    guard (1...Self.longestPassphrase).contains(passphrase.count) else {
      throw .wrongPassphrase(holder: name)
    }
    let wrapping = try holder.cost.wrappingKey(passphrase: passphrase, salt: holder.salt)
    guard let key = try? AES.KeyWrap.unwrap(holder.wrapped, using: wrapping), key.bitCount == 256 else {
      throw .wrongPassphrase(holder: name)
    }
    self.init(key)
    guard id == header.keyID else { throw .otherKey }
  }

  /// The key as a holder keeps it, under a salt of its own.
  func wrapped(
    for name: String, passphrase: [UInt8], cost: VaultCost
  ) throws(VaultRefusal) -> VaultHolder {
    guard VaultHolder.isName(name) else { throw .holderNameNotUsable(name) }
    guard passphrase.count >= Self.shortestPassphrase else {
      throw .passphraseTooShort(least: Self.shortestPassphrase)
    }
    guard passphrase.count <= Self.longestPassphrase else {
      throw .passphraseTooLong(most: Self.longestPassphrase)
    }
    let salt = Identity.random(count: VaultHolder.saltLength)
    let wrapping = try cost.wrappingKey(passphrase: passphrase, salt: salt)
    guard let wrapped = try? AES.KeyWrap.wrap(key, using: wrapping) else { throw .fault }
    return VaultHolder(name: name, cost: cost, salt: salt, wrapped: Array(wrapped))
  }

  /// The key of one field, so that what leaks one field's key leaves the others shut.
  func fieldKey(_ field: VaultField) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, info: Array("\(field.path)/v\(VaultBox.version)".utf8), outputByteCount: 32)
  }
}

/// No part of the key reaches a log, a crash report or a test's output.
extension VaultKey: CustomStringConvertible, CustomReflectable {
  package var description: String { "vault key \(id)" }
  package var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
