/// What the letters of a campaign have in common: the paragraphs that at least half of them have.
package struct CommonText: Sendable, Equatable {
  /// In the order of the letter that has most of them.
  package let passages: [LetterPassage]
  /// Their keys, to tell a paragraph of a letter by.
  package let keys: Set<UInt64>

  /// - Parameter letters: the letters, each with its own paragraphs. Fewer than two have nothing in common.
  package init(of letters: [LetterPassages]) {
    var counts: [UInt64: Int] = [:]
    for letter in letters {
      for key in Set(letter.passages.map(\.key)) { counts[key, default: 0] += 1 }
    }
    let needed = max(2, (letters.count + 1) / 2)
    let common = Set(counts.filter { $0.value >= needed }.keys)
    let most = letters.max { one, other in
      one.count(of: common) < other.count(of: common)
    }
    var seen: Set<UInt64> = []
    let ordered = [most].compactMap { $0 } + letters
    passages = ordered.flatMap(\.passages).filter { common.contains($0.key) && seen.insert($0.key).inserted }
    keys = common
  }

  /// The first paragraph of some length, on one line: it says what the letters are about.
  package var opening: String {
    let first = passages.first { $0.wordCount >= 6 } ?? passages.first
    return first.map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") } ?? ""
  }
}

extension LetterPassages {
  /// How many different paragraphs are among these.
  fileprivate func count(of keys: Set<UInt64>) -> Int { Set(passages.map(\.key)).intersection(keys).count }
}
