internal import Casework
internal import GRDB

/// One way in which what was typed may stand in a text: folded words in a row.
struct Spelling: Equatable {
  let words: [String]
  /// Whether any ending may follow the last.
  var isOpen = false

  /// For the index. The words are quoted: one may be OR or NOT.
  var expression: String {
    words.map { "\"\($0)\"" }.joined(separator: " + ") + (isOpen ? " *" : "")
  }

  fileprivate var query: Query {
    isOpen ? .prefix(words.joined(separator: " ")) : .phrase(words.joined(separator: " "))
  }

  /// Whether a text has it. The columns are looked through one by one, as by the index.
  func isFound(in text: SearchText, splitter: WordSplitter) -> Bool {
    text.columns.prefix(3).contains { column in
      var met = 0
      var isFound = false
      var recent: [Word] = []
      splitter.eachWord(of: column) { bytes, _ in
        met += 1
        recent.append(Word(bytes))
        if recent.count > words.count { recent.removeFirst() }
        isFound =
          recent.count == words.count
          && zip(recent, words).enumerated().allSatisfy { position, pair in
            isOpen && position == words.count - 1
              ? pair.0.text.utf8.starts(with: pair.1.utf8) : pair.0.text.isSpelledLike(pair.1)
          }
        return !isFound
      }
      return isFound
    }
  }
}

/// Spells a query out: beside each word stand the other ways in which it may be written, as far as the vocabulary of
/// the index has them, and people and teams are named as the store names them.
///
/// A query grows by what is there alone, so a word of which there is no other form costs a few looks into the
/// vocabulary. What stands in quotation marks is left as it is.
struct Spellings {
  let splitter: WordSplitter
  let reader: Actor
  let database: Database

  /// Longer queries are texts that somebody pasted: they are asked as they are.
  private static let mostWords = 24
  /// Of a word whose beginning is typed, so many others at most.
  private static let mostOthers = 64

  /// - Parameter isTyping: whether a last word that is only begun is left as it is, for ``others(of:)``.
  func spelledOut(_ query: Query, isTyping: Bool = false) throws -> Query {
    guard Self.size(of: query) <= Self.mostWords else { return try named(query) }
    guard isTyping else { return try spelled(query) }
    switch query {
    case .prefix: return query
    case .and(let parts):
      guard case .prefix? = parts.last else { break }
      // Words that belong together with the one being typed are asked for with it.
      let whole = try joined(parts)
      if case .prefix? = whole.last { return .and(try whole.dropLast().map(spelled) + whole.suffix(1)) }
      return whole.count == 1 ? whole[0] : .and(try whole.map(spelled))
    default: break
    }
    return try spelled(query)
  }

  private static func size(of query: Query) -> Int {
    switch query {
    case .and(let parts), .or(let parts): parts.reduce(0) { $0 + size(of: $1) }
    case .not(let part): size(of: part)
    case .all: 0
    case .word, .prefix, .phrase, .field: 1
    }
  }

  private func spelled(_ query: Query) throws -> Query {
    switch query {
    case .all, .phrase: return query
    case .word(let text): return try either(query, others(of: folded(text), isOpen: false).map(\.query))
    case .prefix(let text): return try either(query, others(of: folded(text), isOpen: true).map(\.query))
    case .field(let field, .equals(let text)) where field == .subject || field == .from:
      let others = try others(of: folded(text), isOpen: false)
      return either(query, others.map { .field(field, .equals($0.words.joined(separator: " "))) })
    case .field: return try named(query)
    case .not(let part): return .not(try spelled(part))
    case .or(let parts): return .or(try parts.map(spelled))
    case .and(let parts):
      let whole = try joined(parts)
      return whole.count == 1 ? whole[0] : .and(try whole.map(spelled))
    }
  }

  private func either(_ query: Query, _ others: [Query]) -> Query {
    others.isEmpty ? query : .or([query] + others)
  }

  private func folded(_ text: String) -> [String] { splitter.words(of: text).map(\.text) }

  // MARK: - One word

  /// Other ways to spell a word that is being typed.
  func others(of prefix: TypedPrefix) throws -> [Spelling] {
    try others(of: (prefix.lead + [prefix.beginning]).map(\.text), isOpen: true)
  }

  private func others(of words: [String], isOpen: Bool) throws -> [Spelling] {
    var found = try WordForms.phrases(words, isOpen: isOpen)
      .map { Spelling(words: $0, isOpen: isOpen) }.filter(isKnown)
    guard words.count == 1, reader.searchesMutations else { return found }
    found += try WelshMutation.forms(of: words[0]).map { Spelling(words: [$0]) }.filter(isKnown)
    guard isOpen else { return found }
    return found
      + (try mutated(beginning: words[0]).map { Spelling(words: [$0]) }).filter { !found.contains($0) }
  }

  /// Whether the vocabulary has all of its words.
  private func isKnown(_ spelling: Spelling) throws -> Bool {
    for (position, word) in spelling.words.enumerated() {
      let isBegun = spelling.isOpen && position == spelling.words.count - 1
      guard word.utf8.count < TermTable.longest - 4, try TermTable.isKnown(word, isBegun: isBegun, database)
      else { return false }
    }
    return true
  }

