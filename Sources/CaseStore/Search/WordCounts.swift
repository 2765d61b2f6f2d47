#if canImport(Glibc)
  internal import Glibc
#endif

/// In how many records each word stands, and the newest of them, counted over many texts: a table of its own, since an
/// import spends more time on this than on anything else that is not SQLite's.
struct WordCounts {
  private struct Entry {
    let hash: UInt64
    /// Where the word stands in ``letters``.
    let start: Int
    let length: Int
    var count = 0
    var last: Int64 = 0
    /// The record that was counted last, so that a word is counted once a record.
    var counted: Int64 = -1
  }

  private var entries: [Entry] = []
  private var letters: [UInt8] = []
  /// One more than the place of an entry; 0 for none. A power of two of them, at most half of them taken.
  private var slots = [UInt32](repeating: 0, count: 1 << 12)
  /// Nobody can write a letter whose words all fall into one slot.
  private let seed = UInt64.random(in: .min ... .max) | 1

  /// Counts one word of a record.
  mutating func take(_ word: UnsafeBufferPointer<UInt8>, in record: Int64) {
    let place = place(of: word)
    guard entries[place].counted != record else { return }
    entries[place].counted = record
    entries[place].count += 1
    entries[place].last = max(entries[place].last, record)
  }

  /// Hands out the words in the order of their bytes.
  func each(_ body: (UnsafeBufferPointer<UInt8>, _ count: Int, _ last: Int64) throws -> Void) rethrows {
    try letters.withUnsafeBufferPointer { letters in
      func word(_ place: Int) -> UnsafeBufferPointer<UInt8> {
        let entry = entries[place]
        return UnsafeBufferPointer(rebasing: letters[entry.start..<(entry.start + entry.length)])
      }
      for place in sorted { try body(word(place), entries[place].count, entries[place].last) }
    }
  }

  /// The places of the entries in the order of their words, when ``sort()`` was called; else in any.
  private var sorted: [Int] = []

  mutating func sort() {
    sorted = letters.withUnsafeBufferPointer { letters in
      entries.withUnsafeBufferPointer { entries in
        entries.indices.sorted { one, other in
          let (one, other) = (entries[one], entries[other])
          guard let base = letters.baseAddress else { return false }
          let order = memcmp(base + one.start, base + other.start, min(one.length, other.length))
          return order == 0 ? one.length < other.length : order < 0
        }
      }
    }
  }

  private mutating func place(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = hash(word)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if entries[place].hash == hash, isWord(word, at: place) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    entries.append(Entry(hash: hash, start: letters.count, length: word.count))
    letters.append(contentsOf: word)
    slots[slot] = UInt32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  private func isWord(_ word: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard entries[place].length == word.count, let bytes = word.baseAddress else { return false }
    return letters.withUnsafeBufferPointer { letters in
      letters.baseAddress.map { memcmp($0 + entries[place].start, bytes, word.count) == 0 } ?? false
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (place, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(place + 1)
    }
  }

  /// Eight bytes at a time, each multiplied to the full width and folded (as wyhash does).
  private func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(word)
    var hash = seed ^ UInt64(bytes.count)
    var place = 0
    while place < bytes.count {
      var piece: UInt64 = 0
      if bytes.count - place >= 8 {
        piece = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      } else {
        for byte in bytes[place...] { piece = piece << 8 | UInt64(byte) }
      }
      let product = (hash ^ piece).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
      place += 8
    }
    let last = (hash ^ seed).multipliedFullWidth(by: 0xBF58_476D_1CE4_E5B9)
    return last.high ^ last.low
  }
}
