internal import Casework
internal import FoundationEssentials
internal import GRDB

/// Compares the search index, which holds no text of its own, with the records, and the vocabulary with the index.
///
/// Every place of every word has a number of 64 bits, under a key that nobody knows, and the numbers of one record are
/// summed: once from its words, once from the index. Memory holds one sum for each record.
/// Source: reliability B.2, act 11.
struct IndexVerification {
  private let splitter: WordSplitter
  /// By record: the sum of what should stand in the index, less what does.
  private var sums: [Int64: UInt64] = [:]
  /// How many records are indexed, and how many words of each column they have.
  private var count = 0
  private var lengths = [Int](repeating: 0, count: columns.count)
  /// A new one each time, so that nobody can make two changes that hide each other.
  private let key = UInt64.random(in: 0...UInt64.max)

  /// In bytes: of a longer word the index keeps its beginning (`FTS5_MAX_TOKEN_SIZE`).
  private static let longest = 32_768
  private static let columns = ["title", "people", "text", "circle"]

  init(_ database: Database) throws {
    splitter = try WordSplitter(database)
  }

  // MARK: - What should be there

  mutating func expect(_ text: SearchText, id: Int64) {
    guard text.isIndexed else { return }
    var sum: UInt64 = 0
    var sizes: [Int] = []
    for (column, words) in text.columns.enumerated() {
      var position = 0
      splitter.eachWord(of: words) { bytes, _ in
        sum &+= place(of: number(of: bytes), column: column, position: position)
        position += 1
        return true
      }
      sizes.append(position)
      lengths[column] += position
    }
    count += 1
    sums[id, default: 0] &+= sum &+ size(Self.varints(sizes))
  }

