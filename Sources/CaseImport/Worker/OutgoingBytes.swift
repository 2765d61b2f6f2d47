import Glibc

/// What is on its way into a pipe. Small pieces are joined, so that many go with one call; large ones are
/// held as they are, so that the largest messages are not in memory twice.
struct OutgoingBytes {
  private var pieces: [[UInt8]] = []
  /// Bytes of the first piece that are gone.
  private var sent = 0
  private(set) var count = 0

  private static let small = 64 << 10
  private static let longestJoined = 256 << 10

  var isEmpty: Bool { pieces.isEmpty }

  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    count += bytes.count
    if bytes.count < Self.small, let last = pieces.indices.last, pieces[last].count < Self.longestJoined {
      pieces[last] += bytes
    } else {
      pieces.append(bytes)
    }
  }

  mutating func removeAll() {
    pieces = []
    sent = 0
    count = 0
  }

  /// Writes until all is gone or the pipe is full; false with `errno` when the pipe is broken.
  mutating func write(to descriptor: Int32) -> Bool {
    while let piece = pieces.first {
      let written = piece.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
      }
      guard written >= 0 || errno == EINTR else { return errno == EAGAIN }
      sent += max(0, written)
      count -= max(0, written)
      guard sent == piece.count else { continue }
      pieces.removeFirst()
      sent = 0
    }
    return true
  }
}
