internal import FoundationEssentials
internal import Privileges

#if canImport(Glibc)
  internal import Glibc
#endif

/// With whose rights a file is opened: those of the program, which may have the store's group's, or those of the
/// person who named it.
package enum FileRights {
  case program, person

  func opening<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    switch self {
    case .program: try body()
    case .person: try Privilege.asPerson(body)
    }
  }
}

/// A file that appears under its name whole, and on the disk, or not at all. It never takes the place of another.
///
/// It is written beside its place, under a name of its own.
package final class WholeFile {
  let path: String
  /// Where it is written; only its owner may read it.
  let workPath: String
  private let rights: FileRights
  private var isPublished = false

  /// Gives a file that was written elsewhere, in the same folder, its name.
  init(written workPath: String, for path: String) throws(KeepingRefusal) {
    guard !StoreFile.isTaken(path) else { throw .fileExists(path: path) }
    self.path = path
    self.workPath = workPath
    rights = .program
  }

  /// Throws: ``KeepingRefusal/fileExists(path:)``, ``KeepingRefusal/cannotWrite(path:reason:)``.
  package init(at path: String, by rights: FileRights = .program) throws(KeepingRefusal) {
    guard !rights.opening({ StoreFile.isTaken(path) }) else { throw .fileExists(path: path) }
    self.path = path
    self.rights = rights
    let workPath = "\(path).\(Identity.hexadecimal(Identity.random(count: 4))).part"
    self.workPath = workPath
    let descriptor = rights.opening {
      open(workPath, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: Self.reason()) }
    close(descriptor)
  }

  deinit {
    guard !isPublished else { return }
    rights.opening { for suffix in ["", "-journal", "-wal", "-shm"] { unlink(workPath + suffix) } }
  }

  /// Appends what `body` hands out.
  ///
  /// Throws: ``KeepingRefusal/cannotWrite(path:reason:)``, and what `body` throws.
  package func write(_ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
    let descriptor = rights.opening { open(workPath, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC) }
    guard descriptor >= 0 else { throw KeepingRefusal.cannotWrite(path: path, reason: Self.reason()) }
    defer { close(descriptor) }
    try body { bytes in
      var rest = bytes
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw KeepingRefusal.cannotWrite(path: self.path, reason: Self.reason()) }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  /// Brings the file to the disk and then to its name.
  ///
  /// Throws: ``KeepingRefusal/fileExists(path:)``, ``KeepingRefusal/cannotWrite(path:reason:)``.
  package func publish() throws(KeepingRefusal) { try publish(mode: 0o600) }

  func publish(mode: mode_t) throws(KeepingRefusal) {
    let descriptor = rights.opening { open(workPath, O_RDWR | O_NOFOLLOW | O_CLOEXEC) }
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: Self.reason()) }
    defer { close(descriptor) }
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else {
      throw .cannotWrite(path: path, reason: Self.reason())
    }
    try rights.opening { () throws(KeepingRefusal) in try bringToItsName() }
    isPublished = true
    do throws(KeepingRefusal) { try syncFolder() } catch {
      // Whoever is told that there is no file must find none.
      rights.opening { StoreFile.unlinkFile(path) }
      throw error
    }
  }

  /// `link` never replaces; file systems of memory sticks know no second name, there the check comes first.
  private func bringToItsName() throws(KeepingRefusal) {
    if link(workPath, path) == 0 {
      unlink(workPath)
      return
    }
    guard errno != EEXIST, !StoreFile.isTaken(path) else { throw .fileExists(path: path) }
    guard rename(workPath, path) == 0 else { throw .cannotWrite(path: path, reason: Self.reason()) }
  }

  /// A name is on the disk when its folder is.
  private func syncFolder() throws(KeepingRefusal) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = rights.opening { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Some file systems cannot sync a folder, and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw .cannotWrite(path: path, reason: Self.reason())
    }
  }

  static func reason() -> String { String(cString: strerror(errno)) }
}

/// Reading a file from its beginning to its end.
enum FileReading {
  /// Throws: ``KeepingRefusal/cannotRead(path:reason:)``, and what `body` throws.
  static func each(
    _ path: String, by rights: FileRights = .program, piece size: Int = 1 << 20,
    _ body: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    // A pipe would keep whoever opens it waiting for ever.
    let descriptor = rights.opening { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw KeepingRefusal.cannotRead(path: path, reason: WholeFile.reason()) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: size)
    while true {
      let count = read(descriptor, &buffer, size)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw KeepingRefusal.cannotRead(path: path, reason: WholeFile.reason()) }
      guard count > 0 else { return }
      try body(buffer[..<count])
    }
  }

  /// All of a small file.
  static func all(_ path: String, by rights: FileRights = .program, most: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try each(path, by: rights, piece: 4096) { piece in
      bytes += piece
      guard bytes.count <= most else { throw KeepingRefusal.cannotRead(path: path, reason: "too large") }
    }
    return bytes
  }
}
