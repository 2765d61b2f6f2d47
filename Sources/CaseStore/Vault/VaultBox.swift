internal import Casework
internal import Crypto
internal import FoundationEssentials

/// A field whose values are sealed.
package struct VaultField: Sendable, Hashable {
  /// Kind and field: `participant/name`. Never changes once released, for boxes are bound to it.
  package let path: String

  package init(kind: String, field: String) {
    path = "\(kind)/\(field)"
  }

  /// As the store has it.
  init(path: String) {
    self.path = path
  }
}

/// What is in the vault for one field of one record: a text under AES-GCM, bound to its place.
///
/// The bytes are: the version (1), the key's id (8), nonce (12), sealed text, tag (16). The text is padded to a
/// multiple of 64 bytes, or lengths would tell who it is. Record, field, key id and version are authenticated with
/// it, so a box that was moved to another record does not open.
package struct VaultBox: Sendable, Equatable {
  package let bytes: [UInt8]

  static let version = 1
  private static let headLength = 1 + VaultKey.idLength
  private static let block = 64

  /// What the store holds; nothing is checked before it is opened.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }
}

extension VaultKey {
  /// Seals a text under a fresh nonce: the same text never gives the same box.
  ///
  /// - Parameter uid: of the record that it belongs to.
  /// Throws: ``VaultRefusal/fault``.
  package func seal(_ text: String, in field: VaultField, of uid: String) throws(VaultRefusal) -> VaultBox {
    guard
      let sealed = try? AES.GCM.seal(
        VaultBox.padded(text), using: fieldKey(field), authenticating: place(field, uid)
      ).combined
    else { throw .fault }
    return VaultBox(bytes: [UInt8(VaultBox.version)] + Identity.bytes(of: id) + sealed)
  }

  /// The text in a box.
  ///
  /// Throws: ``VaultRefusal/boxNotUnderstood(field:)``, ``VaultRefusal/otherKey``, and
  /// ``VaultRefusal/boxDamaged(field:)`` for a box that was changed or moved.
  package func open(_ box: VaultBox, in field: VaultField, of uid: String) throws(VaultRefusal) -> String {
    let parts = try box.parts(field)
    guard parts.keyID == id else { throw .otherKey }
    guard let sealed = try? AES.GCM.SealedBox(combined: parts.sealed),
      let clear = try? AES.GCM.open(sealed, using: fieldKey(field), authenticating: place(field, uid)),
      let text = VaultBox.text(padded: clear)
    else { throw .boxDamaged(field: field.path) }
    return text
  }

  /// Canonical JSON, in which no two places are written alike.
  private func place(_ field: VaultField, _ uid: String) -> [UInt8] {
    let place: JSON = [.string(uid), .string(field.path), .string(id), .integer(VaultBox.version)]
    return place.canonical
  }
}

extension VaultBox {
  fileprivate func parts(
    _ field: VaultField
  ) throws(VaultRefusal) -> (keyID: String, sealed: ArraySlice<UInt8>) {
    // Nonce, one block of text and tag are the least there can be.
    let length = bytes.count - Self.headLength - 12 - 16
    guard length >= Self.block, length.isMultiple(of: Self.block), bytes[0] == UInt8(Self.version) else {
      throw .boxNotUnderstood(field: field.path)
    }
    return (Identity.hexadecimal(bytes[1..<Self.headLength]), bytes[Self.headLength...])
  }

  /// The text, one byte 0x80, and zeros up to a whole block (ISO/IEC 7816-4).
  fileprivate static func padded(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    bytes.append(0x80)
    let spare = bytes.count % block
    if spare > 0 { bytes.append(contentsOf: repeatElement(0, count: block - spare)) }
    return bytes
  }

  fileprivate static func text(padded bytes: Data) -> String? {
    guard let end = bytes.lastIndex(where: { $0 != 0 }), bytes[end] == 0x80 else { return nil }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
