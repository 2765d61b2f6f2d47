internal import Casework
internal import GRDB

/// The rows for a word that is being typed, exactly those that FTS5's own `bur*` gives, in a fraction of its time.
///
/// FTS5 reads the places of every word that begins so before its first row. The vocabulary says which words these
/// are, and three ways lead to the first page:
///
/// 1. Few words: the index is asked for any of them.
/// 2. Many: it is asked for those of the newest records. When the last row of the page is newer than the newest
///    record of all the words left out, no row of theirs could stand on the page.
/// 3. A large part of all records: they are read in order, and the text of each is tested, until the page is full.
///
/// Thousands of words may be either: most records have a word in `b`, few have a number in `17`. And of what narrows
/// the rows, a ward may leave a hundred records and a kind a million. So a few hundred records are read first, and only
/// when these neither fill the page nor are all, the words are looked at.
struct TypedSearch {
  let prefix: TypedPrefix
  /// Other ways to spell what is typed, each a phrase that stands in the vocabulary.
  let others: [Spelling]
  let request: ListRequest
  let reader: Actor
  let database: Database
  let splitter: WordSplitter
  /// Throws when the answer is wanted no more; asked at every row.
  let checkIsWanted: () throws -> Void

  /// Above these the index takes longer to ask for each word than the next way takes.
  private static let few = 64
  private static let newest = 128
  private static let many = 256
  private static let most = 3000
  /// Records that are read before words are looked at. After the first of them it is plain whether they will fill a page;
  /// some hundreds of words are then looked at sooner than thousands.
  private static let sample = 300
  private static let first = 100

  func rows() throws -> [RecordRow] {
    let rows = try found()
    return request.place.isBackwards ? rows.reversed() : rows
  }

  private func found() throws -> [RecordRow] {
    let (words, records) = try TermTable.statistics(
      of: prefix.beginning, limit: Self.most + 1, database)
    let narrowed = QuerySQL(
      prefix.rest, today: request.today, reader: reader, isBesideWords: true)
    guard words > 0 else { return others.isEmpty ? [] : try page(narrowed, withOthers([])) }
    if words <= Self.few { return try rows(ofAny: words, narrowed) }
    let newest = try newestRecord()
    let isDense = narrowed.isOfIndexAlone && (narrowed.isNarrow || records * 4 > newest)
    if words > Self.most || isDense {
      let mayGiveUp = try words <= Self.many && !isSmall(narrowed)
      if let page = try rowsByReading(Self.sample, givesUpEarly: mayGiveUp) { return page }
    }
    if narrowed.isFree || words > Self.many, let page = try pageOfNewest(narrowed) { return page }
    let isRare = records * 50 < newest
    if words <= Self.many || (words <= Self.most && isRare) { return try rows(ofAny: words, narrowed) }
    if try words > Self.most && isSeldom() { return try rowsOfIndex(narrowed) }
    return try rowsByReading(.max) ?? []
  }

