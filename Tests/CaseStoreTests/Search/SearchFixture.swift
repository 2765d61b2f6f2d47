import CaseStore
import Casework
import Foundation

/// A store with some thousands of made-up letters, made once for all tests that only read it.
struct LetterMill {
  private var generator: Numbers
  private let common: [String]
  private let rare: [String]

  init(seed: UInt64) {
    generator = Numbers(state: seed)
    common =
      "the police of a road speeding dogs burglary noise path quad bikes ward Môn Ynys caffi £50 well-being it's"
      .split(separator: " ").map(String.init)
    let syllables = [
      "ba", "bu", "ca", "co", "ma", "mac", "in", "ter", "pol", "llan", "é", "ñu", "стр", "犬", "x1", "10",
    ]
    var words: [String] = []
    for one in syllables {
      for two in syllables { for three in syllables { words.append(one + two + three) } }
    }
    rare = words
  }

  mutating func letters(_ count: Int) -> [IncomingMail] {
    (0..<count).map { number in
      let references = number > 10 && number.isMultiple(of: 7) ? ["\(number - 5)@mill"] : []
      return letter(
        text(3), text(Int.random(in: 5...40, using: &generator)), id: "\(number)@mill",
        references: references,
        from: "\(word().lowercased())@example.org", minutes: number)
    }
  }

  private mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in word() }.joined(separator: Bool.random(using: &generator) ? " " : "\r\n")
  }

  private mutating func word() -> String {
    let pool = Int.random(in: 0..<3, using: &generator) == 0 ? rare : common
    let word = pool.randomElement(using: &generator) ?? ""
    return Int.random(in: 0..<8, using: &generator) == 0 ? word.uppercased() : word
  }
}

/// The same numbers in every run. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators".
struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
