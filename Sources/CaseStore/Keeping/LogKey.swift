internal import Casework
internal import Crypto
internal import Privileges

#if canImport(Glibc)
  internal import Glibc
#endif

/// The key that signs the heads of the log: Ed25519, in a file beside the store that its owner alone may read, or on a shared
/// machine the program alone.
///
/// Its public half is printed when it is made, for the auditor to keep: the one in the file proves nothing.
package struct LogKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// 64 hexadecimal digits, for anybody.
  package var publicKey: String { Identity.hexadecimal(key.publicKey.rawRepresentation) }

  package static func path(besideStore path: String) -> String { path + "-key" }

  /// Makes the key of a new store.
  ///
  /// Throws: ``KeepingRefusal/fileExists(path:)``, ``KeepingRefusal/cannotWrite(path:reason:)``.
  package static func make(besideStore path: String) throws(StoreError) -> LogKey {
    try CaseStore.rephrasing(path) {
      let key = LogKey(key: Curve25519.Signing.PrivateKey())
      let file = try WholeFile(at: self.path(besideStore: path))
      let line = Identity.hexadecimal(key.key.rawRepresentation) + "\n"
      try file.write { take in try Array(line.utf8).withUnsafeBytes(take) }
      try file.publish(mode: Privilege.isRaised ? 0o660 : 0o600)
      return key
    }
  }

  package static func isThere(besideStore path: String) -> Bool {
    StoreFile.isTaken(self.path(besideStore: path))
  }

  /// Takes away the key of a store that could not be made.
  package static func takeAway(besideStore path: String) {
    StoreFile.unlinkFile(self.path(besideStore: path))
  }

  /// The key of a store that is made where one was before: the key that lies there, or a new one.
  package static func readOrMake(besideStore path: String) throws(StoreError) -> LogKey {
    isThere(besideStore: path)
      ? try read(besideStore: path) : try make(besideStore: path)
  }

  /// The key beside a store.
  ///
  /// Throws: ``KeepingRefusal/noKey(path:)``, ``KeepingRefusal/keyIsOpen(path:)``, ``KeepingRefusal/cannotRead(path:reason:)``.
  package static func read(besideStore path: String) throws(StoreError) -> LogKey {
    try CaseStore.rephrasing(path) {
      let path = self.path(besideStore: path)
      guard StoreFile.isTaken(path) else { throw KeepingRefusal.noKey(path: path) }
      guard StoreFile.mode(path).map({ $0 & (Privilege.isRaised ? 0o007 : 0o077) == 0 }) == true else {
        throw KeepingRefusal.keyIsOpen(path: path)
      }
      let digits = try FileReading.all(path, most: 256).filter { $0 > 0x20 }
      guard let bytes = Identity.bytes(ofHexadecimal: String(decoding: digits, as: UTF8.self)),
        let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
      else { throw KeepingRefusal.cannotRead(path: path, reason: "not a key") }
      return LogKey(key: key)
    }
  }

  func signature(of bytes: [UInt8]) throws -> [UInt8] {
    Array(try key.signature(for: bytes))
  }
}

/// No part of the key reaches a log, a crash report or a test's output.
extension LogKey: CustomStringConvertible, CustomReflectable {
  package var description: String { "log key \(publicKey)" }
  package var customMirror: Mirror { Mirror(self, children: ["public": publicKey]) }
}
