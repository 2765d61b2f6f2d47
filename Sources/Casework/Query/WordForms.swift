/// Other ways in which what a person typed may stand in a text: `anti-social` as `antisocial`, `O'Neill` as `ONeill`,
/// `cf103at` as `CF10 3AT`, `02920555555` as `029 2055 5555`, `cor26-42` as `COR-26-0042`.
///
/// Words are given and told as the search index has them: folded, and split at every sign that is no letter or digit.
package enum WordForms {
  /// Each a phrase. Which of them stand in the register, its vocabulary says.
  ///
  /// - Parameters:
  ///   - words: what was typed, in a row.
  ///   - isOpen: whether the last word may be only begun; then so is that of each phrase.
  package static func phrases(_ words: [String], isOpen: Bool = false) -> [[String]] {
    guard !words.isEmpty, words.count <= mostWords, words.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 40 })
    else {
      return []
    }
    var phrases =
      compounds(words) + postcode(words, isOpen: isOpen) + reference(words) + telephone(words, isOpen: isOpen)
    phrases.removeAll { $0 == words }
    var seen: Set<[String]> = []
    return phrases.filter { seen.insert($0).inserted }
  }

  /// Whether several words that follow each other may be one thing: `anti social`, `CF10 3AT`, `029 2055 5555`.
  package static func belongTogether(_ words: [String]) -> Bool {
    guard (2...mostWords).contains(words.count) else { return false }
    if words.count == 2, firstParts.contains(words[0]), words[1].count >= shortestPart { return true }
    return !postcode(words, isOpen: false).isEmpty || !telephone(words, isOpen: false).isEmpty
      || !reference(words).isEmpty
  }

  /// A telephone number in groups: `+44 (0)29 2055 5555`.
  package static let mostWords = 6

  // MARK: - Compounds

  /// In letters, of what follows a first part.
  private static let shortestPart = 3

  /// `antisocial`, `anti-social` and `anti social` are one word; so are `O'Neill` and `ONeill`, `l'Oréal` and `loreal`.
  private static func compounds(_ words: [String]) -> [[String]] {
    guard words.count == 1 else { return words.count <= 4 ? [[words.joined()]] : [] }
    return firstParts.compactMap { part in
      // A letter alone begins too many words.
      let shortest = part.count == 1 ? shortestPart + 1 : shortestPart
      guard words[0].hasPrefix(part), words[0].count >= part.count + shortest else { return nil }
      return [part, String(words[0].dropFirst(part.count))]
    }
  }

  /// What stands before a hyphen or an apostrophe, or joined, or apart, as people please. Not `re` and `in`, which
  /// begin too much else.
  private static let firstParts: Set<String> = [
    "anti", "ante", "bi", "by", "co", "counter", "cross", "cyber", "e", "ex", "half", "hyper", "ill", "inter",
    "intra",
    "micro", "mid", "mini", "mis", "multi", "non", "off", "over", "part", "post", "pre", "pro", "semi",
    "self", "sub",
    "super", "ultra", "under", "well",
    // Names.
    "d", "l", "mac", "mc", "o",
  ]

  // MARK: - Postcodes

  /// `CF10 3AT`: with the blank and without. Source: British Standard 7666, the shapes of postcodes.
  private static func postcode(_ words: [String], isOpen: Bool) -> [[String]] {
    guard words.count <= 2 else { return [] }
    let all = Array(words.joined().utf8)
    let ends = isOpen ? 1...3 : 3...3
    for length in ends.reversed() where all.count - length >= 2 && all.count <= 7 {
      let (outward, inward) = (all.dropLast(length), all.suffix(length))
      guard isOutward(Array(outward)), isInward(Array(inward)) else { continue }
      if words.count == 2, words[0].utf8.count != outward.count { continue }
      return [[text(outward), text(inward)], [text(all[...])]]
    }
    return []
  }

  /// One or two letters, a digit, and perhaps a digit or letter.
  private static func isOutward(_ bytes: [UInt8]) -> Bool {
    let letters = bytes.prefix(while: isLetter).count
    guard (1...2).contains(letters), (1...2).contains(bytes.count - letters) else { return false }
    return isDigit(bytes[letters]) && bytes.dropFirst(letters + 1).allSatisfy { isDigit($0) || isLetter($0) }
  }

  /// A digit and two letters, or the beginning of that.
  private static func isInward(_ bytes: [UInt8]) -> Bool {
    isDigit(bytes[0]) && bytes.dropFirst().allSatisfy(isLetter)
  }

  // MARK: - References

  /// `cor26-42`, `COR 26 42` and `cor260042`, with the number as it is written: of four digits at least. At most
  /// one.
  package static func reference(_ words: [String]) -> [[String]] {
    guard !words.isEmpty else { return [] }
    let prefix = words[0].prefix(3)
    guard prefixes.contains(String(prefix)) else { return [] }
    // Without a sign between, only a whole number tells where the year ends.
    let rest = words[0].dropFirst(3)
    let year: Substring
    let number: Substring
    switch (words.count, rest.utf8.count) {
    case (1, 6...): (year, number) = (rest.prefix(2), rest.dropFirst(2))
    case (2, 2): (year, number) = (rest, words[1][...])
    case (2, 0) where words[1].utf8.count >= 6: (year, number) = (words[1].prefix(2), words[1].dropFirst(2))
    case (3, 0) where words[1].utf8.count == 2: (year, number) = (words[1][...], words[2][...])
    default: return []
    }
    guard year.utf8.allSatisfy(isDigit), number.utf8.allSatisfy(isDigit), (1...9).contains(number.utf8.count)
    else { return [] }
    let bare = String(number.drop { $0 == "0" })
    let padded = String(repeating: "0", count: max(0, 4 - bare.count)) + bare
    return [[String(prefix), String(year), padded]]
  }

  private static let prefixes = Set(RecordKind.all.map { $0.prefix.lowercased() })

  // MARK: - Telephone numbers

  /// A number of the United Kingdom in every grouping that is usual, from home and from abroad.
  /// Source: Ofcom, "The National Telephone Numbering Plan": area codes of two to five digits.
  private static func telephone(_ words: [String], isOpen: Bool) -> [[String]] {
    let digits = words.joined()
    guard digits.utf8.allSatisfy(isDigit), let national = national(digits),
      isOpen || (9...10).contains(national.count), national.count >= 8, national.count <= 10
    else { return [] }
    var phrases: [[String]] = []
    for groups in groupings {
      guard let parts = cut(national, groups) else { continue }
      phrases.append(["0" + parts[0]] + parts.dropFirst())
      phrases.append(["44"] + parts)
      phrases.append(["44", "0"] + parts)
      phrases.append(["44" + parts[0]] + parts.dropFirst())
    }
    return phrases
  }

  /// Without the nought or the country's number in front; nil when there is neither.
  private static func national(_ digits: String) -> String? {
    for start in ["00440", "0044", "440", "44", "0"] where digits.hasPrefix(start) {
      return String(digits.dropFirst(start.count))
    }
    return nil
  }

  /// Digits of each group but the last, without the nought.
  private static let groupings = [
    [], [2], [3], [4], [2, 4], [2, 3], [3, 3], [4, 3], [2, 8], [5], [4, 2, 2], [3, 2, 2], [3, 3, 2],
    [2, 2, 2, 2],
  ]

  /// Nil when the groups leave nothing for the last.
  private static func cut(_ digits: String, _ groups: [Int]) -> [String]? {
    var rest = Substring(digits)
    var parts: [String] = []
    for size in groups {
      guard rest.count > size else { return nil }
      parts.append(String(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return parts + [String(rest)]
  }

  // MARK: - Signs

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
