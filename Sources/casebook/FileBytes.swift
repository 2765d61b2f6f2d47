import Casework
import Glibc
import Privileges

/// A file that a person named.
enum FileBytes {
  /// All bytes of the file at `path`.
  ///
  /// Throws: ``Failure`` when it cannot be read, or is larger than any file that is meant to be read whole.
  static func all(of path: String) throws -> [UInt8] {
    let descriptor = Privilege.asPerson { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    // A page: most are small, and every start reads one.
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
      if count == piece.count { piece = [UInt8](repeating: 0, count: 65_536) }
      guard bytes.count <= limit else {
        throw Failure("\(path) is larger than 256 MiB: name another file.", status: EX_DATAERR)
      }
    }
  }

  /// Far more than the frame of a million files.
  private static let limit = 256 << 20

  private static func unreadable(_ path: String) -> Failure {
    let reason = String(cString: strerror(errno))
    return Failure("\(path) cannot be read (\(reason)): check the name.", status: EX_NOINPUT)
  }
}
