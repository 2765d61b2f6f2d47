internal import Casework
internal import GRDB
internal import GRDBSQLite

/// Whom letters went to: what a query says of that becomes the lists of recipients, as the store has them, of which one
/// has the words in a row, in a name or an address; the last may be a beginning.
///
/// Most letters went to the same few: a list is looked at once, and not each letter.
struct Recipients {
  let splitter: WordSplitter
  let database: Database

  func named(_ query: Query) throws -> Query {
    switch query {
    case .field(.to, .equals(let text)): return .field(.to, .names(try lists(naming: text)))
    case .not(let part): return .not(try named(part))
    case .and(let parts): return .and(try parts.map(named))
    case .or(let parts): return .or(try parts.map(named))
    case .all, .word, .prefix, .phrase, .field: return query
    }
  }

  /// None for a text without words.
  private func lists(naming text: String) throws -> [String] {
    let wanted = splitter.words(of: text)
    guard !wanted.isEmpty else { return [] }
    let rows = try database.cachedStatement(sql: Self.each)
    defer { sqlite3_reset(rows.sqliteStatement) }
    var lists: [String] = []
    while try rows.hasRow() {
      let list = rows.text(at: 0)
      let recipients = (try? JSON(parsing: list))?.array ?? []
      let texts = recipients.compactMap(MailAddress.init(json:)).flatMap { [$0.name, $0.address] }
      if texts.contains(where: { Self.stand(wanted, in: splitter.words(of: $0)) }) { lists.append(list) }
    }
    return lists
  }

  private static func stand(_ wanted: [Word], in words: [Word]) -> Bool {
    guard let last = wanted.last, words.count >= wanted.count else { return false }
    return (0...words.count - wanted.count).contains { start in
      let row = words[start..<start + wanted.count]
      return row.dropLast().elementsEqual(wanted.dropLast()) && row.last?.hasPrefix(last) == true
    }
  }

  /// From one list to the next through the index (``OrderIndexes/registerRecipients(in:)``).
  private static let each = """
    WITH RECURSIVE each(list) AS (
      SELECT min(recipients) FROM contact INDEXED BY contact_recipients WHERE record IS NOT NULL
      UNION ALL
      SELECT (SELECT min(recipients) FROM contact INDEXED BY contact_recipients
        WHERE record IS NOT NULL AND recipients > each.list)
      FROM each WHERE each.list IS NOT NULL
    ) SELECT list FROM each WHERE list IS NOT NULL
    """

  /// Every list that names somebody, as SQL.
  static let all = "(\(each) AND list <> '[]')"

  /// The records that have a letter to one of these lists.
  ///
  /// - Parameter lists: SQL.
  static func records(to lists: String) -> String {
    """
    record.id IN (SELECT record FROM contact INDEXED BY contact_recipients
      WHERE record IS NOT NULL AND recipients IN \(lists))
    """
  }
}
