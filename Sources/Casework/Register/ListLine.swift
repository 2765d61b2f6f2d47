/// One line of a list, with the words that were searched for where there was a search.
package struct ListLine: Sendable, Equatable {
  package let row: RecordRow
  /// Where the search matched, when that is not the subject itself.
  package let excerpt: Excerpt?

  package init(row: RecordRow, excerpt: Excerpt? = nil) {
    self.row = row
    self.excerpt = excerpt
  }
}

/// About a line of the text in which a search matched.
package struct Excerpt: Sendable, Equatable {
  /// One line; as it stands in the text, not cleaned for a screen.
  package let text: String
  /// What matched, in characters of ``text``.
  package let matches: [Range<Int>]

  package init(text: String, matches: [Range<Int>]) {
    self.text = text
    self.matches = matches
  }
}
