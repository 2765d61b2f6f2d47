internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

/// Which segments the search index has, and whether FTS5 finds each of their words where it stands.
/// Source: the comment at the head of `fts5_index.c`, "On disk format".
struct IndexLayout: Sendable {
  /// From the newest to the oldest: what a newer one says of a word and a record is so.
  let segments: [Segment]

  struct Segment: Sendable {
    let id: Int64
    let first: Int64
    let last: Int64
  }

  /// Nil when the index is not laid out as this program knows it, or when its own table of contents would lead past a
  /// word. Then it must be read, and each word asked for, through FTS5.
  init?(_ database: Database) throws {
    let block = try Data.fetchOne(database, sql: "SELECT block FROM search_data WHERE id = 10")
    guard let segments = block.flatMap({ Self.segments([UInt8]($0)) }) else { return nil }
    self.segments = segments
    for segment in segments where try !Self.leadsToItsWords(segment, database) { return nil }
  }

  private static func segments(_ block: [UInt8]) -> [Segment]? {
    // A newer form has a mark where the number of levels stands.
    guard block.count > 4, block[4] != 0xFF else { return nil }
    return block.withUnsafeBufferPointer { block -> [Segment]? in
      var place = 4
      func next() -> Int64? {
        (try? number(block, &place, end: block.count)).flatMap { $0 < 1 << 31 ? Int64($0) : nil }
      }
      guard let levels = next(), let total = next(), next() != nil else { return nil }
      var all: [Segment] = []
      for _ in 0..<levels {
        guard next() != nil, let count = next(), count <= total else { return nil }
        var level: [Segment] = []
        for _ in 0..<count {
          guard let id = next(), let first = next(), let last = next(), first > 0, first <= last else {
            return nil
          }
          level.append(Segment(id: id, first: first, last: last))
        }
        all += level.reversed()
      }
      return place == block.count && all.count == total ? all : nil
    }
  }

  /// The row of a leaf.
  static func row(_ segment: Int64, _ page: Int64) -> Int64 { segment << 37 &+ page }

  /// As SQLite writes numbers (file format, section 1.6).
  @inline(__always)
  static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, end: Int
  ) throws(DatabaseError) -> UInt64 {
    var number: UInt64 = 0
    for count in 1...9 {
      guard place < end else { throw IndexSegment.broken }
      let byte = bytes[place]
      place += 1
      if count == 9 { return number << 8 | UInt64(byte) }
      number = number << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { break }
    }
    return number
  }

  // MARK: - The table of contents

  /// Whether `search_idx` leads to the leaf of every word: each leaf on which a word begins has one row, whose term
  /// stands after all words of the leaves before, and not after the first one of this leaf.
  private static func leadsToItsWords(_ segment: Segment, _ database: Database) throws -> Bool {
    let sql = "SELECT term, pgno >> 1 FROM search_idx WHERE segid = ? ORDER BY term"
    let contents = try database.makeStatement(sql: sql)
    try contents.setArguments([segment.id])
    let leaves = try database.makeStatement(
      sql: "SELECT id, block FROM search_data WHERE id BETWEEN ? AND ? ORDER BY id")
    try leaves.setArguments([row(segment.id, segment.first), row(segment.id, segment.last)])
    var page = segment.first
    var last: [UInt8] = []
    var hasRow = try contents.hasRow()
    // Rows of leaves that a merge has taken off the beginning stay; FTS5 begins at the first leaf instead.
    while hasRow, sqlite3_column_int64(contents.sqliteStatement, 1) < segment.first {
      hasRow = try contents.hasRow()
    }
    while try leaves.hasRow() {
      guard sqlite3_column_int64(leaves.sqliteStatement, 0) == row(segment.id, page),
        let words = try? WordsOfLeaf(leaves.blob(at: 1))
      else { return false }
      if !words.first.isEmpty {
        guard hasRow, sqlite3_column_int64(contents.sqliteStatement, 1) == page else {
          return false
        }
        let term = contents.blob(at: 0)
        guard last.lexicographicallyPrecedes(term) || page == segment.first,
          !words.first.lexicographicallyPrecedes(term)
        else { return false }
        last = words.last
        hasRow = try contents.hasRow()
      }
      page += 1
    }
    return page == segment.last + 1 && !hasRow
  }
}

/// The first and the last word that begin on a leaf; empty when none does. All of them rise.
private struct WordsOfLeaf {
  private(set) var first: [UInt8] = []
  private(set) var last: [UInt8] = []

  init(_ leaf: UnsafeBufferPointer<UInt8>) throws {
    guard leaf.count >= 4 else { throw IndexSegment.broken }
    var contents = Int(leaf[2]) << 8 | Int(leaf[3])
    let end = contents
    guard end >= 4, end <= leaf.count else { throw IndexSegment.broken }
    var place = 0
    while contents < leaf.count {
      place = place &+ Int(truncatingIfNeeded: try IndexLayout.number(leaf, &contents, end: leaf.count))
      guard place >= 4, place < end else { throw IndexSegment.broken }
      var position = place
      let kept =
        first.isEmpty ? 0 : Int(truncatingIfNeeded: try IndexLayout.number(leaf, &position, end: end))
      let added = Int(truncatingIfNeeded: try IndexLayout.number(leaf, &position, end: end))
      guard kept >= 0, kept <= last.count, added > 0, added <= end - position else {
        throw IndexSegment.broken
      }
      let word = last[..<kept] + leaf[position..<position + added]
      guard last.lexicographicallyPrecedes(word) else { throw IndexSegment.broken }
      last = Array(word)
      if first.isEmpty { first = last }
    }
  }
}
