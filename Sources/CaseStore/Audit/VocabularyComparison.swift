internal import Casework
internal import GRDB

/// Where one word stands, in the order of the index.
struct WordPlaces {
  private(set) var records = 0
  private(set) var places = 0
  /// How many records have it outside the column of circles, which the vocabulary does not know, and the newest.
  private(set) var counted = 0
  private(set) var newest: Int64?
  /// All of these, of a long word alone.
  private(set) var all: [Int64] = []
  private let isLong: Bool
  private var last: Int64?

  init(isLong: Bool) {
    self.isLong = isLong
  }

  var isEmpty: Bool { places == 0 }

  mutating func add(_ id: Int64, isCounted: Bool) {
    places += 1
    if last != id { records += 1 }
    last = id
    guard isCounted, newest != id else { return }
    counted += 1
    newest = id
    if isLong { all.append(id) }
  }
}

/// Compares a part of the vocabulary with the same part of the index, both in the order of their bytes.
struct VocabularyComparison {
  private let database: Database
  private let rows: RowCursor
  private var row: (word: String, records: Int, last: Int64)?
  private var wrong = 0
  /// Whether it was seen that FTS5 finds each word where it stands.
  private let isEachFound: Bool

  /// In bytes.
  static let surelyWhole = TermTable.longest - 4

  init(_ range: WordRange, isEachFound: Bool, _ database: Database) throws {
    self.database = database
    self.isEachFound = isEachFound
    let (condition, arguments) = range.condition("t")
    rows = try Row.fetchCursor(
      database,
      sql: "SELECT t, df, last FROM term WHERE \(condition) AND length(CAST(t AS BLOB)) <= ? ORDER BY t",
      arguments: StatementArguments(arguments) + [Self.surelyWhole])
    try advance()
  }

  private mutating func advance() throws {
    row = try rows.next().map { ($0.sound(0) ?? "", $0.sound(1) ?? -1, $0.sound(2) ?? -1) }
  }

  mutating func compare(_ bytes: [UInt8], _ places: WordPlaces, _ tally: inout IndexTally) throws {
    if try !isEachFound && !isFound(String(decoding: bytes, as: UTF8.self), places) { wrong += 1 }
    guard let newest = places.newest else { return }
    guard bytes.count <= Self.surelyWhole else {
      return tally.longWords[bytes.withUnsafeBufferPointer(TermTable.term), default: []]
        .formUnion(places.all)
    }
    while let row, row.word.utf8.lexicographicallyPrecedes(bytes) {
      wrong += 1
      try advance()
    }
    guard let row, row.word.utf8.elementsEqual(bytes) else { return wrong += 1 }
    if row.records != places.counted || row.last < newest { wrong += 1 }
    try advance()
  }

  /// Whether the index, asked for this word, answers with all that it holds of it.
  private func isFound(_ word: String, _ places: WordPlaces) throws -> Bool {
    let sql = "SELECT doc, cnt FROM temp.search_word WHERE term = ?"
    let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [word])
    return row.map { $0.sound(0) == places.records && $0.sound(1) == places.places } ?? false
  }

  /// How many words are wrong, with those that are left.
  mutating func finish() throws -> Int {
    while row != nil {
      wrong += 1
      try advance()
    }
    return wrong
  }

  /// How many words that may have been cut the vocabulary has wrongly.
  static func wrongLongWords(_ found: [Word: Set<Int64>], _ database: Database) throws -> Int {
    var (found, wrong) = (found, 0)
    let sql = "SELECT t, df, last FROM term WHERE length(CAST(t AS BLOB)) > ?"
    for row in try Row.fetchAll(database, sql: sql, arguments: [surelyWhole]) {
      let records = found.removeValue(forKey: Word((row.sound(0) ?? "").utf8)) ?? []
      if records.count != row.sound(1) || (records.max() ?? 0) > row.sound(2) ?? -1 { wrong += 1 }
    }
    return wrong + found.count
  }
}
