package import Casework

/// What lies in the open beside the sealed boxes: who holds the vault's key, wrapped under a passphrase for each.
///
/// There should be two holders at least, or one who leaves takes all identities along. Nothing in it is secret, but
/// whoever has it can guess at passphrases, each guess at the price of its ``VaultCost``.
package struct VaultHeader: Sendable, Equatable {
  /// Which key it is, made from the key itself: 16 hexadecimal digits.
  package let keyID: String
  /// By name.
  package private(set) var holders: [VaultHolder]

  private static let version = 1
  /// More holders than an office has; and bytes of a header that holds as many.
  package static let mostHolders = 64
  private static let mostBytes = 65_536

  init(keyID: String, holders: [VaultHolder]) {
    self.keyID = keyID
    self.holders = holders
  }

  /// Whether one lost passphrase would lose everything.
  package var hasNoSpareHolder: Bool { holders.count < 2 }

  package func holder(named name: String) -> VaultHolder? {
    holders.first { $0.name.isSpelledLike(name) }
  }
}

/// One person, or a sealed envelope in the safe, that can open the vault.
package struct VaultHolder: Sendable, Equatable {
  package let name: String
  package let cost: VaultCost
  /// 16 random bytes.
  let salt: [UInt8]
  /// The vault's key under AES Key Wrap (RFC 3394): 40 bytes.
  let wrapped: [UInt8]

  static let saltLength = 16
  static let wrappedLength = 40

  static func isName(_ name: String) -> Bool {
    !name.isBlank && name.utf8.count <= 256 && name.count <= 64 && !name.contains(where: \.isNewline)
      && !name.utf8.contains(0)
  }
}

// MARK: - Holders

extension VaultHeader {
  /// One more holder, by somebody who has the vault open.
  ///
  /// Slow on purpose, see ``VaultCost``. Throws: ``VaultRefusal``.
  package mutating func add(
    holder name: String, passphrase: [UInt8], key: VaultKey, cost: VaultCost = .standard
  ) throws(VaultRefusal) {
    guard holder(named: name) == nil else { throw .holderExists(name) }
    guard holders.count < Self.mostHolders else { throw .tooManyHolders(most: Self.mostHolders) }
    try put(key, holder: name, passphrase: passphrase, cost: cost)
  }

  /// A new passphrase for a holder, and the cost of today with it.
  package mutating func change(
    holder name: String, passphrase: [UInt8], key: VaultKey, cost: VaultCost = .standard
  ) throws(VaultRefusal) {
    guard holder(named: name) != nil else { throw .noHolder(name) }
    try put(key, holder: name, passphrase: passphrase, cost: cost)
  }

  /// Who is left when a holder goes.
  ///
  /// Throws: ``VaultRefusal/noHolder(_:)``, ``VaultRefusal/lastHolder(_:)``.
  package func holders(without name: String) throws(VaultRefusal) -> [String] {
    guard holder(named: name) != nil else { throw .noHolder(name) }
    guard holders.count > 1 else { throw .lastHolder(name) }
    return holders.map(\.name).filter { !$0.isSpelledLike(name) }
  }

  /// The vault without a holder, under a new key: the one that goes has seen the old key, or could have.
  ///
  /// Whoever kept an old copy of the file can still open that copy. Slow on purpose, see ``VaultCost``.
  ///
  /// - Parameter passphrases: of all that stay, as they have them now: nobody else can wrap the new key for them.
  /// Throws: ``VaultRefusal`` when one of them does not open the vault as it is.
  package func removing(
    holder name: String, passphrases: [String: [UInt8]], cost: VaultCost = .standard
  ) throws(VaultRefusal) -> (key: VaultKey, header: VaultHeader) {
    let staying = try holders(without: name)
    for holder in staying {
      _ = try VaultKey(opening: self, as: holder, passphrase: passphrases[holder] ?? [])
    }
    var made: (key: VaultKey, header: VaultHeader)?
    for holder in staying {
      let passphrase = passphrases[holder] ?? []
      guard made != nil else {
        made = try VaultKey.make(holder: holder, passphrase: passphrase, cost: cost)
        continue
      }
      if let key = made?.key {
        try made?.header.add(holder: holder, passphrase: passphrase, key: key, cost: cost)
      }
    }
    guard let made else { throw .lastHolder(name) }
    return made
  }

  private mutating func put(
    _ key: VaultKey, holder name: String, passphrase: [UInt8], cost: VaultCost
  ) throws(VaultRefusal) {
    guard key.id == keyID else { throw .otherKey }
    let holder = try key.wrapped(for: name, passphrase: passphrase, cost: cost)
    holders.removeAll { $0.name.isSpelledLike(name) }
    holders.append(holder)
    holders.sort { $0.name < $1.name }
  }
}

// MARK: - Text

extension VaultHeader {
  /// Reads a header as ``json`` writes it. A hostile one is refused before it costs memory or time.
  ///
  /// Throws: ``VaultRefusal/headerNotUnderstood(what:)``, ``VaultRefusal/newerHeader(version:)``,
  /// ``VaultRefusal/costRefused(what:value:)``.
  package init(parsing bytes: [UInt8]) throws(VaultRefusal) {
    guard bytes.count <= Self.mostBytes, let json = try? JSON(parsing: bytes) else {
      throw .headerNotUnderstood(what: "JSON")
    }
    try self.init(json: json)
  }

  package init(json: JSON) throws(VaultRefusal) {
    guard let version = json["version"]?.integer, version >= 1 else {
      throw .headerNotUnderstood(what: "version")
    }
    guard version <= Self.version else { throw .newerHeader(version: version) }
    guard let keyID = json["key"]?.string, let bytes = Identity.bytes(ofHexadecimal: keyID),
      bytes.count == VaultKey.idLength, Identity.hexadecimal(bytes) == keyID
    else { throw .headerNotUnderstood(what: "key") }
    guard let list = json["holders"]?.array, (1...Self.mostHolders).contains(list.count) else {
      throw .headerNotUnderstood(what: "holders")
    }
    var holders: [VaultHolder] = []
    for json in list {
      let holder = try VaultHolder(json: json)
      guard !holders.contains(where: { $0.name.isSpelledLike(holder.name) }) else {
        throw .headerNotUnderstood(what: "holders")
      }
      holders.append(holder)
    }
    self.init(keyID: keyID, holders: holders)
  }

  package var json: JSON {
    ["version": .integer(Self.version), "key": .string(keyID), "holders": .array(holders.map(\.json))]
  }
}

extension VaultHolder {
  fileprivate init(json: JSON) throws(VaultRefusal) {
    guard let name = json["name"]?.string, Self.isName(name) else { throw .headerNotUnderstood(what: "name") }
    guard let salt = Self.bytes(json["salt"], count: Self.saltLength) else {
      throw .headerNotUnderstood(what: "salt")
    }
    guard let wrapped = Self.bytes(json["wrapped"], count: Self.wrappedLength) else {
      throw .headerNotUnderstood(what: "wrapped")
    }
    self.init(name: name, cost: try VaultCost(json: json["cost"] ?? .null), salt: salt, wrapped: wrapped)
  }

  fileprivate var json: JSON {
    [
      "name": .string(name), "cost": cost.json, "salt": .string(Identity.hexadecimal(salt)),
      "wrapped": .string(Identity.hexadecimal(wrapped)),
    ]
  }

  private static func bytes(_ json: JSON?, count: Int) -> [UInt8]? {
    guard let bytes = json?.string.flatMap({ Identity.bytes(ofHexadecimal: $0) }), bytes.count == count else {
      return nil
    }
    return bytes
  }
}
