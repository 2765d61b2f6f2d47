internal import Casework
internal import GRDB
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// What was found of a store's file that forbids writing to it: for this process in memory, for all others by a mark
/// beside the file.
///
/// A page that SQLite cannot make sense of marks the file; only a check of all of it takes the mark away. A disk that
/// could not bring a change to safety ends the use of the connections that asked for it (``StoreConnections``).
final class StoreTrouble: Sendable {
  private let path: String
  private let found = Mutex<StoreError?>(nil)
  private let failedSyncs = Mutex(0)

  /// How often a change could not be brought to the disk.
  var failures: Int { failedSyncs.withLock { $0 } }

  /// - Parameter isForReadingAlone: whether the file was opened although it is damaged.
  init(path: String, isForReadingAlone: Bool = false) {
    self.path = path
    if isForReadingAlone { found.withLock { $0 = .damaged(path: path) } }
  }

  /// Throws: ``StoreError/damaged(path:)``.
  func requireNone() throws {
    if let error = found.withLock({ $0 }) { throw error }
    if DamageMark.isOn(path) { throw StoreError.damaged(path: path) }
  }

  /// Keeps what an error says of the file, when it says anything of it.
  func notice(_ error: any Error) {
    if error.isDamage {
      found.withLock { $0 = .damaged(path: path) }
      DamageMark.put(on: path)
    }
    // A full disk refuses before it has taken anything: there it is safe to go on.
    if error.isFailedSync { failedSyncs.withLock { $0 += 1 } }
  }

  /// The whole file was checked and holds.
  func clear() {
    DamageMark.takeAway(from: path)
    found.withLock { if $0 == .damaged(path: path) { $0 = nil } }
  }
}

/// A small file beside a store that was found damaged. It names the file, so that another in its place is not meant.
enum DamageMark {
  private static func path(_ store: String) -> String { store + "-damaged" }

  private static func words(_ store: String) -> [UInt8]? {
    StoreFile.identity(store).map { Array("damaged \($0.device) \($0.number)\n".utf8) }
  }

  static func isOn(_ store: String) -> Bool {
    guard StoreFile.isTaken(path(store)), let words = words(store) else { return false }
    return (try? FileReading.all(path(store), most: 256)) == words
  }

  /// Where the folder cannot be written, whoever comes next finds the damage for himself.
  static func put(on store: String) {
    guard !isOn(store), let words = words(store) else { return }
    let descriptor = open(path(store), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o660)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    fchmod(descriptor, 0o660)
    _ = words.withUnsafeBytes { write(descriptor, $0.baseAddress, words.count) }
  }

  static func takeAway(from store: String) {
    if StoreFile.isTaken(path(store)) { unlink(path(store)) }
  }
}
