import Glibc

/// Collects what comes through a pipe, and cuts it into frames: four bytes of length, then so many bytes.
package struct FrameInput {
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0
  private let longest: Int

  private static let usualSize = 1 << 20

  /// - Parameter longest: bytes of the longest frame that is accepted.
  package init(longest: Int) {
    self.longest = longest
    buffer = [UInt8](repeating: 0, count: Self.usualSize)
  }

  /// Reads once; what `read(2)` returned.
  package mutating func fill(from descriptor: Int32) -> Int {
    makeRoom()
    let got = buffer.withUnsafeMutableBytes { bytes in
      let room = UnsafeMutableRawBufferPointer(rebasing: bytes[end...])
      return read(descriptor, room.baseAddress, room.count)
    }
    if got > 0 { end += got }
    return got
  }

  /// The next whole frame; nil when more bytes are needed.
  package mutating func next() throws(MalformedBytes) -> ArraySlice<UInt8>? {
    guard let length = frameLength else { return nil }
    guard length <= longest else { throw MalformedBytes() }
    guard end - start >= 4 + length else { return nil }
    let frame = buffer[(start + 4)..<(start + 4 + length)]
    start += 4 + length
    return frame
  }

  private var frameLength: Int? {
    guard end - start >= 4 else { return nil }
    return (0..<4).reversed().reduce(0) { $0 << 8 | Int(buffer[start + $1]) }
  }

  /// Room for the rest of a frame that has begun, and at least for some bytes.
  private mutating func makeRoom() {
    let needed = min(max(4 + (frameLength ?? 0), Self.usualSize), 4 + longest)
    let isOversized = buffer.count > Self.usualSize && needed == Self.usualSize
    guard buffer.count - start < needed || isOversized || end == buffer.count else { return }
    if buffer.count == needed {
      buffer.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    } else {
      let left = buffer[start..<end]
      var larger = [UInt8](repeating: 0, count: max(needed, left.count + 1))
      larger.replaceSubrange(0..<left.count, with: left)
      buffer = larger
    }
    end -= start
    start = 0
  }
}
