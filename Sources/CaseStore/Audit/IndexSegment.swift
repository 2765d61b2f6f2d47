internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

/// Reads one segment of the search index, leaf by leaf, as FTS5 lays it out: each word with the records that have it and
/// their places. FTS5's own tables of words (`fts5vocab`) give the same, ten times slower.
///
/// Everything that FTS5 would not have written is an error of the file (`SQLITE_CORRUPT_VTAB`).
/// Source: the comment at the head of `fts5_index.c`, "On disk format".
struct IndexSegment {
  /// The mark of the main index before each word (`FTS5_MAIN_PREFIX`).
  static let mark = UInt8(ascii: "0")

  let id: Int64
  private let leaves: Statement
  /// The leaf that is being read; valid until the next one is.
  private var leaf = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var page: Int64
  private let lastPage: Int64
  /// Where the content ends and the places of the words follow.
  private var contentEnd = 0
  /// Where the first record stands that begins on this leaf: it is written in full.
  private var firstRecord = 0
  private var position = 0
  /// Where the next word of this leaf stands; nil when none does.
  private var nextWord: Int?
  private var wordPlaces = 0
  /// The first word of a leaf is written in full.
  private var isFirstOfLeaf = true

  /// The word that stands here, with the mark of the main index before it; empty at the end.
  private(set) var word: [UInt8] = []
  private(set) var record: Int64 = 0
  /// How many bytes of places of the record are left.
  private var left = 0

  init(_ range: IndexLayout.Segment, from first: [UInt8]?, _ database: Database) throws {
    id = range.id
    lastPage = range.last
    var start = range.first
    if let first {
      let sql = "SELECT pgno >> 1 FROM search_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1"
      let found = try Int64.fetchOne(
        database.cachedStatement(sql: sql), arguments: [range.id, Data(first)])
      start = max(start, found ?? start)
    }
    page = start - 1
    leaves = try database.makeStatement(
      sql: "SELECT id, block FROM search_data WHERE id BETWEEN ? AND ? ORDER BY id")
    try leaves.setArguments([IndexLayout.row(id, start), IndexLayout.row(id, range.last)])
    try takeLeaf()
    try moveToWord()
    if let first {
      while !word.isEmpty, word.lexicographicallyPrecedes(first) { try moveToWord() }
    }
  }

  static let broken = DatabaseError(resultCode: .SQLITE_CORRUPT_VTAB)

  // MARK: - Leaves

  private mutating func takeLeaf() throws {
    guard page < lastPage, try leaves.hasRow(),
      sqlite3_column_int64(leaves.sqliteStatement, 0) == IndexLayout.row(id, page + 1)
    else { throw Self.broken }
    page += 1
    leaf = leaves.blob(at: 1)
    guard leaf.count >= 4 else { throw Self.broken }
    firstRecord = Int(leaf[0]) << 8 | Int(leaf[1])
    contentEnd = Int(leaf[2]) << 8 | Int(leaf[3])
    guard contentEnd >= 4, contentEnd <= leaf.count, firstRecord <= contentEnd else { throw Self.broken }
    position = 4
    wordPlaces = contentEnd
    nextWord = nil
    isFirstOfLeaf = true
    try takePlaceOfWord()
  }

  private mutating func takePlaceOfWord() throws {
    guard wordPlaces < leaf.count else { return nextWord = nil }
    let step = Int(truncatingIfNeeded: try IndexLayout.number(leaf, &wordPlaces, end: leaf.count))
    let place = (nextWord ?? 0) &+ step
    guard step > 0, place >= 4, place < contentEnd else { throw Self.broken }
    nextWord = place
  }

  /// Whether what belongs to the word goes on; takes the next leaf where it does so there.
  private mutating func goesOn() throws -> Bool {
    while true {
      if let nextWord {
        guard position <= nextWord else { throw Self.broken }
        return position < nextWord
      }
      if position < contentEnd { return true }
      guard position == contentEnd else { throw Self.broken }
      guard page < lastPage else { return false }
      try takeLeaf()
    }
  }

  // MARK: - Words

  /// Moves to the next word, over all that is left of this one.
  mutating func moveToWord() throws {
    while nextWord == nil {
      guard page < lastPage else { return word = [] }
      try takeLeaf()
    }
    guard let start = nextWord else { return }
    position = start
    try takePlaceOfWord()
    let end = nextWord ?? contentEnd
    let kept = isFirstOfLeaf ? 0 : Int(truncatingIfNeeded: try IndexLayout.number(leaf, &position, end: end))
    isFirstOfLeaf = false
    let added = Int(truncatingIfNeeded: try IndexLayout.number(leaf, &position, end: end))
    guard kept >= 0, kept <= word.count, added > 0, added <= end - position else { throw Self.broken }
    word.removeSubrange(kept...)
    word += leaf[position..<position + added]
    position += added
    record = 0
    left = 0
    try moveToRecord(isFirst: true)
  }

  /// Moves to the next record of the word, over the places that are left of this one.
  ///
  /// - Returns: false when there is none.
  @discardableResult
  mutating func moveToRecord(isFirst: Bool = false) throws -> Bool {
    try eachPlace { _, _ in }
    guard try goesOn() else {
      guard !isFirst else { throw Self.broken }
      return false
    }
    let isInFull = isFirst || position == firstRecord
    let step = Int64(bitPattern: try IndexLayout.number(leaf, &position, end: contentEnd))
    let before = record
    record = isInFull ? step : record &+ step
    guard isFirst || record > before, try goesOn() else { throw Self.broken }
    // The lowest bit says that what older segments hold of the record is gone; it is gone in any case.
    left = Int(truncatingIfNeeded: (try IndexLayout.number(leaf, &position, end: contentEnd)) >> 1)
    isEmpty = left == 0
    return true
  }

  /// Whether the word was taken from the record.
  private(set) var isEmpty = false

  /// Hands out the places of the record that are not read yet: the column, and the number of the word in it.
  @inline(__always)
  mutating func eachPlace(_ body: (_ column: Int, _ position: Int) -> Void) throws {
    var (column, offset, isColumn) = (0, 0, false)
    while left > 0 {
      guard try goesOn() else { throw Self.broken }
      let start = position
      let end = min(nextWord ?? contentEnd, start + left)
      while position < end {
        var number = UInt64(leaf[position])
        if number < 0x80 { position += 1 } else { number = try IndexLayout.number(leaf, &position, end: end) }
        switch (isColumn, number) {
        case (true, _):
          // The columns rise, and there are no others.
          guard number > column, number < IndexVerification.columns.count else { throw Self.broken }
          (column, offset, isColumn) = (Int(number), 0, false)
        case (false, 1): isColumn = true
        case (false, 0): throw Self.broken
        default:
          guard number <= Int32.max, offset <= Int32.max else { throw Self.broken }
          offset += Int(number) - 2
          body(column, offset)
        }
      }
      left -= position - start
    }
  }
}
