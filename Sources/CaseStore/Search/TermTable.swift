internal import Casework
internal import GRDB

/// Every word of the search index, in `term`: in how many records it stands, and the newest of these.
///
/// FTS5 must read the places of all words that begin so before it can answer `bur*`; this table says which words
/// they are in less than a millisecond. `last` may be too new after a deletion, never too old.
enum TermTable {
  /// In bytes. Of longer words only the beginning is kept, and they are asked for by that beginning.
  static let longest = 64

  /// A word as the table has it.
  static func term(_ bytes: UnsafeBufferPointer<UInt8>) -> Word { Word(kept(bytes)) }

  /// The bytes that the table has of a word.
  static func kept(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard bytes.count > longest else { return bytes }
    var end = longest
    // Not in the middle of a character.
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[..<end])
  }

  /// How the full-text index is asked for a word of this table.
  static func expression(_ term: String) -> String {
    // The folded word is quoted: it may be OR or NOT. Three bytes may be missing where it was cut.
    "\"\(term)\"" + (term.utf8.count > longest - 4 ? "*" : "")
  }

  // MARK: - Reading

  /// How many words begin so, and in how many records they stand in sum; words after the first `limit` are not
  /// looked at.
  static func statistics(
    of prefix: Word, limit: Int, _ database: Database
  ) throws -> (words: Int, records: Int) {
    let sql =
      "SELECT count(*), CAST(total(df) AS INTEGER) FROM (SELECT df FROM term WHERE t >= ? AND t < ? LIMIT ?)"
    let row = try Row.fetchOne(
      database.cachedStatement(sql: sql), arguments: [prefix.text, prefix.text + after, limit])
    return try row.map { try ($0.value(0), $0.value(1)) } ?? (0, 0)
  }

  /// The words that begin so, those of the newest records first.
  static func newest(
    _ prefix: Word, limit: Int, _ database: Database
  ) throws -> [(term: String, last: Int64)] {
    let sql = "SELECT t, last FROM term WHERE t >= ? AND t < ? ORDER BY last DESC LIMIT ?"
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: sql), arguments: [prefix.text, prefix.text + after, limit])
    var terms: [(String, Int64)] = []
    while let row = try rows.next() { terms.append(try (row.value(0), row.value(1))) }
    return terms
  }

  /// The beginnings that are one sign longer, in order, and in how many records their words stand in sum; the beginning
  /// itself, where it is a word.
  static func longer(than prefix: Word, _ database: Database) throws -> [(text: String, records: Int)] {
    let sql = """
      SELECT substr(t, 1, ?), CAST(total(df) AS INTEGER) FROM term WHERE t >= ? AND t < ? GROUP BY 1 ORDER BY 1
      """
    let length = prefix.text.unicodeScalars.count + 1
    return try Row.all(sql, [length, prefix.text, prefix.text + after], database).map {
      try ($0.value(0), $0.value(1))
    }
  }

  /// Sorts after every word, for no word holds this last scalar of all.
  private static let after = "\u{10FFFF}"

  // MARK: - Writing

  private static let upsert = """
    INSERT INTO term(t, df, last) VALUES (?, ?, ?)
    ON CONFLICT(t) DO UPDATE SET df = df + excluded.df, last = max(last, excluded.last)
    """

  /// What was counted of new records.
  static func add(_ counts: WordCounts, _ pass: WritePass) throws {
    let rows = try ManyRows(upsert, pass)
    defer { rows.clear() }
    try counts.each { word, count, last in
      rows.bind(text: word, at: 1)
      rows.bind(Int64(count), at: 2)
      rows.bind(last, at: 3)
      try rows.run()
    }
  }

  static func change(_ word: Word, count: Int, last: Int64, _ pass: WritePass) throws {
    try pass.run(upsert, [word.text, count, last])
    if count < 0 { try pass.run("DELETE FROM term WHERE t = ? AND df <= 0", [word.text]) }
  }
}
