#if canImport(Glibc)
  internal import Glibc
#endif

/// Bytes that nobody can guess, from the system, asked for more at once each time: a call for each of the numbers of an
/// import takes as long as writing them.
///
/// Each byte is handed out once. It belongs to one thread.
final class RandomBytes {
  private var bytes: ArraySlice<UInt8> = []
  private var atOnce = 0
  private static let mostAtOnce = 4096

  func next(_ count: Int) -> [UInt8] {
    if bytes.count < count {
      bytes = Self.fromTheSystem(max(count, atOnce))[...]
      atOnce = min(Self.mostAtOnce, 2 * bytes.count)
    }
    defer { bytes = bytes.dropFirst(count) }
    return Array(bytes.prefix(count))
  }

  private static func fromTheSystem(_ count: Int) -> [UInt8] {
    // Source: getentropy(3), at most 256 bytes a call.
    [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count {
        let piece = min(256, count - filled)
        guard getentropy(room.baseAddress?.advanced(by: filled), piece) == 0 else { break }
        filled += piece
      }
      // A system without that call has Swift's own generator.
      var generator = SystemRandomNumberGenerator()
      while filled < count {
        room[filled] = generator.next()
        filled += 1
      }
    }
  }
}
