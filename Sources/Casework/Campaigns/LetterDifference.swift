/// A letter of a campaign as its difference from the common text.
package struct LetterDifference: Sendable, Equatable {
  /// A part of the letter, in its order.
  package enum Piece: Sendable, Equatable {
    /// So many paragraphs in a row that are common.
    case same(paragraphs: Int)
    /// A paragraph that only this letter has, on one line.
    case own(String)
    /// A common paragraph in other words.
    case reworded([Segment])
  }

  /// Words in a row; blanks stand between two of these.
  package struct Segment: Sendable, Equatable {
    package let text: String
    /// Whether the common paragraph has them not.
    package let isOwn: Bool

    package init(_ text: String, isOwn: Bool) {
      self.text = text
      self.isOwn = isOwn
    }
  }

  package private(set) var pieces: [Piece] = []
  /// How many of the common paragraphs the letter leaves out, or has in other words.
  package private(set) var omitted = 0
  /// The paragraphs that are common ones in other words, by their keys: of each word, as blanks divide them, whether it
  /// is the letter's own.
  package private(set) var ownWords: [UInt64: [Bool]] = [:]

  /// Whether it says what the common text says and nothing else.
  package var isNone: Bool {
    omitted == 0 && pieces.allSatisfy { if case .same = $0 { true } else { false } }
  }

  package init(of letter: LetterPassages, from common: CommonText) {
    let present = Set(letter.passages.map(\.key))
    let left = common.passages.filter { !present.contains($0.key) }
    omitted = left.count
    // Words are compared where there are few to compare: a letter of a megabyte is its own.
    let rephrased = left.prefix(Self.mostCompared).map { Wording($0.text) }
    var steps = Self.mostSteps
    for passage in letter.passages {
      if common.keys.contains(passage.key) {
        addSame()
      } else if let own = Self.ownWords(of: passage, like: rephrased, steps: &steps) {
        ownWords[passage.key] = own
        pieces.append(.reworded(Self.segments(of: passage.text, own: own)))
      } else {
        pieces.append(.own(Wording.line(passage.text)))
      }
    }
  }

  private mutating func addSame() {
    if case .same(let count)? = pieces.last {
      pieces[pieces.count - 1] = .same(paragraphs: count + 1)
    } else {
      pieces.append(.same(paragraphs: 1))
    }
  }

  // MARK: - Word by word

  private static let mostCompared = 30
  /// Pairs of words for one letter, which take some milliseconds: it is shown while a person waits.
  private static let mostSteps = 1_000_000
  /// In words: comparing takes time by the square of it.
  private static let longestCompared = 400
  /// The share of the common paragraph's words that must stand in the letter's, in their order.
  private static let leastKept = 0.6

  private static func ownWords(
    of passage: LetterPassage, like common: [Wording], steps left: inout Int
  ) -> [Bool]? {
    guard !common.isEmpty, passage.wordCount <= longestCompared else { return nil }
    let wording = Wording(passage.text)
    var best: (kept: [Bool], share: Double)?
    for other in common where other.keys.count <= longestCompared && other.keys.count > 3 {
      left -= wording.keys.count * other.keys.count
      guard left >= 0 else { break }
      let kept = wording.kept(from: other)
      let share = Double(kept.count { $0 }) / Double(other.keys.count)
      if share >= leastKept, share > best?.share ?? 0 { best = (kept, share) }
    }
    return best?.kept.map { !$0 }
  }

  /// The words of a paragraph in rows of one kind; empty when it has another number of words.
  package static func segments(of paragraph: Substring, own: [Bool]) -> [Segment] {
    let words = paragraph.split(whereSeparator: \.isWhitespace)
    guard words.count == own.count else { return [] }
    var segments: [Segment] = []
    var start = 0
    for end in words.indices where end + 1 == words.count || own[end + 1] != own[end] {
      segments.append(Segment(words[start...end].joined(separator: " "), isOwn: own[end]))
      start = end + 1
    }
    return segments
  }
}

extension [LetterDifference.Segment] {
  /// `keep the [front] counter open`: what is the letter's own stands in brackets.
  package var bracketed: String {
    map { $0.isOwn ? "[\($0.text)]" : $0.text }.joined(separator: " ")
  }
}

/// The words of a paragraph as they are written, each with its number.
private struct Wording {
  let words: [Substring]
  let keys: [UInt64]

  init(_ text: Substring) {
    let all = text.split(whereSeparator: \.isWhitespace).map { ($0, LetterWords($0)) }
    words = all.map(\.0)
    // What is a sign alone is like any other sign.
    keys = all.map { $0.1.count == 0 ? 0 : $0.1.key }
  }

  static func line(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Which of the words stand in the other in the same order: a longest common subsequence.
  func kept(from other: Wording) -> [Bool] {
    let (rows, columns) = (keys.count, other.keys.count)
    var lengths = [Int](repeating: 0, count: (rows + 1) * (columns + 1))
    for row in stride(from: rows - 1, through: 0, by: -1) {
      for column in stride(from: columns - 1, through: 0, by: -1) {
        let place = row * (columns + 1) + column
        lengths[place] =
          keys[row] == other.keys[column]
          ? lengths[place + columns + 2] + 1 : max(lengths[place + columns + 1], lengths[place + 1])
      }
    }
    var kept = [Bool](repeating: false, count: rows)
    var (row, column) = (0, 0)
    while row < rows, column < columns {
      let place = row * (columns + 1) + column
      if keys[row] == other.keys[column] {
        kept[row] = true
        row += 1
        column += 1
      } else if lengths[place + columns + 1] >= lengths[place + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return kept
  }
}
