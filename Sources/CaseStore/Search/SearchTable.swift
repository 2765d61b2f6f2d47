internal import Casework
internal import Dispatch
internal import GRDB
internal import Synchronization

/// The full-text index, in `search` (contentless FTS5, its rowids those of `record`), and its vocabulary, in `term`.
///
/// Collects what changes in the vocabulary and writes it at the end, sorted, so that a bulk import touches each
/// word once a batch.
struct SearchTable {
  private let pass: WritePass
  private let splitter: WordSplitter
  private var changes: [Word: TermChange] = [:]
  /// What was counted of new records together.
  private var counts: [WordCounts] = []

  fileprivate struct TermChange {
    /// By how much the number of records with this word changes.
    var count = 0
    /// The newest record that got the word.
    var last: Int64 = 0
  }

  init(_ pass: WritePass) throws {
    self.pass = pass
    splitter = try WordSplitter(pass.database)
  }

  /// What changes of one record: the columns that the index has of it, and those that it shall have; nil for none.
  private struct Change {
    let id: Int64
    let old: [String]?
    let new: [String]?

    /// Whether the index knows nothing of the record yet.
    let isNew: Bool

    init(_ text: (id: Int64, old: SearchText?, new: SearchText?)) {
      id = text.id
      old = text.old.flatMap { $0.isIndexed ? $0.columns : nil }
      new = text.new.flatMap { $0.isIndexed ? $0.columns : nil }
      isNew = Self.isNew(text.old, text.new)
    }

    static func isNew(_ old: SearchText?, _ new: SearchText?) -> Bool {
      old?.isIndexed != true && new?.isIndexed == true
    }
  }

  /// Forgets the old words of records and takes up the new ones. Words of new records, where they are many, are counted by
  /// another thread while the index reads them.
  mutating func replace(_ texts: [(id: Int64, old: SearchText?, new: SearchText?)]) throws {
    guard texts.count(where: { Change.isNew($0.old, $0.new) }) > Self.fewest else {
      for text in texts { try replace(Change(text), countsWords: true) }
      return
    }
    let changes = texts.map(Change.init)
    let new = changes.filter(\.isNew)
    let counted = Mutex(WordCounts())
    // A tokenizer of its own: nobody else has it.
    nonisolated(unsafe) let splitter = try WordSplitter(pass.database)
    let counting = DispatchGroup()
    DispatchQueue.global(qos: .userInitiated).async(group: counting) {
      counted.withLock { counts in
        for change in new {
          for column in change.new?.prefix(3) ?? [] {
            splitter.eachWord(of: column) { bytes, _ in
              counts.take(TermTable.kept(bytes), in: change.id)
              return true
            }
          }
        }
        counts.sort()
      }
    }
    // Whatever happens: the tokenizer must outlive its use.
    defer { counting.wait() }
    try Self.withoutMerging(if: new.count >= Self.many, pass) {
      for change in changes { try replace(change, countsWords: !change.isNew) }
    }
    counting.wait()
    counts.append(counted.withLock(\.self))
  }

  /// Fewer new texts are counted where they are.
  private static let fewest = 50
  /// So many leave a part of the index that is worth a step of joining of its own.
  private static let many = 1000

  /// The index shall not bring its parts together while it takes these up: it would do so in steps of many megabytes,
  /// and leave as much of the store behind as nothing uses. Who brings so many joins the parts afterwards.
  ///
  /// The setting stands in the store: it is as it was before anybody else sees it.
  private static func withoutMerging(
    if isMany: Bool, _ pass: WritePass, _ body: () throws -> Void
  ) throws {
    guard isMany else { return try body() }
    try pass.run("INSERT INTO search(search, rank) VALUES ('automerge', 0)", [])
    try body()
    // What the index has in memory is written at a savepoint. Source: SQLite, virtual tables, xSavepoint.
    try pass.database.inSavepoint { .commit }
    try pass.run("INSERT INTO search(search, rank) VALUES ('automerge', 4)", [])
    // As it is without being said. Source: SQLite, FTS5, 6.1.
    try pass.run("DELETE FROM search_config WHERE k = 'automerge'", [])
  }

  private mutating func replace(_ change: Change, countsWords: Bool) throws {
    let (id, old, new) = (change.id, change.old, change.new)
    if let old, let new, zip(old, new).allSatisfy({ $0.isSpelledLike($1) }) { return }
    if let old {
      try pass.run(
        "INSERT INTO search(search, rowid, title, people, text, circle) VALUES ('delete', ?, ?, ?, ?, ?)",
        [id, old[0], old[1], old[2], old[3]])
    }
    if let new {
      try pass.run(
        "INSERT INTO search(rowid, title, people, text, circle) VALUES (?, ?, ?, ?, ?)",
        [id, new[0], new[1], new[2], new[3]])
    }
    if countsWords { countWords(of: old ?? [], and: new ?? [], id: id) }
  }

  private mutating func countWords(of old: [String], and new: [String], id: Int64) {
    let (before, after) = (words(of: old), words(of: new))
    for word in before.subtracting(after) { changes[word, default: TermChange()].count -= 1 }
    for word in after.subtracting(before) { changes[word, default: TermChange()].take(in: id) }
  }

  private func words(of columns: [String]) -> Set<Word> {
    var words: Set<Word> = []
    for column in columns.prefix(3) {
      splitter.eachWord(of: column) { bytes, _ in
        words.insert(TermTable.term(bytes))
        return true
      }
    }
    return words
  }

  /// Brings some megabytes of the index from many parts into one; what it finds stays the same.
  ///
  /// - Parameter isFirst: whether this is the first step of it, which says that all parts shall be one.
  /// - Returns: false when nothing is left to be done.
  static func joinParts(isFirst: Bool, _ pass: WritePass) throws -> Bool {
    let before = pass.database.totalChangesCount
    // Pages of the index, each of 4 KB; some hundredths of a second. Parts that were read are let go of at the end of a
    // step, and the next step writes where they stood: what a step writes is what the store grows by. Source: SQLite,
    // FTS5, 6.8.
    try pass.run("INSERT INTO search(search, rank) VALUES ('merge', ?)", [isFirst ? -256 : 256])
    return pass.database.totalChangesCount - before >= 2
  }

  /// Writes what changed in the vocabulary.
  mutating func finish() throws {
    for counted in counts { try TermTable.add(counted, pass) }
    counts = []
    // Any steady order keeps neighbours of the table together.
    let sorted = changes.sorted { $0.key.text < $1.key.text }
    for (word, change) in sorted where change.count != 0 || change.last != 0 {
      try TermTable.change(word, count: change.count, last: change.last, pass)
    }
    changes = [:]
  }
}

extension SearchTable.TermChange {
  fileprivate mutating func take(in id: Int64) {
    count += 1
    last = max(last, id)
  }
}
