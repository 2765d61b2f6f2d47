@_spi(_Unicode) internal import Swift

/// Words without accents and in small letters, so that *mon* finds *Môn*.
enum Folding {
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.lowercased()._nfd where scalar.properties.generalCategory != .nonspacingMark {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word.removeAll()
      }
    }
    return word.isEmpty ? words : words + [String(word)]
  }

  /// Whether each of the folded words begins a word of the text.
  static func matches(_ typed: [String], in text: String) -> Bool {
    guard !typed.isEmpty else { return true }
    return matches(typed, words: words(text))
  }

  /// The same for a text that was folded before.
  static func matches(_ typed: [String], words: [String]) -> Bool {
    typed.allSatisfy { typed in words.contains { $0.hasPrefix(typed) } }
  }
}
