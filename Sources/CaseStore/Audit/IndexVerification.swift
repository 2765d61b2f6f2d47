internal import Casework
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

/// Compares the search index, which holds no text of its own, with the records, and the vocabulary with the index.
///
/// Every place of every word has a number of 64 bits, under a key that nobody knows, and the numbers of one record are
/// summed: once from its words, once from the index. Memory holds one sum for each record.
/// Source: reliability B.2, act 11.
struct IndexVerification {
  private let splitter: WordSplitter
  private(set) var tally: IndexTally
  /// A new one for each run of the program, so that nobody can make two changes that hide each other.
  private static let key = UInt64.random(in: 0...UInt64.max)

  /// In bytes: of a longer word the index keeps its beginning (`FTS5_MAX_TOKEN_SIZE`).
  private static let longest = 32_768
  static let columns = ["title", "people", "text", "circle"]

  init(_ database: Database, tally: IndexTally) throws {
    splitter = try WordSplitter(database)
    self.tally = tally
  }

  // MARK: - What should be there

  mutating func expect(_ text: SearchText, id: Int64) {
    guard text.isIndexed else { return }
    var sum: UInt64 = 0
    var sizes: [Int] = []
    for (column, words) in text.columns.enumerated() {
      var position = 0
      splitter.eachWord(of: words) { bytes, _ in
        sum &+= Self.place(of: Self.number(of: bytes), column: column, position: position)
        position += 1
        return true
      }
      sizes.append(position)
    }
    tally.expect(sum &+ Self.size(Self.varints(sizes)), sizes: sizes, id: id)
  }

  private static func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(
      bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes).prefix(longest)))
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// The mixing of SplitMix64 (Steele, Lea and Flood 2014).
  @inline(__always)
  private static func place(of word: UInt64, column: Int, position: Int) -> UInt64 {
    var mixed = word ^ key &+ (UInt64(column) << 60 | UInt64(position)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  private static func size(_ bytes: [UInt8]) -> UInt64 {
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

  /// What does not fit, when all of it was summed.
  mutating func faults(_ database: Database) throws -> [AuditFault] {
    var faults: [AuditFault] = []
    for id in tally.sums.uneven.prefix(AuditVerdict.mostFaults) {
      let sql = "SELECT reference FROM record WHERE id = ?"
      let reference = try String.fetchOne(database, sql: sql, arguments: [id])
      let what: Message =
        reference == nil
        ? "the search index knows words of a record that is not there"
        : "the search index does not hold the words of the record"
      faults.append(AuditFault(seq: nil, reference: reference ?? "", what: what))
    }
    let totals = try Data.fetchOne(database, sql: "SELECT block FROM search_data WHERE id = 1") ?? Data()
    if tally.count > 0, [UInt8](totals) != Self.varints([tally.count] + tally.lengths) {
      faults.append(AuditFault(seq: nil, reference: "", what: "the counts of the search index were changed"))
    }
    let lost = tally.wrongWords + (try VocabularyComparison.wrongLongWords(tally.longWords, database))
    if lost > 0 {
      let what: Message = "\(lost) words of the search index cannot be found through its vocabulary"
      faults.append(AuditFault(seq: nil, reference: "", what: what))
    }
    return faults
  }

  mutating func takeSizes(_ database: Database) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT id, sz FROM search_docsize")
    while let row = try rows.next() { try tally.find(Self.size(row.bytes(1)), id: row.value(0)) }
  }

  /// Reads a part of the index once, word by word, and takes what it finds off the sums.
  mutating func takeWords(_ range: WordRange, _ layout: IndexLayout?, _ database: Database) throws {
    guard let layout else { return try takeWordsThroughFTS5(range, database) }
    var vocabulary = try VocabularyComparison(range, isEachFound: true, database)
    var words = try IndexMerge(layout, range, database)
    while let marked = try words.nextWord() {
      let word = Array(marked.dropFirst())
      let number = word.withUnsafeBufferPointer(Self.number)
      var places = WordPlaces(isLong: word.count > VocabularyComparison.surelyWhole)
      try words.eachPlace(of: marked) { id, column, position in
        tally.find(Self.place(of: number, column: column, position: position), id: id)
        places.add(id, isCounted: column != 3)
      }
      if !places.isEmpty { try vocabulary.compare(word, places, &tally) }
    }
    tally.wrongWords += try vocabulary.finish()
  }

  /// The same of an index that is laid out otherwise than the program knows, or that does not lead to its words.
  private mutating func takeWordsThroughFTS5(_ range: WordRange, _ database: Database) throws {
    // Tables of this connection alone, through which the index can be read word by word.
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_place USING fts5vocab(main, search, instance);
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab(main, search, row);
        """)
    var vocabulary = try VocabularyComparison(range, isEachFound: false, database)
    var word: [UInt8] = []
    var number: UInt64 = 0
    var places = WordPlaces(isLong: false)
    let (condition, arguments) = range.condition("term")
    let sql = "SELECT term, doc, col, offset FROM temp.search_place WHERE \(condition)"
    let rows = try database.makeStatement(sql: sql)
    try rows.setArguments(StatementArguments(arguments))
    while try rows.hasRow() {
      let term = rows.bytes(at: 0)
      if places.isEmpty || !word.elementsEqual(term) {
        if !places.isEmpty { try vocabulary.compare(word, places, &tally) }
        word = Array(term)
        number = Self.number(of: term)
        places = WordPlaces(isLong: word.count > VocabularyComparison.surelyWhole)
      }
      let id = sqlite3_column_int64(rows.sqliteStatement, 1)
      let column = Self.column(rows.bytes(at: 2))
      let position = Int(sqlite3_column_int64(rows.sqliteStatement, 3))
      tally.find(Self.place(of: number, column: column, position: position), id: id)
      places.add(id, isCounted: column != 3)
    }
    if !places.isEmpty { try vocabulary.compare(word, places, &tally) }
    tally.wrongWords += try vocabulary.finish()
  }

  /// The number of a column by its name; no two begin with the same two letters.
  private static func column(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    guard name.count > 1 else { return 14 }
    switch (name[0], name[1]) {
    case (UInt8(ascii: "t"), UInt8(ascii: "i")): return 0
    case (UInt8(ascii: "p"), _): return 1
    case (UInt8(ascii: "t"), UInt8(ascii: "e")): return 2
    case (UInt8(ascii: "c"), _): return 3
    default: return 14
    }
  }
}
