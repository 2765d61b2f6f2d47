internal import Casework
internal import Crypto
internal import FoundationEssentials

/// A backup under a passphrase.
///
/// The first line says what it is, the second is JSON: what a guess costs, and a salt. Then pieces follow, each of four
/// bytes of length (big-endian) and so many of AES-GCM with its tag. The key is scrypt's of the passphrase and the
/// salt, which is new each time, so the nonce is the number of the piece. Each piece authenticates both lines and
/// whether it is the last: none can be changed, moved, left out or cut off.
enum SealedBackup {
  private static let title = "casebook sealed backup 1\n"
  private static let piece = 1 << 20
  private static let tagLength = 16
  private static let longestHead = 1024

  static func isOne(_ path: String) throws -> Bool {
    var start: [UInt8] = []
    var isOne = false
    do {
      try FileReading.each(path, by: .person, piece: title.utf8.count) { bytes in
        start += bytes
        guard start.count >= title.utf8.count else { return }
        isOne = start.starts(with: title.utf8)
        throw Enough()
      }
    } catch is Enough {}
    return isOne
  }

  private struct Enough: Error {}

  // MARK: - Sealing

  /// - Parameter requireGoing: is called before each piece, and ends the sealing by an error.
  static func seal(
    _ source: String, into file: WholeFile, passphrase: [UInt8], cost: VaultCost,
    requireGoing: () throws -> Void = {}
  ) throws {
    guard passphrase.count >= VaultKey.shortestPassphrase else {
      throw VaultRefusal.passphraseTooShort(least: VaultKey.shortestPassphrase)
    }
    let salt = Identity.random(count: 16)
    let facts: JSON = ["cost": cost.json, "salt": .string(Identity.hexadecimal(salt))]
    let head = Array(title.utf8) + facts.canonical + [0x0A]
    let key = try cost.wrappingKey(passphrase: passphrase, salt: salt)
    try file.write { take in
      try head.withUnsafeBytes(take)
      var number = 0
      // One piece is held back, for only the end of the file says which is the last.
      var waiting: [UInt8] = []
      func put(_ bytes: [UInt8], isLast: Bool) throws {
        let box = try AES.GCM.seal(
          bytes, using: key, nonce: try nonce(number), authenticating: head + [isLast ? 1 : 0])
        let sealed = Array(box.ciphertext) + Array(box.tag)
        try (length(sealed.count) + sealed).withUnsafeBytes(take)
        number += 1
      }
      try FileReading.each(source, piece: piece) { bytes in
        try requireGoing()
        if !waiting.isEmpty { try put(waiting, isLast: false) }
        waiting = Array(bytes)
      }
      try put(waiting, isLast: true)
    }
  }

  private static func nonce(_ number: Int) throws -> AES.GCM.Nonce {
    try AES.GCM.Nonce(data: [0, 0, 0, 0] + withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) })
  }

  private static func length(_ count: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt32(count).bigEndian) { Array($0) }
  }

  // MARK: - Opening

  /// Throws: ``KeepingRefusal/wrongPassphrase(path:)`` when not even the first piece opens,
  /// ``KeepingRefusal/sealedFileDamaged(path:)``, ``KeepingRefusal/needsPassphrase(path:)``.
  static func open(_ path: String, into file: WholeFile, passphrase: [UInt8]?) throws {
    guard let passphrase, !passphrase.isEmpty else { throw KeepingRefusal.needsPassphrase(path: path) }
    try file.write { take in
      var opening = Opening(path: path, passphrase: passphrase)
      try FileReading.each(path, by: .person) { try opening.add($0, take) }
      try opening.finish()
    }
  }

  private struct Opening {
    let path: String
    let passphrase: [UInt8]
    private var rest: [UInt8] = []
    private var head: [UInt8] = []
    private var key: SymmetricKey?
    private var number = 0
    private var isEnded = false

    init(path: String, passphrase: [UInt8]) {
      self.path = path
      self.passphrase = passphrase
    }

    mutating func add(
      _ bytes: ArraySlice<UInt8>, _ take: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
      rest += bytes
      guard let key = try key ?? readHead() else { return }
      while rest.count >= 4 {
        let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard (SealedBackup.tagLength...SealedBackup.piece + SealedBackup.tagLength).contains(count), !isEnded
        else { throw KeepingRefusal.sealedFileDamaged(path: path) }
        guard rest.count >= 4 + count else { return }
        try openPiece(Array(rest[4..<4 + count]), key, take)
        rest.removeFirst(4 + count)
      }
    }

    mutating func finish() throws {
      guard isEnded, rest.isEmpty else { throw KeepingRefusal.sealedFileDamaged(path: path) }
    }

    private mutating func readHead() throws -> SymmetricKey? {
      let title = SealedBackup.title.utf8.count
      guard rest.count > title, let end = rest[title...].firstIndex(of: 0x0A) else {
        guard rest.count <= SealedBackup.longestHead else {
          throw KeepingRefusal.sealedFileDamaged(path: path)
        }
        return nil
      }
      guard let facts = try? JSON(parsing: Array(rest[title..<end])),
        let salt = facts["salt"]?.string.flatMap({ Identity.bytes(ofHexadecimal: $0) }), salt.count == 16
      else { throw KeepingRefusal.sealedFileDamaged(path: path) }
      let cost = try VaultCost(json: facts["cost"] ?? .null)
      head = Array(rest[...end])
      rest.removeFirst(end + 1)
      key = try cost.wrappingKey(passphrase: passphrase, salt: salt)
      return key
    }

    private mutating func openPiece(
      _ sealed: [UInt8], _ key: SymmetricKey, _ take: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
      for isLast in [false, true] {
        guard
          let box = try? AES.GCM.SealedBox(
            nonce: try SealedBackup.nonce(number), ciphertext: sealed.dropLast(SealedBackup.tagLength),
            tag: sealed.suffix(SealedBackup.tagLength)),
          let clear = try? AES.GCM.open(box, using: key, authenticating: head + [isLast ? 1 : 0])
        else { continue }
        try Array(clear).withUnsafeBytes(take)
        number += 1
        isEnded = isLast
        return
      }
      guard number > 0 else { throw KeepingRefusal.wrongPassphrase(path: path) }
      throw KeepingRefusal.sealedFileDamaged(path: path)
    }
  }
}
