import Casework
import Glibc
import Privileges

/// A file that the program makes for a person; it never overwrites one.
struct NewFile: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// Throws: ``Failure`` when there is a file already, or none can be made.
  init(_ path: String) throws {
    descriptor = Privilege.asPerson {
      open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw Failure("\(path) cannot be written (\(reason)): choose another name.", status: EX_CANTCREAT)
    }
    self.path = path
  }

  deinit { close(descriptor) }

  /// Appends all of `bytes`.
  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        // Half a file would stand in the way of the next try.
        Self.remove(path)
        throw Failure("\(path) is not written to its end: the disk may be full.", status: EX_IOERR)
      }
      written += count
    }
  }

  /// Takes away a file that was made in vain.
  static func remove(_ path: String) {
    _ = Privilege.asPerson { unlink(path) }
  }

  /// The name of a file without its folders.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
