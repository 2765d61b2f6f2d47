import Glibc

/// One conversion to UTF-8 by the C library.
///
/// Only ``CharsetDecoder`` makes one, and only for names on its list: iconv must not get a name from outside,
/// as such a name can carry instructions (`//TRANSLIT`) and load modules nobody expects.
struct IconvTable: ~Copyable {
  private let descriptor: iconv_t

  /// nil when the C library of this machine has no such table.
  init?(_ name: String) {
    guard let descriptor = iconv_open("UTF-8", name), Int(bitPattern: descriptor) != -1 else { return nil }
    self.descriptor = descriptor
  }

  deinit {
    iconv_close(descriptor)
  }

  /// The text; each byte that means nothing has become U+FFFD.
  borrowing func decode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    var source = bytes
    source.withUnsafeMutableBytes { source in
      var input = source.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = source.count
      while left > 0 {
        let problem = step(&input, &left, into: &result)
        guard problem == EILSEQ || problem == EINVAL, left > 0 else { continue }
        result.append(scalar: 0xFFFD)
        input = input?.advanced(by: 1)
        left -= 1
      }
    }
    return Array(String(decoding: result, as: UTF8.self).utf8)
  }

  /// Converts until the buffer is full or something is wrong; the error number, 0 if none.
  private borrowing func step(
    _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, into result: inout [UInt8]
  ) -> Int32 {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8192) { buffer in
      var output = buffer.baseAddress
      var room = buffer.count
      let outcome = iconv(descriptor, &input, &left, &output, &room)
      let problem = outcome == Int.max.magnitude || outcome == -1 ? errno : 0
      result.append(contentsOf: UnsafeRawBufferPointer(buffer).prefix(buffer.count - room))
      return problem
    }
  }
}
