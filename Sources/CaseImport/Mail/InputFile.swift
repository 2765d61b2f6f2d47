import Glibc
import Privileges

/// An open file, closed when nobody holds it any more.
final class InputFile: Sendable {
  private let descriptor: Int32
  private let isOurs: Bool

  /// Opens `path` for reading; nil and `errno` when that is refused.
  ///
  /// - Parameter followsLinks: false for what was found inside a folder: a link there could lead anywhere.
  init?(path: FilePath, followsLinks: Bool) {
    // A named pipe put in the place of a file would make opening wait for ever.
    let flags = O_RDONLY | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW | O_NONBLOCK)
    let opened = Privilege.asPerson { path.withCString { open($0, flags) } }
    guard opened >= 0 else { return nil }
    descriptor = opened
    isOurs = true
  }

  /// Standard input, which stays open.
  init() {
    descriptor = 0
    isOurs = false
  }

  deinit {
    if isOurs { close(descriptor) }
  }

  /// Appends up to `count` bytes; how many came, 0 at the end, -1 with `errno` when reading failed.
  func read(_ count: Int, into bytes: inout [UInt8]) -> Int {
    while true {
      let got = withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { buffer in
        let got = Glibc.read(descriptor, buffer.baseAddress, count)
        if got > 0 { bytes.append(contentsOf: UnsafeRawBufferPointer(buffer).prefix(got)) }
        return got
      }
      guard got < 0, errno == EINTR else { return got }
    }
  }
}

/// The system's words for an error number.
func systemText(_ errorNumber: Int32) -> String {
  strerror(errorNumber).map { String(cString: $0) } ?? "error \(errorNumber)"
}
