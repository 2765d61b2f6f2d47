internal import Casework

/// Texts that stand in many rows, each made once. Compared byte by byte.
struct WordStore {
  private var words: [ByteKey: String] = [:]

  mutating func word(_ bytes: ArraySlice<UInt8>) -> String {
    if let word = words[ByteKey(bytes)] { return word }
    let word = CSVWriter.restored(String(decoding: bytes, as: UTF8.self))
    // A copy: the slice would keep its whole row.
    words[ByteKey(ArraySlice(Array(bytes)))] = word
    return word
  }
}

/// Bytes as a key. Swift compares strings by what a reader sees, so é in one scalar and in two would be one.
struct ByteKey: Hashable {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  static func == (one: ByteKey, other: ByteKey) -> Bool {
    one.bytes.count == other.bytes.count && one.bytes.elementsEqual(other.bytes)
  }

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
