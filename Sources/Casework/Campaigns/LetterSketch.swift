/// A letter's text in sixteen numbers: the smallest of those that stand for every five of its words in a row.
///
/// How many of the smallest numbers of two letters together stand in both estimates how much of their texts is the same,
/// whatever each writer put before, between or after. Source: Broder, "On the resemblance and containment of
/// documents" (1997), section 4; runs of words, as in Schleimer, Wilkerson and Aiken, "Winnowing" (2003).
package struct LetterSketch: Sendable, Hashable {
  /// Rising, each once; never empty.
  package let minima: [UInt64]

  /// How many numbers are kept.
  package static let size = 16
  /// Words in a row.
  private static let run = 5
  /// A letter with fewer words of its own has too little to be told from others by.
  package static let fewestWords = 20
  /// The least share of one text in the other that makes them one text with additions: a letter that is twice as long as
  /// the common text has a third.
  package static let least = 0.3
  /// How many of the numbers lead to the letter. Two that share half of their text share one of these in nineteen of
  /// twenty cases, and any third letter of the campaign finds the rest.
  package static let keyCount = 4

  /// Nil when the letter has too few words of its own.
  package init?(_ text: String) {
    var words: [UInt64] = []
    LetterPassages.each(of: text) { words += $1.numbers }
    guard words.count >= Self.fewestWords else { return nil }
    var smallest: [UInt64] = []
    for start in 0...(words.count - Self.run) {
      var number: UInt64 = 0
      for word in words[start..<(start + Self.run)] { number = number &* 0x100_0000_01B3 ^ word }
      Self.keep(LetterWords.mixed(number), in: &smallest)
    }
    minima = smallest
  }

  private static func keep(_ number: UInt64, in smallest: inout [UInt64]) {
    if smallest.count == size, let last = smallest.last, number >= last { return }
    let place = smallest.firstIndex { $0 >= number } ?? smallest.endIndex
    if place < smallest.endIndex, smallest[place] == number { return }
    smallest.insert(number, at: place)
    if smallest.count > size { smallest.removeLast() }
  }

  /// The numbers through which letters with the same text find each other.
  package var keys: ArraySlice<UInt64> { minima.prefix(Self.keyCount) }

  /// From 0, nothing in common, to 1, the same text.
  package func similarity(to other: LetterSketch) -> Double {
    var (mine, theirs, taken, shared) = (0, 0, 0, 0)
    while taken < Self.size, mine < minima.count || theirs < other.minima.count {
      let one = mine < minima.count ? minima[mine] : .max
      let two = theirs < other.minima.count ? other.minima[theirs] : .max
      if one == two { shared += 1 }
      if one <= two { mine += 1 }
      if two <= one { theirs += 1 }
      taken += 1
    }
    return taken == 0 ? 0 : Double(shared) / Double(taken)
  }

  /// Whether one is the other with additions, as far as the sixteen can tell.
  package func isSameText(as other: LetterSketch) -> Bool { similarity(to: other) >= Self.least }

  // MARK: - As bytes

  /// Eight bytes a number, the most significant first.
  package var bytes: [UInt8] {
    minima.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) } }
  }

  /// Nil for what ``bytes`` did not make. Read by hand: a large group has thousands.
  package init?(bytes: [UInt8]) {
    guard !bytes.isEmpty, bytes.count % 8 == 0, bytes.count <= 8 * Self.size else { return nil }
    let numbers = bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 8).map {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
      }
    }
    guard zip(numbers, numbers.dropFirst()).allSatisfy(<) else { return nil }
    minima = numbers
  }
}
