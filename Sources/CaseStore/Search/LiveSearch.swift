package import Casework
internal import GRDB
internal import Synchronization

/// Search as you type: a connection of its own, to be asked off the main thread, of which only the last question
/// matters.
///
/// A new question, or ``interrupt()``, ends the one before in less than a millisecond, whatever it was doing.
package final class LiveSearch: Sendable {
  private let store: CaseStore
  private let reader: Actor
  /// Opened by the first question.
  private let opened = Mutex<DatabaseQueue?>(nil)
  private let facetNames = FacetNames()
  /// The number of the newest question.
  private let newest = Atomic<Int>(0)
  /// Whether a question is being answered. Only then may it be interrupted: for GRDB, an index that does not answer
  /// and a transaction that does not end are fatal errors.
  private let isAnswering = Mutex(false)

  /// - Parameter reader: what this actor may not see is not found, and not counted.
  package init(_ store: CaseStore, for reader: Actor) {
    self.store = store
    self.reader = reader
  }

  private var connection: DatabaseQueue {
    get throws {
      try opened.withLock { opened in
        if let opened { return opened }
        try store.requireInPlace()
        var configuration = Connection.configuration(readOnly: true)
        // From one key to the next most of what is read is the same. In KiB, when less is negative.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -16384") }
        let connection = try DatabaseQueue(path: store.path, configuration: configuration)
        opened = connection
        return connection
      }
    }
  }

  /// A page of the answer, exactly as ``CaseStore/rows(_:for:)`` gives them, with the words that matched.
  ///
  /// The last word of the query, when it is a ``Query/prefix(_:)``, may stand for any number of words.
  /// Returns nil when another question, or ``interrupt()``, came in between.
  ///
  /// - Parameter done: told of each step when it is behind, to measure them.
  package func search(
    _ query: Query, sort: ListSort = ListSort(.newest), from place: PagePlace = .first, today: Day,
    limit: Int = 50, done: (SearchStep) -> Void = { _ in }
  ) throws(StoreError) -> [ListLine]? {
    try ask { database, splitter, checkIsWanted in
      let timely = try RetentionReading.applied(query, today: today, database)
      let applied = try CampaignReading.applied(timely, for: reader, database)
      guard let reduced = SearchableQuery(applied, splitter: splitter).query else { return [] }
      let spellings = Spellings(splitter: splitter, reader: self.reader, database: database)
      let searchable = try Facets.named(
        spellings.spelledOut(reduced, isTyping: true), database, known: self.facetNames)
      done(.spelling)
      let request = ListRequest(
        searchable, order: sort.order, isReversed: sort.isReversed, place: place, limit: limit, today: today)
      let rows =
        if let prefix = TypedPrefix(searchable, splitter: splitter) {
          try typed(prefix, try spellings.others(of: prefix), request, database, splitter, checkIsWanted)
        } else {
          try ListReading.rows(request, for: reader, database)
        }
      done(.rows)
      let excerpts = ExcerptFinder(try spellings.spelledOut(reduced), splitter: splitter, database)
      let lines = try rows.map { row in
        try checkIsWanted()
        return ListLine(row: row, excerpt: try excerpts?.excerpt(of: row))
      }
      done(.excerpts)
      let hidden = try HiddenReferences(for: reader, database)
      defer { done(.hiddenReferences) }
      return hidden.isEmpty ? lines : lines.map(hidden.cleaned)
    }
  }

  private func typed(
    _ prefix: TypedPrefix, _ others: [Spelling], _ request: ListRequest, _ database: Database,
    _ splitter: WordSplitter, _ checkIsWanted: @escaping () throws -> Void
  ) throws -> [RecordRow] {
    var request = request
    if request.order == .best {
      let ranked = RankedSearch(
        query: request.query, request: request, reader: reader, database: database, splitter: splitter,
        others: others, checkIsWanted: checkIsWanted)
      if let rows = try ranked.rows(typing: prefix) { return rows }
      request.order = .newest
    }
    return try TypedSearch(
      prefix: prefix, others: others, request: request, reader: reader, database: database,
      splitter: splitter, checkIsWanted: checkIsWanted
    ).rows()
  }

  /// What to offer in place of the words that nothing has; nil when another question came in between.
  package func suggestions(for query: Query) throws(StoreError) -> [DidYouMean]? {
    try ask { database, splitter, checkIsWanted in
      try NearWords(reader: self.reader, database: database, splitter: splitter, checkIsWanted: checkIsWanted)
        .suggestions(for: query)
    }
  }

  /// How many records the whole answer has; nil when another question came in between.
  package func count(_ query: Query, today: Day) throws(StoreError) -> Int? {
    try ask { database, _, _ in try ListReading.count(query, today: today, for: reader, database) }
  }

  /// How many rows of a list stand before the place of a request; nil when another question came in between.
  package func count(before request: ListRequest) throws(StoreError) -> Int? {
    try ask { database, _, _ in try ListReading.count(before: request, for: reader, database) }
  }

  /// Ends what is being looked for: its answer is nil.
  package func interrupt() {
    newest.add(1, ordering: .sequentiallyConsistent)
    interruptAnswer()
  }

  private func interruptAnswer() {
    isAnswering.withLock { if $0 { opened.withLock { $0 }?.interrupt() } }
  }

  // MARK: - One question at a time

  private struct NoLongerWanted: Error {}

  private func ask<Answer>(
    _ question: (Database, WordSplitter, @escaping () throws -> Void) throws -> Answer
  ) throws(StoreError) -> Answer? {
    let mine = newest.add(1, ordering: .sequentiallyConsistent).newValue
    interruptAnswer()
    return try store.rephrasing { try answer(mine, question) }
  }

  private func answer<Answer>(
    _ mine: Int, _ question: (Database, WordSplitter, @escaping () throws -> Void) throws -> Answer
  ) throws -> Answer? {
    while true {
      do {
        return try connection.read { database in
          let splitter = try WordSplitter(database)
          // While SQLite makes the tables of its modules ready, it would tell an interrupt as a fault of theirs.
          try database.cachedStatement(sql: "SELECT 1 FROM search, json_each('[]') LIMIT 0").execute()
          try Closeness.prepare(database)
          isAnswering.withLock { $0 = true }
          defer { isAnswering.withLock { $0 = false } }
          return try InterruptWatch.during(database, isWanted: { self.isNewest(mine) }) {
            try requireNewest(mine)
            return try question(database, splitter) { try self.requireNewest(mine) }
          }
        }
      } catch is NoLongerWanted {
        return nil
      } catch {
        // Whoever asked waits no more, whatever came of it.
        guard isNewest(mine) else { return nil }
        // An interrupt that was meant for the question before may arrive late: then this one is asked again.
        guard (error as? DatabaseError)?.resultCode == .SQLITE_INTERRUPT else { throw error }
      }
    }
  }

  private func isNewest(_ mine: Int) -> Bool { newest.load(ordering: .sequentiallyConsistent) == mine }

  private func requireNewest(_ mine: Int) throws {
    guard isNewest(mine) else { throw NoLongerWanted() }
  }
}

/// What is done for an answer, one after the other.
package enum SearchStep: CaseIterable {
  /// Other spellings of the words are looked up.
  case spelling
  case rows
  case excerpts
  /// What the reader may not know of is left out of the texts.
  case hiddenReferences
}
