internal import Canvas

/// Where a search matches in the lines of a text.
///
/// What is looked for are letters as the text has them: what folds together, and what is spelled otherwise, the index
/// has said before.
struct TextMarks: Sendable, Equatable {
  /// A part of a line: a phrase may go on in the next.
  struct Part: Sendable, Equatable {
    let line: Int
    /// Cells from the left of the text.
    let columns: Range<Int>
  }

  struct Place: Sendable, Equatable {
    /// What matched there.
    let words: [String]
    let parts: [Part]

    var line: Int { parts.first?.line ?? 0 }
  }

  private struct Word: Sendable, Equatable {
    let text: String
    let part: Part
  }

  private let phrases: Set<[String]>
  private let longest: Int
  /// As far as the lines were read.
  private(set) var places: [Place] = []
  /// The place at which one stands.
  var current: Int?
  private var linesRead = 0
  private var recent: [Word] = []

  /// Nil when there is nothing to look for.
  init?(_ phrases: [[String]]) {
    guard !phrases.isEmpty else { return nil }
    self.phrases = Set(phrases)
    longest = phrases.map(\.count).max() ?? 1
  }

  /// The lines were made anew.
  mutating func restart() {
    places = []
    recent = []
    linesRead = 0
  }

  /// Reads the lines that were added.
  mutating func read(_ lines: [StyledLine]) {
    guard linesRead < lines.count else { return }
    for line in linesRead..<lines.count {
      for word in Self.words(of: lines[line], at: line) { take(word) }
    }
    linesRead = lines.count
  }

  private mutating func take(_ word: Word) {
    recent.append(word)
    if recent.count > longest { recent.removeFirst() }
    for count in stride(from: recent.count, through: 1, by: -1) {
      let words = recent.suffix(count)
      guard phrases.contains(words.map(\.text)) else { continue }
      places.append(Place(words: words.map(\.text), parts: words.map(\.part)))
      return
    }
  }

  /// The labels of the head are no part of the record.
  private static func words(of line: StyledLine, at number: Int) -> [Word] {
    var words: [Word] = []
    var column = 0
    for (position, span) in line.spans.enumerated() {
      let isLabel = position == 0 && line.spans.count > 1 && span.style.role == .dim
      if !isLabel { words += self.words(of: span.text, at: number, column: column) }
      column += CellWidth.of(displaySafe(span.text))
    }
    return words
  }

  private static func words(of text: String, at line: Int, column: Int) -> [Word] {
    var words: [Word] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    while let first = scalars[start...].firstIndex(where: isOfWord) {
      let end = scalars[first...].firstIndex { !isOfWord($0) } ?? scalars.endIndex
      let word = String(scalars[first..<end])
      let from = column + CellWidth.of(displaySafe(String(scalars[..<first])))
      let part = Part(line: line, columns: from..<(from + max(1, CellWidth.of(displaySafe(word)))))
      words.append(Word(text: word, part: part))
      start = end
    }
    return words
  }

  /// As the index splits words. Source: SQLite, "unicode61": letters, numbers and private signs, with their accents.
  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) }
    if (0x300...0x36F).contains(scalar.value) { return true }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .privateUse:
      true
    default: false
    }
  }

  // MARK: - Going from one to the next

  /// More are not compared.
  private static let mostCompared = 300
  /// Within so many lines words stand together.
  private static let together = 6

  /// The place around which the most different words stand that the title does not have; the first of equals, and of
  /// all when the title has every word.
  func best(besides title: String) -> Int? {
    let known = Self.words(of: title)
    var best: (count: Int, position: Int)?
    for position in places.indices.prefix(Self.mostCompared) where !places[position].words.isOf(known) {
      let near = places[position...].prefix { $0.line <= places[position].line + Self.together }
      let others = near.prefix(Self.mostCompared).filter { !$0.words.isOf(known) }
      let count = Set(others.map { $0.words.map { $0.lowercased() } }).count
      if count > best?.count ?? 0 { best = (count, position) }
    }
    return best?.position ?? (places.isEmpty ? nil : 0)
  }

  /// Whether a place that says more than the title may be further on.
  func isWaiting(besides title: String) -> Bool {
    guard !places.isEmpty else { return true }
    let known = Self.words(of: title)
    return phrases.contains { !$0.isOf(known) } && places.allSatisfy { $0.words.isOf(known) }
  }

  private static func words(of title: String) -> Set<String> {
    Set(words(of: title, at: 0, column: 0).map { $0.text.lowercased() })
  }

  var currentPlace: Place? { current.flatMap { places[safe: $0] } }

  func isCurrentSeen(in window: Range<Int>) -> Bool { currentPlace.map { window.contains($0.line) } ?? false }

  /// To the next place in a direction, from where one stands, or from the window when one has scrolled away.
  mutating func move(_ direction: Int, window: Range<Int>) {
    guard !places.isEmpty else { return }
    if let current, isCurrentSeen(in: window) {
      self.current = (current + direction + places.count) % places.count
    } else if direction > 0 {
      current = places.firstIndex { $0.line >= window.lowerBound } ?? 0
    } else {
      current = places.lastIndex { $0.line < window.upperBound } ?? places.count - 1
    }
  }
}

extension [String] {
  /// Whether all of them are among these, whatever the case of their letters.
  fileprivate func isOf(_ words: Set<String>) -> Bool { allSatisfy { words.contains($0.lowercased()) } }
}
