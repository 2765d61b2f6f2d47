internal import Crypto

/// The lot that a reference draws: SHA-256 of the UTF-8 of `SEED,REFERENCE`.
///
/// Nobody can choose a ticket, and anybody can compute it: `printf '%s,%s' "$SEED" "$REFERENCE" | sha256sum`.
/// Source: the contract of the draw; requirements C11.
package struct Ticket: Sendable, Hashable {
  /// The 256 bits, the highest first: comparing four numbers is quicker than comparing 64 digits.
  private let words: SIMD4<UInt64>

  package init(seed: String, reference: String) {
    self = Lottery(seed: seed).ticket(of: reference)
  }

  fileprivate init(_ digest: SHA256.Digest) {
    words = digest.withUnsafeBytes { bytes in
      func word(_ position: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: position * 8, as: UInt64.self))
      }
      return SIMD4(word(0), word(1), word(2), word(3))
    }
  }

  /// 64 digits in lower case, as `sha256sum` prints them.
  package var hexadecimal: String {
    (0..<4).map { position in
      let digits = String(words[position], radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

extension Ticket: Comparable {
  package static func < (one: Ticket, other: Ticket) -> Bool {
    for position in 0..<4 where one.words[position] != other.words[position] {
      return one.words[position] < other.words[position]
    }
    return false
  }
}

/// One seed and all its tickets.
struct Lottery {
  private let beginning: [UInt8]

  init(seed: String) {
    beginning = Array("\(seed),".utf8)
  }

  func ticket(of reference: String) -> Ticket {
    Ticket(SHA256.hash(of: beginning + reference.utf8))
  }
}

extension SHA256 {
  /// The digest of bytes without the way through Foundation's `Data`.
  fileprivate static func hash(of bytes: [UInt8]) -> SHA256.Digest {
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return hasher.finalize()
  }

  /// The digest in 64 digits of lower case.
  static func hexadecimal(of bytes: [UInt8]) -> String {
    Ticket(hash(of: bytes)).hexadecimal
  }
}

extension String {
  /// The order of `LC_ALL=C sort`, which is the same on every machine and in every language.
  func precedesInBytes(_ other: String) -> Bool {
    // As with equality, the storage is quicker to walk than the string.
    let precedes = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { mine.lexicographicallyPrecedes($0) }
    }
    return (precedes ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
