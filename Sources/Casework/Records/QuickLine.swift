/// One line as people type it on the street or in a meeting: `! Ask for a lamp #lighting @mon by 11 Dec`.
///
/// The grammar, in words that are parted by blanks:
/// - a leading sign says what the line is (``minuteMarks``, ``groupMarks``), with a blank after it or not;
/// - `#theme` or `#"two words"` names a theme, `@place` or `@"two words"` a place or person;
/// - `by DAY` after all other words, or `^DAY` anywhere, names a day as ``DayReader`` reads it, today or to come;
///   where Welsh is spoken, `erbyn` does as `by` does.
///
/// All else is text, also what only looks like a token: `C#`, `sam@example.org`, `#4`, `^soon`, `+44 20 …`. So
/// nothing that a person typed is lost. A doubled sign (`##`, `@@`, `^^`, `!!`) is the sign itself.
package struct QuickLine: Sendable, Equatable {
  /// What was typed, without the tokens.
  package private(set) var text = ""
  /// The leading sign; nil when there was none.
  package private(set) var mark: Character?
  /// As typed after `#`, without repeats.
  package private(set) var themes: [String] = []
  /// As typed after `@`, without repeats.
  package private(set) var names: [String] = []
  package private(set) var day: Day?

  /// In minutes: an action, advice, an answer, a decision; without one it is an item.
  package static let minuteMarks: Set<Character> = ["!", "?", ">", "="]
  /// In a focus group: good practice, an improvement.
  package static let groupMarks: Set<Character> = ["+", "-"]

  /// - Parameters:
  ///   - calendar: the working days of `by +5wd`.
  ///   - marks: the signs that mean something here; others are text.
  ///   - takesDay: whether a day means something here; where it does not, it is text.
  package init(
    parsing line: String, today: Day, calendar: WorkingCalendar? = nil,
    marks: Set<Character> = minuteMarks.union(groupMarks), takesDay: Bool = true
  ) {
    let days = DayReader(today: today, calendar: calendar, isAhead: true)
    var words = QuickWords(line)
    mark = words.takeMark(marks)
    var kept: [String] = []
    // Where the last `by` stands in `kept`.
    var dayStart: Int?
    while let word = words.next() {
      if let sign = word.first, let token = QuickToken(word) {
        if sign == "#" { themes.append(token.name) } else { names.append(token.name) }
        // A comma after a token belongs to the word before it.
        if !token.rest.isEmpty, let last = kept.last { kept[kept.count - 1] = last + token.rest }
      } else if takesDay, word.first == "^", day == nil,
        let (found, rest) = words.takeDay(startingWith: String(word.dropFirst()), days)
      {
        day = found
        if !rest.isEmpty, let last = kept.last { kept[kept.count - 1] = last + rest }
      } else {
        let small = word.lowercased()
        if days.words.contains(where: { $0.by == small }) { dayStart = kept.count }
        kept.append(Self.single(word))
      }
    }
    if takesDay, day == nil, let dayStart, let found = Self.day(in: kept[(dayStart + 1)...], days) {
      day = found
      kept.removeSubrange(dayStart...)
    }
    text = kept.joined(separator: " ")
    themes = Self.unique(themes)
    names = Self.unique(names)
  }

  /// The day that all these words together are; a full stop after it is no part of it.
  private static func day(in words: ArraySlice<String>, _ days: DayReader) -> Day? {
    guard (1...QuickWords.longestDay).contains(words.count) else { return nil }
    return days.day(QuickWords.parted(words.joined(separator: " ")).body)
  }

  /// A word that starts with a doubled sign, with one of them.
  private static func single(_ word: String) -> String {
    guard let sign = word.first, ["#", "@", "^"].contains(sign), word.dropFirst().first == sign else {
      return word
    }
    return String(word.dropFirst())
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

// MARK: - Matching names

extension QuickLine {
  /// What a typed name means among what the office knows.
  ///
  /// Case does not matter, and a hyphen stands for a blank: `north-or` finds "North Ormesby". A whole name comes
  /// before a whole title, that before the start of either, and that before the start of any word in them: `ormesby`
  /// finds it too.
  /// Throws: ``RuleRefusal/nameUnknown(_:)``, ``RuleRefusal/nameAmbiguous(_:candidates:)``.
  package static func resolve(
    _ typed: String, among known: [TitledName]
  ) throws(RuleRefusal) -> TitledName {
    let wanted = folded(typed)
    guard !wanted.isBlank else { throw .nameUnknown(typed) }
    let rules: [(TitledName) -> Bool] = [
      { folded($0.name) == wanted }, { folded($0.title) == wanted },
      { folded($0.name).hasPrefix(wanted) || folded($0.title).hasPrefix(wanted) },
      {
        hasWord(startingWith: wanted, in: folded($0.name))
          || hasWord(startingWith: wanted, in: folded($0.title))
      },
    ]
    for rule in rules {
      let found = known.filter(rule)
      if let first = found.first, found.allSatisfy({ $0 == first }) { return first }
      if !found.isEmpty { throw .nameAmbiguous(typed, candidates: found.map(label(of:))) }
    }
    throw .nameUnknown(typed)
  }

  /// Whether `text` holds `wanted` from the start of one of its words on. An apostrophe parts no words.
  private static func hasWord(startingWith wanted: String, in text: String) -> Bool {
    var isInside = false
    for position in text.indices {
      let letter = text[position]
      let isPart = letter.isLetter || letter.isNumber || isInside && (letter == "'" || letter == "\u{2019}")
      if isPart, !isInside, text[position...].hasPrefix(wanted) { return true }
      isInside = isPart
    }
    return false
  }

  /// Titles may be the same; names are not.
  private static func label(of known: TitledName) -> String {
    folded(known.name) == folded(known.title) ? known.title : "\(known.title) (\(known.name))"
  }

  private static func folded(_ text: String) -> String {
    String(text.lowercased().map { $0 == "-" || $0 == "_" ? " " : $0 })
  }
}
