/// Writes values as bytes: numbers little-endian, text and lists with their length in front.
package struct ByteWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// Nothing is written yet.
  package init() {}

  /// Bytes written so far.
  package var count: Int { bytes.count }

  /// Keeps the room for the next bytes, unless it is more than usual.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: bytes.capacity < 4 << 20) }

  /// One byte.
  package mutating func write(_ number: UInt8) { bytes.append(number) }

  /// Four bytes.
  package mutating func write(_ number: UInt32) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Eight bytes.
  package mutating func write(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The number of bytes of UTF-8 in four bytes, then these.
  package mutating func write(_ text: String) {
    write(UInt32(clamping: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// The bytes as they are, without their number.
  package mutating func write(contentsOf raw: [UInt8]) { bytes.append(contentsOf: raw) }

  /// The number of elements in four bytes, then each of them.
  package mutating func write<Element>(list: [Element], _ write: (inout ByteWriter, Element) -> Void) {
    self.write(UInt32(clamping: list.count))
    for element in list { write(&self, element) }
  }

  /// A frame: its length, then what `body` writes.
  package mutating func frame(_ body: (inout ByteWriter) -> Void) {
    let start = bytes.count
    write(UInt32(0))
    body(&self)
    let length = UInt32(clamping: bytes.count - start - 4)
    withUnsafeBytes(of: length.littleEndian) { length in
      for (offset, byte) in length.enumerated() { bytes[start + offset] = byte }
    }
  }
}

/// The bytes are not what ``ByteWriter`` writes.
package struct MalformedBytes: Error {
  /// No more is known: what lies is not asked why.
  package init() {}
}

/// Reads what ``ByteWriter`` wrote, and believes nothing: the writer may be a worker that a message took
/// over.
package struct ByteReader {
  private var rest: ArraySlice<UInt8>

  /// No list is longer than this.
  private static let longestList = 100_000

  /// Reads from the first of these bytes on.
  package init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// Whether all is read.
  package var isAtEnd: Bool { rest.isEmpty }

  /// So many bytes as they are.
  package mutating func take(_ count: Int) throws(MalformedBytes) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else { throw MalformedBytes() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// All that is left.
  package mutating func takeRest() -> ArraySlice<UInt8> {
    defer { rest = [] }
    return rest
  }

  /// One byte.
  package mutating func byte() throws(MalformedBytes) -> UInt8 {
    guard let byte = rest.popFirst() else { throw MalformedBytes() }
    return byte
  }

  /// A number of four bytes.
  package mutating func length() throws(MalformedBytes) -> Int {
    try Int(take(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
  }

  /// A number of eight bytes.
  package mutating func number() throws(MalformedBytes) -> Int {
    try Int(Int64(bitPattern: take(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
  }

  /// Text; what is not UTF-8 becomes U+FFFD.
  package mutating func text() throws(MalformedBytes) -> String {
    let count = try length()
    return try String(decoding: take(count), as: UTF8.self)
  }

  /// The elements, each read by `read`; at most 100,000.
  package mutating func list<Element>(
    _ read: (inout ByteReader) throws(MalformedBytes) -> Element
  ) throws(MalformedBytes) -> [Element] {
    let count = try length()
    // Each element is at least a byte, so a count that lies cannot reserve memory.
    guard count <= Self.longestList, count <= rest.count else { throw MalformedBytes() }
    var result: [Element] = []
    result.reserveCapacity(count)
    for _ in 0..<count { try result.append(read(&self)) }
    return result
  }
}
