/// The words of a text as numbers of 64 bits (FNV-1a, then the mixing of SplitMix64), for comparing texts.
///
/// A word is a run of letters and digits; capital letters of ASCII count as small ones. Apostrophes, dashes and blanks
/// of every kind divide, so that a text is the same whatever program's quotation marks it has.
struct LetterWords {
  private(set) var numbers: [UInt64] = []

  var count: Int { numbers.count }

  init(_ text: Substring) {
    numbers.reserveCapacity(text.utf8.count / 6)
    let wasRead: Void? = text.utf8.withContiguousStorageIfAvailable { read($0) }
    if wasRead == nil { Array(text.utf8).withUnsafeBufferPointer { read($0) } }
  }

  /// All of them, in order, as one number.
  var key: UInt64 { Self.mixed(numbers.reduce(Self.basis) { ($0 ^ $1) &* Self.prime }) }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var number = Self.basis
    var isWithin = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      let length = Self.length(ofDividerAt: place, bytes)
      if length == 0 {
        number = (number ^ UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)) &* Self.prime
        isWithin = true
        place += 1
      } else {
        if isWithin { numbers.append(Self.mixed(number)) }
        number = Self.basis
        isWithin = false
        place += length
      }
    }
    if isWithin { numbers.append(Self.mixed(number)) }
  }

  /// In bytes; 0 where a word goes on. Of what is not ASCII, the blanks and signs of Latin-1 and of General
  /// Punctuation divide.
  @inline(__always)
  private static func length(ofDividerAt place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    switch bytes[place] {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: 0
    case 0x00..<0x80: 1
    case 0xC2: min(2, bytes.count - place)
    case 0xE2 where place + 1 < bytes.count && bytes[place + 1] == 0x80: min(3, bytes.count - place)
    default: 0
    }
  }

  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  /// Source: SplitMix64 (Steele, Lea and Flood 2014).
  @inline(__always)
  static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
