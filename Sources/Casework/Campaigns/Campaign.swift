/// Cases that came with the same text from different people, as one reader may see them.
///
/// Source: features, list (c) no. 9: people put what befell them into campaign letters, so that every one must be read.
package struct Campaign: Sendable, Equatable {
  /// How many cases, and how many different senders, make a campaign; fewer are letters that are alike.
  package static let fewest = 3
  /// The common text is made from so many letters at most, spread evenly.
  package static let mostRead = 60

  /// One case of it.
  package struct Member: Sendable, Equatable {
    package let row: RecordRow
    /// Nil when the record is restricted: its words are shown when somebody says why.
    package let difference: LetterDifference?

    package init(row: RecordRow, difference: LetterDifference?) {
      self.row = row
      self.difference = difference
    }
  }

  package let common: CommonText
  /// The oldest first.
  package let members: [Member]
  package let senders: Int

  package init(common: CommonText, members: [Member], senders: Int) {
    self.common = common
    self.members = members
    self.senders = senders
  }
}

/// A campaign in a list of them.
package struct CampaignLine: Sendable, Equatable {
  /// Its oldest case.
  package let reference: String
  package let opening: String
  package let cases: Int
  package let open: Int
  package let senders: Int
  package let first: Day?
  package let last: Day?

  package init(
    reference: String, opening: String, cases: Int, open: Int, senders: Int, first: Day?, last: Day?
  ) {
    self.reference = reference
    self.opening = opening
    self.cases = cases
    self.open = open
    self.senders = senders
    self.first = first
    self.last = last
  }
}

/// What the text of a case says of the others that came with the same text.
package struct CampaignNote: Sendable, Equatable {
  /// How many cases there are, this one with them; at least 2.
  package let cases: Int
  /// The contact whose text it is.
  package let letter: String
  /// The keys of the paragraphs that are common.
  package let commonKeys: Set<UInt64>
  /// Those that are common ones in other words: see ``LetterDifference/ownWords``.
  package let ownWords: [UInt64: [Bool]]

  package init(cases: Int, letter: String, commonKeys: Set<UInt64>, ownWords: [UInt64: [Bool]] = [:]) {
    self.cases = cases
    self.letter = letter
    self.commonKeys = commonKeys
    self.ownWords = ownWords
  }
}

extension Contact {
  /// Whether its text is one by which letters are told to be the same: what came from somebody, as far as it was read.
  package var isLetterToCompare: Bool { kind == .received && mailNature == .letter && !isUnreadable }
}
