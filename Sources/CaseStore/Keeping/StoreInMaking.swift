#if canImport(Glibc)
  internal import Glibc
#endif

/// A store that is filled before it gets its place: whoever kills the program meanwhile finds nothing there.
package struct StoreInMaking: Sendable {
  package let path: String
  /// Where the store is made; nobody else looks for it there.
  package let workPath: String

  /// Throws: ``StoreError/storeExists(path:)``.
  package init(at path: String) throws(StoreError) {
    guard !StoreFile.isTaken(path) else { throw .storeExists(path: path) }
    self.path = path
    workPath = "\(path).\(Identity.hexadecimal(Identity.random(count: 4))).making"
  }

  /// Gives the store its place. All who had it open have closed it.
  package func finish() throws(StoreError) {
    try CaseStore.rephrasing(path) {
      // Closing it could not bring everything into the one file.
      guard StoreFile.size(workPath + "-wal") == 0 else { throw StoreError.inputOutput(path: path) }
      let file = try WholeFile(written: workPath, for: path)
      try file.publish(mode: StoreFile.mode(workPath) ?? 0o660)
      abandon()
    }
  }

  /// Takes away what was made.
  package func abandon() {
    StoreFile.remove(workPath)
    unlink(workPath + "-gate")
    DamageMark.takeAway(from: workPath)
  }
}
