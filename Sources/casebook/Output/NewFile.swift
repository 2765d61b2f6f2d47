import Casework
import Glibc

/// A file of a person's own that the program makes.
enum NewFile {
  /// Writes all bytes to a file that must not exist, for its owner alone.
  ///
  /// Throws: ``Failure`` when it exists, or cannot be written to its end.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw Failure("\(path) cannot be written (\(reason)): choose another name.", status: EX_CANTCREAT)
    }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count > 0 else {
        throw Failure("\(path) is not written to its end: the disk may be full.", status: EX_IOERR)
      }
      written += count
    }
  }
}
