/// A word of a query that no record has, and those that are written nearly so and that records have.
package struct DidYouMean: Sendable, Equatable {
  /// As it was typed.
  package let missing: String
  /// As the index has them, the likeliest first; never empty.
  package let near: [String]

  /// Nil when nothing is near.
  package init?(missing: String, near: [String]) {
    guard !near.isEmpty else { return nil }
    self.missing = missing
    self.near = near
  }

  /// `Nothing has 'burglray'. Did you mean burglary?`
  package var sentence: Message {
    switch near.count {
    case 1: "Nothing has '\(missing)'. Did you mean \(near[0])?"
    case 2: "Nothing has '\(missing)'. Did you mean \(near[0]) or \(near[1])?"
    default: "Nothing has '\(missing)'. Did you mean \(near[0]), \(near[1]) or \(near[2])?"
    }
  }

  /// What was typed, with the likeliest word in the place of the missing one.
  package func taking(in typed: String) -> String {
    QueryCompletion(self, in: typed).map { $0.taking($0.offers[0], in: typed).text } ?? typed
  }

  /// Where the missing word stands, in characters.
  func place(in typed: String) -> Range<Int>? {
    let (typed, missing) = (Array(typed), Array(missing))
    guard !missing.isEmpty, typed.count >= missing.count else { return nil }
    for start in 0...(typed.count - missing.count) {
      let end = start + missing.count
      guard typed[start..<end].elementsEqual(missing), start == 0 || !typed[start - 1].isPartOfWord,
        end == typed.count || !typed[end].isPartOfWord
      else { continue }
      return start..<end
    }
    return nil
  }

  /// How many letters must be changed, left out, put in, or changed with their neighbour; nil for more than `most`.
  ///
  /// Source: Damerau (1964), each pair of neighbours being changed once at most.
  package static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar], most: Int) -> Int? {
    guard abs(one.count - other.count) <= most else { return nil }
    var before: [Int] = []
    var last = Array(0...other.count)
    for row in one.indices {
      var now = [row + 1]
      now.reserveCapacity(other.count + 1)
      for column in other.indices {
        let change = last[column] + (one[row] == other[column] ? 0 : 1)
        var least = min(change, last[column + 1] + 1, now[column] + 1)
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          least = min(least, before[column - 1] + 1)
        }
        now.append(least)
      }
      guard now.contains(where: { $0 <= most }) else { return nil }
      (before, last) = (last, now)
    }
    return last[other.count] <= most ? last[other.count] : nil
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}
