/// A word of a query that no record has, and one that is written nearly so and that records have.
package struct DidYouMean: Sendable, Equatable {
  /// As it was typed.
  package let missing: String
  /// As the index has it.
  package let instead: String

  package init(missing: String, instead: String) {
    self.missing = missing
    self.instead = instead
  }

  /// `Nothing has 'burglray'. Did you mean burglary?`
  package var sentence: Message { "Nothing has '\(missing)'. Did you mean \(instead)?" }

  /// What was typed, with the other word in the place of the missing one.
  package func taking(in typed: String) -> String {
    let (typed, missing) = (Array(typed), Array(missing))
    guard !missing.isEmpty, typed.count >= missing.count else { return String(typed) }
    for start in 0...(typed.count - missing.count) {
      let end = start + missing.count
      guard typed[start..<end].elementsEqual(missing), start == 0 || !typed[start - 1].isPartOfWord,
        end == typed.count || !typed[end].isPartOfWord
      else { continue }
      return String(typed[..<start]) + instead + String(typed[end...])
    }
    return String(typed)
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