  /// The words of the vocabulary that are mutations of words that begin so.
  private func mutated(beginning: String) throws -> [String] {
    guard beginning.utf8.count < TermTable.longest - 4 else { return [] }
    var found: [String] = []
    for form in WelshMutation.beginnings(of: beginning) {
      for (word, isKnown) in try TermTable.words(beginning: form, knownWith: beginning, database) {
        let typed = beginning + word.dropFirst(form.count)
        if WelshMutation.isForm(word, of: typed, isKnown: isKnown) { found.append(word) }
        guard found.count < Self.mostOthers else { return found }
      }
    }
    return found
  }

  // MARK: - Words in a row

  /// Words that follow each other and are one thing, as `anti social` or the groups of a telephone number, with the
  /// other ways to spell that.
  private func joined(_ parts: [Query]) throws -> [Query] {
    var joined: [Query] = []
    var start = 0
    while start < parts.count {
      let (length, whole) = try longestRow(parts[start...]) ?? (1, parts[start])
      joined.append(whole)
      start += length
    }
    return joined
  }

  private func longestRow(_ parts: ArraySlice<Query>) throws -> (length: Int, whole: Query)? {
    var rows: [(words: [String], isOpen: Bool)] = []
    var words: [String] = []
    for part in parts.prefix(WordForms.mostWords) {
      switch part {
      case .word(let text): words += folded(text)
      case .prefix(let text): words += folded(text)
      default: break
      }
      guard let isOpen = part.isOpenWord else { break }
      rows.append((words, isOpen))
      if isOpen { break }
    }
    for (position, row) in rows.enumerated().reversed() where position > 0 {
      guard WordForms.belongTogether(row.words), !row.isOpen || row.words.last?.utf8.count ?? 0 >= 3 else {
        continue
      }
      let others = try WordForms.phrases(row.words, isOpen: row.isOpen)
        .map { Spelling(words: $0, isOpen: row.isOpen) }.filter(isKnown)
      if !others.isEmpty {
        return (position + 1, .or([.and(Array(parts.prefix(position + 1)))] + others.map(\.query)))
      }
    }
    return nil
  }

  // MARK: - Names of people and teams

  private func named(_ query: Query) throws -> Query {
    switch query {
    case .not(let part): return .not(try named(part))
    case .and(let parts): return .and(try parts.map(named))
    case .or(let parts): return .or(try parts.map(named))
    case .field(.owner, .equals(let name)):
      return .field(.owner, .equals(try SettingTable.name(of: .account, typed: name, database)))
    case .field(.team, .equals(let name)):
      return .field(.team, .equals(try SettingTable.name(of: .team, typed: name, database)))
    case .field(let field, .equals(let typed)) where field == .ref || field == .in:
      // As it is spelled, when there is such a record.
      guard try RecordReading.id(typed: typed, database) == nil,
        let whole = WordForms.reference(folded(typed)).first
      else { return query }
      return .field(field, .equals(whole.joined(separator: "-")))
    case .all, .word, .prefix, .phrase, .field: return query
    }
  }
}

extension Query {
  /// Whether a word may be only begun; nil for what is no word.
  fileprivate var isOpenWord: Bool? {
    switch self {
    case .word: false
    case .prefix: true
    default: nil
    }
  }
}

extension TermTable {
  /// Words that begin so, some hundreds at most, each with whether the vocabulary also has it with another beginning.
  static func words(
    beginning: String, knownWith other: String, _ database: Database
  ) throws -> [(word: String, isKnown: Bool)] {
    let sql = """
      SELECT begun.t, EXISTS (SELECT 1 FROM term WHERE term.t = ? || substr(begun.t, ?))
      FROM (SELECT t FROM term WHERE t >= ? AND t < ? || char(1114111) LIMIT 400) AS begun
      """
    return try Row.all(sql, [other, beginning.unicodeScalars.count + 1, beginning, beginning], database).map {
      try ($0.value(0), $0.value(1))
    }
  }

  /// Whether the vocabulary has the word, or one that begins so.
  static func isKnown(_ word: String, isBegun: Bool, _ database: Database) throws -> Bool {
    let sql =
      isBegun
      ? "SELECT 1 FROM term WHERE t >= ? AND t < ? || char(1114111) LIMIT 1"
      : "SELECT 1 FROM term WHERE t = ?"
    return try Bool.fetchOne(
      database.cachedStatement(sql: sql), arguments: isBegun ? [word, word] : [word]) ?? false
  }
}

extension SettingTable {
  /// The name of a person or team that was typed in other letters, or by the full name or title. What is not known
  /// stays as it is: records keep names that the office has given up.
  static func name(of kind: SettingKind, typed: String, _ database: Database) throws -> String {
    let title = kind == .account ? "fullName" : "title"
    let sql = """
      SELECT name FROM setting WHERE kind = ? AND (name = ? COLLATE NOCASE OR value ->> '$.\(title)' = ? COLLATE NOCASE)
      ORDER BY name = ? DESC, name LIMIT 1
      """
    return try String.fetchOne(
      database.cachedStatement(sql: sql), arguments: [kind.rawValue, typed, typed, typed]) ?? typed
  }
}
