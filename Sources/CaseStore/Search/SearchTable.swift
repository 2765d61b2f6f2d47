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

  fileprivate struct TermChange {
    /// By how much the number of records with this word changes.
    var count = 0
    /// The newest record that got the word.
    var last: Int64 = 0
    /// The record that was counted last, so that a word is counted once a record.
    var counted: Int64 = -1
  }

  init(_ pass: WritePass) throws {
    self.pass = pass
    splitter = try WordSplitter(pass.database)
  }

  /// The same for many records. Words of new ones are counted by another thread while the index reads them.
  mutating func replace(_ texts: [(id: Int64, old: SearchText?, new: SearchText?)]) throws {
    let fresh = texts.filter { $0.old?.isIndexed != true && $0.new?.isIndexed == true }
    guard fresh.count > Self.fewest else {
      for text in texts { try replace(text.old, by: text.new, id: text.id) }
      return
    }
    let columns = fresh.map { (id: $0.id, columns: $0.new?.columns ?? []) }
    let counted = Mutex<[Word: TermChange]>([:])
    // A tokenizer of its own: nobody else has it.
    nonisolated(unsafe) let splitter = try WordSplitter(pass.database)
    let counting = DispatchGroup()
    DispatchQueue.global(qos: .userInitiated).async(group: counting) {
      var changes: [Word: TermChange] = [:]
      for text in columns {
        Self.eachWord(of: text.columns, splitter, in: &changes) { $0.take(in: text.id) }
      }
      counted.withLock { $0 = changes }
    }
    // Whatever happens: the tokenizer must outlive its use.
    defer { counting.wait() }
    let isFresh = Set(fresh.map(\.id))
    for text in texts {
      try replace(text.old, by: text.new, id: text.id, countsWords: !isFresh.contains(text.id))
    }
    counting.wait()
    changes.merge(counted.withLock(\.self)) { $0.joined(with: $1) }
  }

  /// Fewer new texts are counted where they are.
  private static let fewest = 50

  /// Forgets the words of `old` and takes up those of `new`.
  mutating func replace(
    _ old: SearchText?, by new: SearchText?, id: Int64, countsWords: Bool = true
  ) throws {
    let old = old.flatMap { $0.isIndexed ? $0.columns : nil }
    let new = new.flatMap { $0.isIndexed ? $0.columns : nil }
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
    guard !old.isEmpty else { return Self.eachWord(of: new, splitter, in: &changes) { $0.take(in: id) } }
    let (before, after) = (words(of: old), words(of: new))
    for word in before.subtracting(after) { changes[word, default: TermChange()].count -= 1 }
    for word in after.subtracting(before) { changes[word, default: TermChange()].take(in: id) }
  }

  private static func eachWord(
    of columns: [String], _ splitter: WordSplitter, in changes: inout [Word: TermChange],
    _ body: (inout TermChange) -> Void
  ) {
    for column in columns.prefix(3) {
      splitter.eachWord(of: column) { bytes, _ in
        body(&changes[TermTable.term(bytes), default: TermChange()])
        return true
      }
    }
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
    // Pages of the index, each of 4 KB; a tenth of a second or so. Source: SQLite, FTS5, 6.8.
    try pass.run("INSERT INTO search(search, rank) VALUES ('merge', ?)", [isFirst ? -2000 : 2000])
    return pass.database.totalChangesCount - before >= 2
  }

  /// Writes what changed in the vocabulary.
  mutating func finish() throws {
    // Any steady order keeps neighbours of the table together.
    let sorted = changes.sorted { $0.key.text < $1.key.text }
    for (word, change) in sorted where change.count != 0 || change.last != 0 {
      try TermTable.change(word, count: change.count, last: change.last, pass)
    }
    changes = [:]
  }
}

extension SearchTable.TermChange {
  /// With what was counted of other records.
  fileprivate func joined(with other: Self) -> Self {
    Self(count: count + other.count, last: max(last, other.last))
  }

  fileprivate mutating func take(in id: Int64) {
    guard counted != id else { return }
    counted = id
    count += 1
    last = max(last, id)
  }
}