  /// Whether all that the rest of the query finds is soon read.
  private func isSmall(_ narrowed: QuerySQL) throws -> Bool {
    guard let match = narrowed.match() else { return false }
    let sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    let count = try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [match, Self.sample + 1])
    return count ?? 0 <= Self.sample
  }

  /// Whether thousands of words stand in few records, as numbers do.
  private func isSeldom() throws -> Bool {
    let limit = 50_000
    let (words, records) = try TermTable.statistics(of: prefix.beginning, limit: limit, database)
    return try words < limit && records * 2 < newestRecord()
  }

  private func newestRecord() throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM record")) ?? 0
  }

  // MARK: - The ways

  private func rows(ofAny count: Int, _ narrowed: QuerySQL) throws -> [RecordRow] {
    let terms = try TermTable.newest(prefix.beginning, limit: count, database)
    return try page(narrowed, withOthers([prefix.expression(terms.map(\.term))]))
  }

  /// What FTS5 makes of the beginning itself: good where the words are many and their places few.
  private func rowsOfIndex(_ narrowed: QuerySQL) throws -> [RecordRow] {
    try page(narrowed, withOthers([prefix.ownExpression]))
  }

  /// For the index: this, or one of the other spellings.
  private func withOthers(_ own: [String]) -> String {
    (own + others.map(\.expression)).joined(separator: " OR ")
  }

  /// Nil when it cannot be proved that no word that was left out belongs on the page.
  private func pageOfNewest(_ narrowed: QuerySQL) throws -> [RecordRow]? {
    guard request.order == .newest, request.isReversed == request.place.isBackwards else { return nil }
    let terms = try TermTable.newest(prefix.beginning, limit: Self.newest + 1, database)
    let asked = terms.prefix(Self.newest)
    let rows = try page(narrowed, withOthers([prefix.expression(asked.map(\.term))]))
    guard terms.count > asked.count, let leftOut = terms.last else { return rows }
    guard rows.count == request.limit, let last = rows.last, last.id > leftOut.last else { return nil }
    return rows
  }

  /// Nil when so many records were read and the page is not full.
  ///
  /// - Parameter givesUpEarly: whether the first records are enough to see that it will not be.
  private func rowsByReading(_ most: Int, givesUpEarly: Bool = false) throws -> [RecordRow]? {
    let wanted = request.limit + request.place.passedOver
    let narrowed = QuerySQL(prefix.rest, today: request.today, reader: reader)
    // What is spelled otherwise may stand where the words before are not.
    let lead = others.isEmpty ? prefix.leadExpression : nil
    let rows = try ListReading.cursor(
      narrowed, match: narrowed.match(lead), request, database, most: most < .max ? most + 1 : nil)
    let test = TextTest(prefix: prefix, others: others, splitter: splitter, database: database)
    var page: [RecordRow] = []
    var (count, found) = (0, 0)
    while page.count < request.limit, let row = try rows.next() {
      try checkIsWanted()
      guard count < most else { return nil }
      if givesUpEarly, count == Self.first, found * most < wanted * count { return nil }
      count += 1
      let row = try RecordRow(row)
      guard try test.isPassed(by: row) else { continue }
      found += 1
      if found > request.place.passedOver { page.append(row) }
    }
    return page
  }

  private func page(_ narrowed: QuerySQL, _ words: String) throws -> [RecordRow] {
    let rows = try ListReading.cursor(
      narrowed, match: narrowed.match(words), request, database,
      most: request.limit + request.place.passedOver)
    var page: [RecordRow] = []
    var found = 0
    while page.count < request.limit, let row = try rows.next() {
      try checkIsWanted()
      found += 1
      if found > request.place.passedOver { page.append(try RecordRow(row)) }
    }
    return page
  }
}

/// Whether a record has the word that is being typed, by its texts.
private struct TextTest {
  let prefix: TypedPrefix
  let others: [Spelling]
  let splitter: WordSplitter
  let database: Database
  private let texts: RecordTexts
  /// Nil when several words are looked for in a row: they may stand in two texts, which the index has as one.
  private let wanted: WantedWords?

  init(prefix: TypedPrefix, others: [Spelling], splitter: WordSplitter, database: Database) {
    self.prefix = prefix
    self.others = others
    self.splitter = splitter
    self.database = database
    let words = others.flatMap { other in other.words.map { (Word($0.utf8), other.isOpen) } }
    let wanted = WantedWords(
      beginnings: [prefix.beginning] + words.filter(\.1).map(\.0), words: words.filter { !$0.1 }.map(\.0))
    self.wanted = prefix.lead.isEmpty && others.allSatisfy { $0.words.count == 1 } ? wanted : nil
    texts = RecordTexts(wanted: wanted, database: database)
  }

  func isPassed(by row: RecordRow) throws -> Bool {
    guard let wanted else {
      guard let text = try SearchText(id: row.id, database) else { return false }
      return prefix.isFound(in: text, splitter: splitter)
        || others.contains { $0.isFound(in: text, splitter: splitter) }
    }
    var isFound = false
    try texts.each(of: row) { _, text in
      isFound = wanted.stand(in: text, splitter)
      return !isFound
    }
    return isFound
  }
}
