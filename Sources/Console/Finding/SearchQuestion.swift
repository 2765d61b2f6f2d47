package import Casework

/// What the console asks about a search besides its hits.
package enum SearchQuestion: Sendable, Equatable {
  /// How the words of a query are written in a record that is shown.
  case matches(Query, reference: String)
  /// What to offer in place of words that nothing has; comes when it is ready.
  case suggestions(Query, generation: Int)
  /// The words that tell a record from others.
  case tellingWords(reference: String)
}

/// An answer to a ``SearchQuestion``.
package enum SearchAnswer: Sendable, Equatable {
  /// Each way of writing, word by word; empty for a record that was not opened.
  case matches([[String]], reference: String)
  case suggestions([DidYouMean], generation: Int)
  /// The most telling first; empty for a record that was not opened.
  case tellingWords([String], reference: String)
}

/// What belongs to the search of a pane, besides its line and its hits.
struct Finding: Sendable, Equatable {
  /// Whether what fits best comes first.
  var isBestFirst = false
  /// Whether the search keeps within the view, in place of all records.
  var isNarrowed = false
  /// What is offered in place of words that nothing has.
  var offers: [DidYouMean] = []
  /// The record and the search for which marks were asked for last.
  var marked: [String]?
  /// Where the search matches in the text that is shown.
  var marks: TextMarks?
  /// The window is to move to the match at hand.
  var isMarkWanted = false
  /// Earlier letters are unfolded, for only they have what was searched for.
  var isUnfolded = false

  /// Another record is shown.
  mutating func forgetMarks() {
    marks = nil
    isMarkWanted = false
    isUnfolded = false
  }
}