  private func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(
      bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes).prefix(Self.longest)))
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// The mixing of SplitMix64 (Steele, Lea and Flood 2014).
  private func place(of word: UInt64, column: Int, position: Int) -> UInt64 {
    var mixed = word ^ key &+ (UInt64(column) << 60 | UInt64(position)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  private func size(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBufferPointer { place(of: number(of: $0), column: 15, position: 0) }
  }

  /// As SQLite writes numbers (file format, section 1.6), for numbers below 2^56.
  private static func varints(_ numbers: [Int]) -> [UInt8] {
    numbers.flatMap { number -> [UInt8] in
      var bytes = [UInt8(number & 0x7F)]
      var rest = number >> 7
      while rest > 0 {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      return bytes.reversed()
    }
  }

  // MARK: - What is there

  mutating func faults(_ database: Database) throws -> [AuditFault] {
    // Tables of this connection alone, through which the index can be read word by word.
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_place USING fts5vocab(main, search, instance);
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab(main, search, row);
        """)
    let lost = try compareWords(database)
    try takeSizes(database)
    var faults: [AuditFault] = []
    for id in sums.filter({ $0.value != 0 }).keys.sorted().prefix(1000) {
      let sql = "SELECT reference FROM record WHERE id = ?"
      let reference = try String.fetchOne(database, sql: sql, arguments: [id])
      let what: Message =
        reference == nil
        ? "the search index knows words of a record that is not there"
        : "the search index does not hold the words of the record"
      faults.append(AuditFault(seq: nil, reference: reference ?? "", what: what))
    }
    let totals = try Data.fetchOne(database, sql: "SELECT block FROM search_data WHERE id = 1") ?? Data()
    if count > 0, [UInt8](totals) != Self.varints([count] + lengths) {
      faults.append(AuditFault(seq: nil, reference: "", what: "the counts of the search index were changed"))
    }
    if lost > 0 {
      let what: Message = "\(lost) words of the search index cannot be found through its vocabulary"
      faults.append(AuditFault(seq: nil, reference: "", what: what))
    }
    return faults
  }

  private mutating func takeSizes(_ database: Database) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT id, sz FROM search_docsize")
    while let row = try rows.next() { sums[row[0], default: 0] &-= size([UInt8](row[1] as Data)) }
  }

  /// Reads the index once, word by word, and takes what it finds off the sums.
  ///
  /// - Returns: how many words are counted wrongly in the vocabulary, or are not found by it.
  private mutating func compareWords(_ database: Database) throws -> Int {
    var vocabulary = try VocabularyComparison(database)
    var word = ""
    var number: UInt64 = 0
    var places = WordPlaces()
    let rows = try Row.fetchCursor(database, sql: "SELECT term, doc, col, offset FROM temp.search_place")
    while let row = try rows.next() {
      let term: String = row[0]
      if places.isEmpty || !term.isSpelledLike(word) {
        if !places.isEmpty { try vocabulary.compare(word, places) }
        word = term
        number = word.withUTF8 { self.number(of: $0) }
        places = WordPlaces()
      }
      let id: Int64 = row[1]
      let name: String = row[2]
      let column = Self.columns.firstIndex(of: name) ?? 14
      sums[id, default: 0] &-= place(of: number, column: column, position: row[3])
      places.add(id, isCounted: column != 3)
    }
    if !places.isEmpty { try vocabulary.compare(word, places) }
    return try vocabulary.finish()
  }
}

/// Where one word stands, in the order of the index.
private struct WordPlaces {
  private(set) var records = 0
  private(set) var places = 0
  /// Records that have it outside the column of circles, which the vocabulary does not know.
  private(set) var counted: [Int64] = []
  private var last: Int64?

  var isEmpty: Bool { places == 0 }

  mutating func add(_ id: Int64, isCounted: Bool) {
    places += 1
    if last != id { records += 1 }
    last = id
    if isCounted, counted.last != id { counted.append(id) }
  }
}

/// Compares the vocabulary with the index, both in the order of their bytes.
private struct VocabularyComparison {
  private let database: Database
  private let rows: RowCursor
  private var row: (word: String, records: Int, last: Int64)?
  private var wrong = 0
  /// Words that the vocabulary may have cut, which changes their order.
  private var long: [Word: Set<Int64>] = [:]

  /// In bytes.
  private static let surelyWhole = TermTable.longest - 4

  init(_ database: Database) throws {
    self.database = database
    rows = try Row.fetchCursor(
      database, sql: "SELECT t, df, last FROM term WHERE length(CAST(t AS BLOB)) <= ? ORDER BY t",
      arguments: [Self.surelyWhole])
    try advance()
  }

  private mutating func advance() throws {
    row = try rows.next().map { ($0[0], $0[1], $0[2]) }
  }

  mutating func compare(_ word: String, _ places: WordPlaces) throws {
    if try !isFound(word, places) { wrong += 1 }
    guard let newest = places.counted.max() else { return }
    guard word.utf8.count <= Self.surelyWhole else {
      var word = word
      let term = word.withUTF8(TermTable.term)
      return long[term, default: []].formUnion(places.counted)
    }
    while let row, row.word.utf8.lexicographicallyPrecedes(word.utf8) {
      wrong += 1
      try advance()
    }
    guard let row, row.word.isSpelledLike(word) else { return wrong += 1 }
    if row.records != places.counted.count || row.last < newest { wrong += 1 }
    try advance()
  }

  /// Whether the index, asked for this word, answers with all that it holds of it.
  private func isFound(_ word: String, _ places: WordPlaces) throws -> Bool {
    let sql = "SELECT doc, cnt FROM temp.search_word WHERE term = ?"
    let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [word])
    return row.map { $0[0] == places.records && $0[1] == places.places } ?? false
  }

  /// How many words are wrong, with those that are left.
  mutating func finish() throws -> Int {
    while row != nil {
      wrong += 1
      try advance()
    }
    let sql = "SELECT t, df, last FROM term WHERE length(CAST(t AS BLOB)) > ?"
    for row in try Row.fetchAll(database, sql: sql, arguments: [Self.surelyWhole]) {
      let records = long.removeValue(forKey: Word((row[0] as String).utf8)) ?? []
      if records.count != row[1] || (records.max() ?? 0) > row[2] { wrong += 1 }
    }
    return wrong + long.count
  }
}
