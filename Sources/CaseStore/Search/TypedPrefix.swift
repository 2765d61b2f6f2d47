internal import Casework

/// The word that a person is typing: the last of a query, of which any ending may follow.
struct TypedPrefix {
  /// All but the word.
  let rest: Query
  /// Folded words right before it, when what is typed is several words to the index, as in `well-be`.
  let lead: [Word]
  /// The folded beginning of the word.
  let beginning: Word

  /// Nil when the query does not end in a word that is being typed.
  init?(_ query: Query, splitter: WordSplitter) {
    guard let (rest, text) = Self.split(query), let last = splitter.words(of: text).last,
      last.text.utf8.count < TermTable.longest - 4
    else { return nil }
    self.rest = rest
    lead = splitter.words(of: text).dropLast()
    beginning = last
  }

  private static func split(_ query: Query) -> (rest: Query, text: String)? {
    switch query {
    case .prefix(let text): return (.all, text)
    case .and(let parts):
      guard case .prefix(let text)? = parts.last else { return nil }
      return (.and(parts.dropLast()), text)
    default: return nil
    }
  }

  /// For the index: any of these words.
  func expression(_ terms: some Collection<String>) -> String {
    let before = lead.map { "\"\($0.text)\" + " }.joined()
    return terms.map { before + TermTable.expression($0) }.joined(separator: " OR ")
  }

  /// For the index: the beginning itself.
  var ownExpression: String { lead.map { "\"\($0.text)\" + " }.joined() + "\"\(beginning.text)\"*" }

  /// For the index: the words right before it; nil when there are none.
  var leadExpression: String? {
    lead.isEmpty ? nil : lead.map { "\"\($0.text)\"" }.joined(separator: " + ")
  }

  /// Whether a text has a word that begins so. The columns are looked through one by one, as by the index.
  func isFound(in text: SearchText, splitter: WordSplitter) -> Bool {
    let wanted = WantedWords(beginnings: [beginning], words: [])
    return text.columns.prefix(3).contains { column in
      guard !lead.isEmpty else { return wanted.stand(in: column, splitter) }
      let words = splitter.words(of: column)
      return words.indices.contains { end in
        end >= lead.count && words[end].hasPrefix(beginning) && Array(words[(end - lead.count)..<end]) == lead
      }
    }
  }
}
