internal import Casework
internal import Crypto
internal import CryptoExtras

/// What a guess at a passphrase costs: the parameters of scrypt. They lie beside each wrapped key, so that new ones
/// can cost more while old ones still open.
///
/// Source: RFC 7914. 2^17, 8, 1 takes 128 MiB and about 0.3 s.
package struct VaultCost: Sendable, Equatable {
  /// N: a power of two.
  package let rounds: Int
  /// r. Always 8, for the library's own limit on memory is too small above 16.
  package let blockSize: Int
  /// p.
  package let parallelism: Int

  package static let standard = VaultCost(uncheckedRounds: 1 << 17)

  /// From 16 MiB, below which guessing is cheap, to 512 MiB, above which a header is an attack on the machine.
  private static let allowedRounds = 1 << 14...1 << 19

  /// Throws: ``VaultRefusal/costRefused(what:value:)``, before any memory is taken.
  package init(rounds: Int, blockSize: Int = 8, parallelism: Int = 1) throws(VaultRefusal) {
    guard Self.allowedRounds.contains(rounds), rounds & (rounds - 1) == 0 else {
      throw .costRefused(what: "N =", value: rounds)
    }
    guard blockSize == 8 else { throw .costRefused(what: "r =", value: blockSize) }
    guard (1...4).contains(parallelism) else { throw .costRefused(what: "p =", value: parallelism) }
    self.rounds = rounds
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  private init(uncheckedRounds rounds: Int) {
    self.rounds = rounds
    self.blockSize = 8
    self.parallelism = 1
  }

  /// Of memory, in MiB.
  var megabytes: Int { 128 * rounds * blockSize >> 20 }

  /// The key that wraps the vault's key.
  ///
  /// - Parameter passphrase: not empty, nor is `salt`.
  /// Throws: ``VaultRefusal/notEnoughMemory(megabytes:)``.
  func wrappingKey(passphrase: [UInt8], salt: [UInt8]) throws(VaultRefusal) -> SymmetricKey {
    // The library reads through the address of the first byte, and an empty array has none.
    guard !passphrase.isEmpty, !salt.isEmpty else { throw .fault }
    do {
      return try KDF.Scrypt.deriveKey(
        from: passphrase, salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
        parallelism: parallelism)
    } catch {
      throw .notEnoughMemory(megabytes: megabytes)
    }
  }
}

extension VaultCost {
  /// Throws: ``VaultRefusal/headerNotUnderstood(what:)``, ``VaultRefusal/costRefused(what:value:)``.
  init(json: JSON) throws(VaultRefusal) {
    guard json["kdf"]?.string == "scrypt", let rounds = json["N"]?.integer,
      let blockSize = json["r"]?.integer,
      let parallelism = json["p"]?.integer
    else { throw .headerNotUnderstood(what: "cost") }
    try self.init(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
  }

  var json: JSON {
    [
      "kdf": "scrypt", "N": .integer(rounds), "r": .integer(blockSize), "p": .integer(parallelism),
    ]
  }
}
