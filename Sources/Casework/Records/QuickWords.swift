/// The words of a quick line, one after the other. A quoted name after `#` or `@` is one word with its blanks.
struct QuickWords {
  private var rest: Substring

  /// No day is typed in more words than `11 Dec 2026`.
  static let longestDay = 3

  init(_ line: String) {
    rest = Substring(line)
    skipBlanks()
  }

  /// Takes the leading sign. It is one when a blank, a letter, a quotation mark or another token follows, so that
  /// `+44 20 7946 0000`, `-5 degrees` and `->` stay text; of a doubled one the second is left as text.
  mutating func takeMark(_ marks: Set<Character>) -> Character? {
    guard let sign = rest.first, marks.contains(sign) else { return nil }
    let after = rest.dropFirst()
    guard let next = after.first else {
      rest = after
      return sign
    }
    if next == sign {
      rest = after
      return nil
    }
    guard next.isWhitespace || next.isLetter || next.isQuote || ["#", "@", "^"].contains(next) else {
      return nil
    }
    rest = after
    skipBlanks()
    return sign
  }

  /// The next word; nil at the end.
  mutating func next() -> String? {
    guard !rest.isEmpty else { return nil }
    let length = quotedLength ?? 0
    let tail = rest.dropFirst(length)
    let end = tail.firstIndex(where: \.isWhitespace) ?? tail.endIndex
    let word = String(rest[..<end])
    rest = rest[end...]
    skipBlanks()
    return word
  }

  /// The day that `first` begins, with as many of the words after it as still make a day, which are taken; and the
  /// punctuation after it. Nil when it begins none, and then nothing is taken.
  mutating func takeDay(startingWith first: String, _ days: DayReader) -> (day: Day, rest: String)? {
    var ahead = self
    var words = first
    var best: (day: Day, rest: String)?
    for count in 1...Self.longestDay {
      let (body, punctuation) = Self.parted(words)
      if let day = days.day(body) {
        best = (day, punctuation)
        self = ahead
      }
      // `fri, 2 lamps`: what is parted by a comma is no part of the day.
      guard count < Self.longestDay, punctuation.isEmpty, let word = ahead.next() else { break }
      words += " " + word
    }
    return best
  }

  /// A word, and the punctuation at its end.
  static func parted(_ word: String) -> (body: String, rest: String) {
    let body = word.reversed().drop { [".", ",", ";", ":", "!", "?", ")"].contains($0) }
    return (String(body.reversed()), String(word.suffix(word.count - body.count)))
  }

  private mutating func skipBlanks() {
    rest = rest.drop(while: \.isWhitespace)
  }

  /// The length of `#"two words"`, in characters; nil when no quoted name stands here or its end is missing.
  private var quotedLength: Int? {
    guard let sign = rest.first, sign == "#" || sign == "@", let quote = rest.dropFirst().first, quote.isQuote
    else { return nil }
    let inside = rest.dropFirst(2)
    guard let end = inside.firstIndex(where: \.isQuote) else { return nil }
    return 2 + inside.distance(from: inside.startIndex, to: end) + 1
  }
}

/// A theme or a name in a quick line.
struct QuickToken {
  let name: String
  /// The punctuation after it.
  let rest: String

  /// Nil when `word` is text: a sign alone, doubled, or before anything but a letter or a whole quoted name.
  init?(_ word: String) {
    guard let sign = word.first, sign == "#" || sign == "@", let next = word.dropFirst().first else {
      return nil
    }
    let body = word.dropFirst()
    if next.isQuote {
      let inside = body.dropFirst()
      guard let end = inside.firstIndex(where: \.isQuote) else { return nil }
      name = String(inside[..<end])
      rest = String(inside[inside.index(after: end)...])
      guard !name.isBlank else { return nil }
    } else {
      guard next.isLetter else { return nil }
      (name, rest) = QuickWords.parted(String(body))
    }
  }
}

extension Character {
  /// Straight, or as a telephone's keyboard sets it.
  fileprivate var isQuote: Bool { self == "\"" || self == "\u{201C}" || self == "\u{201D}" }
}
