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
struct TypedSearch {
  let prefix: TypedPrefix
  let request: ListRequest
  let database: Database
  let splitter: WordSplitter
  /// Throws when the answer is wanted no more; asked at every row.
  let checkIsWanted: () throws -> Void

  /// Above these the index takes longer to ask for each word than the next way takes.
  private static let few = 64
  private static let newest = 128
  private static let many = 256
  private static let most = 3000

  func rows() throws -> [RecordRow] {
    let (words, records) = try TermTable.statistics(
      of: prefix.beginning, limit: Self.most + 1, database)
    guard words > 0 else { return [] }
    let narrowed = QuerySQL(prefix.rest, today: request.today)
    if words <= Self.few { return try rows(ofAny: words, narrowed) }
    if words <= Self.most,
      let page = try pageOfNewest(narrowed, hasOthers: !narrowed.isFree && words > Self.many)
    {
      return page
    }
    let isRare = try records * 50 < newestRecord()
    if words <= Self.many || (words <= Self.most && isRare) { return try rows(ofAny: words, narrowed) }
    return try rowsByReading(narrowed)
  }

  private func newestRecord() throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM record")) ?? 0
  }

  // MARK: - Three ways

  private func rows(ofAny count: Int, _ narrowed: QuerySQL) throws -> [RecordRow] {
    let terms = try TermTable.newest(prefix.beginning, limit: count, database)
    return try page(narrowed, match: narrowed.match(prefix.expression(terms.map(\.term)))) { _ in true }
  }

  /// Nil when it cannot be proved that no word that was left out belongs on the page.
  private func pageOfNewest(_ narrowed: QuerySQL, hasOthers: Bool) throws -> [RecordRow]? {
    guard request.order == .newest, !hasOthers else { return nil }
    let terms = try TermTable.newest(prefix.beginning, limit: Self.newest + 1, database)
    let asked = terms.prefix(Self.newest)
    let rows = try page(narrowed, match: narrowed.match(prefix.expression(asked.map(\.term)))) { _ in true }
    guard terms.count > asked.count, let leftOut = terms.last else { return rows }
    guard rows.count == request.limit, let last = rows.last, last.id > leftOut.last else { return nil }
    return rows
  }

  private func rowsByReading(_ narrowed: QuerySQL) throws -> [RecordRow] {
    try page(narrowed, match: narrowed.match()) { row in
      guard let text = try SearchText(id: row.id, database) else { return false }
      return prefix.isFound(in: text, splitter: splitter)
    }
  }

  private func page(
    _ narrowed: QuerySQL, match: String?, _ belongs: (RecordRow) throws -> Bool
  ) throws -> [RecordRow] {
    let rows = try ListReading.cursor(narrowed, match: match, request, database)
    var page: [RecordRow] = []
    while page.count < request.limit, let row = try rows.next() {
      try checkIsWanted()
      let row = RecordRow(row)
      if try belongs(row) { page.append(row) }
    }
    return page
  }
}
