package import Casework
internal import GRDB

// What is asked about a search and its hits, besides the hits.
extension CaseStore {
  /// How the words of a query are written in a record that the reader may see, each way word by word.
  ///
  /// A restricted record's words are for whoever opened it: the caller asks for no other.
  package func matches(
    of query: Query, in reference: String, today: Day, for reader: Actor
  ) throws(StoreError) -> [[String]] {
    try read { database in
      guard let (id, _) = try RecordReading.record(reference, for: reader, database),
        let query = try SearchableQuery.of(query, today: today, for: reader, database),
        let text = try SearchText(id: id, database)
      else { return [] }
      return MatchFinder(query, splitter: try WordSplitter(database)).matches(in: text)
    }
  }

  /// What to offer in place of the words of a query that nothing has.
  package func suggestions(for query: Query, reader: Actor) throws(StoreError) -> [DidYouMean] {
    try read { database in
      let splitter = try WordSplitter(database)
      return try NearWords(reader: reader, database: database, splitter: splitter) {}.suggestions(for: query)
    }
  }

  /// The words that tell a record from others; nil when there is no such record for the reader.
  ///
  /// A restricted record's words are for whoever opened it: the caller asks for no other.
  package func tellingWords(
    of reference: String, for reader: Actor
  ) throws(StoreError) -> (reference: String, words: [String])? {
    try read { database in
      guard let (id, record) = try RecordReading.record(reference, for: reader, database),
        let text = try SearchText(id: id, database)
      else { return nil }
      return (record.reference, try TellingWords.of(text, limit: AlikeQuery.mostWords, database))
    }
  }
}
