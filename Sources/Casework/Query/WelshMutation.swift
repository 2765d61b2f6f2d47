/// The initial mutations of Welsh: `Caerdydd` stands in a letter as `yng Nghaerdydd`, `i Gaerdydd`, `a Chaerdydd`.
///
/// Words are given as the search index has them: in small letters, without accents.
/// Source: P. W. Thomas, "Gramadeg y Gymraeg" (1996), VII.4 to VII.11; the same table stands in every grammar.
package enum WelshMutation {
  /// A radical initial with what it becomes; nil where it stays.
  private struct Change {
    let radical: String
    var soft: String?
    var nasal: String?
    var aspirate: String?

    var mutated: [String] { [soft, nasal, aspirate].compactMap { $0 } }
  }

  private static let table = [
    Change(radical: "p", soft: "b", nasal: "mh", aspirate: "ph"),
    Change(radical: "t", soft: "d", nasal: "nh", aspirate: "th"),
    Change(radical: "c", soft: "g", nasal: "ngh", aspirate: "ch"),
    Change(radical: "b", soft: "f", nasal: "m"),
    Change(radical: "d", soft: "dd", nasal: "n"),
    // The soft mutation takes it away: gardd, yr ardd.
    Change(radical: "g", soft: "", nasal: "ng"),
    Change(radical: "m", soft: "f"),
    Change(radical: "ll", soft: "l"),
    Change(radical: "rh", soft: "r"),
  ]

  /// Letters that are written with more than one sign, the longest first, and clusters that the nasal mutation makes.
  private static let digraphs = ["ngh", "ng", "mh", "nh", "ph", "th", "ch", "dd", "ff", "ll", "rh"]
  private static let vowels: Set<Character> = ["a", "e", "i", "o", "u", "w", "y"]
  /// Before these a `g` may have gone.
  private static let afterLostG: Set<Character> = ["a", "e", "i", "o", "u", "w", "y", "l", "r", "n"]
  /// Shorter words are left as they are: most of their mutations are other words.
  private static let shortest = 3

  // MARK: - Whole words

  /// The other forms in which a word may stand, each once: its own mutations, and the radical with those, when it is
  /// mutated itself. English words have no forms that are English words. At most some twenty.
  package static func forms(of word: String) -> [String] {
    guard isWord(word) else { return [] }
    var forms: [String] = []
    func add(_ form: String, of radical: String) {
      guard form.count >= 2, form != word, !forms.contains(form), !EnglishWords.isPair(word, form),
        !EnglishWords.isPair(radical, form)
      else { return }
      forms.append(form)
    }
    for form in mutations(of: word) { add(form, of: word) }
    for radical in radicals(of: word) where !EnglishWords.isPair(word, radical) {
      add(radical, of: radical)
      for form in mutations(of: radical) { add(form, of: radical) }
    }
    return forms
  }

  /// The mutations of a word that is taken as a radical.
  package static func mutations(of radical: String) -> [String] {
    let initial = initial(of: radical)
    let rest = radical.dropFirst(initial.count)
    if let change = table.first(where: { $0.radical == initial }) { return change.mutated.map { $0 + rest } }
    // After `ei` (her), `ein`, `eu` an h stands before a vowel: ei hysgol.
    return radical.first.map(vowels.contains) ?? false ? ["h" + radical] : []
  }

  /// The words of which this one may be a mutation.
  package static func radicals(of word: String) -> [String] {
    let initial = initial(of: word)
    let rest = word.dropFirst(initial.count)
    var radicals = table.filter { $0.mutated.contains(initial) }.map { $0.radical + rest }
    if word.first.map(afterLostG.contains) ?? false, digraphs.allSatisfy({ !word.hasPrefix($0) }) {
      radicals.append("g" + word)
    }
    if initial == "h", rest.first.map(vowels.contains) ?? false { radicals.append(String(rest)) }
    return radicals
  }

  private static func initial(of word: String) -> String {
    digraphs.first(where: word.hasPrefix) ?? word.first.map(String.init) ?? ""
  }

  private static func isWord(_ word: String) -> Bool {
    word.count >= shortest && word.allSatisfy(\.isLetter)
  }

  // MARK: - While typing

  /// Other beginnings of a word whose beginning is typed.
  package static func beginnings(of beginning: String) -> [String] {
    guard isWord(beginning) else { return [] }
    let radicals = radicals(of: beginning)
    var seen: Set<String> = [beginning]
    return (mutations(of: beginning) + radicals + radicals.flatMap(mutations))
      .filter { $0.count >= shortest && !$0.hasPrefix(beginning) && seen.insert($0).inserted }
  }

  /// Whether a word that begins in another way than was typed is surely meant. The clusters of the nasal mutation begin
  /// no other word; for every other beginning the word must stand in the register as it was typed, too.
  ///
  /// - Parameters:
  ///   - typed: the word with the beginning that was typed.
  ///   - isKnown: whether the typed word stands in the register.
  package static func isForm(_ word: String, of typed: String, isKnown: Bool) -> Bool {
    guard !EnglishWords.isPair(word, typed) else { return false }
    return isKnown || ["ngh", "mh", "nh"].contains(where: word.hasPrefix)
  }
}
