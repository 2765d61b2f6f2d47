internal import Casework
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

#if canImport(Glibc)
  internal import Glibc
#endif

/// How well a record fits words, as a function of the index: `closeness(search, weights)`.
///
/// The formula is BM25, but how rare each word is comes from the vocabulary: the index's own `bm25` counts every record
/// of every word before its first row. Source: Robertson, Zaragoza, "The probabilistic relevance framework" (2009), with
/// the usual k1 of 1.2 and b of 0.75.
enum Closeness {
  /// A word in the subject says more than one in a name, and that more than one in a text. By the index's columns; the
  /// last says who may find the record.
  private static let columns: [Double] = [4, 2, 1, 0]
  private static let saturation = 1.2
  private static let lengthShare = 0.75

  /// Makes the function known to a connection that has read its schema.
  static func prepare(_ database: Database) throws {
    let sql = "SELECT 1 FROM pragma_function_list WHERE name = 'closeness'"
    guard try Int.fetchOne(database.cachedStatement(sql: sql)) == nil else { return }
    let api = try IndexTokenizer.api(database)
    let code = api.pointee.xCreateFunction(
      UnsafeMutablePointer(mutating: api), "closeness", nil, function, nil)
    guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// The weights of phrases as they are handed to the function.
  static func argument(_ weights: [Double]) -> Data { weights.withUnsafeBytes { Data($0) } }

  private static let function: fts5_extension_function = { api, context, result, count, values in
    guard let api = api?.pointee, let context, count == 1, let weights = values?[0] else { return }
    var records: sqlite3_int64 = 0
    var words: sqlite3_int64 = 0
    var length: CInt = 0
    var matches: CInt = 0
    guard api.xRowCount(context, &records) == 0, api.xColumnTotalSize(context, -1, &words) == 0,
      api.xColumnSize(context, -1, &length) == 0, api.xInstCount(context, &matches) == 0
    else { return }
    var found = [Double](repeating: 0, count: Int(max(0, api.xPhraseCount(context))))
    for match in 0..<max(0, matches) {
      var (phrase, column, offset): (CInt, CInt, CInt) = (0, 0, 0)
      guard api.xInst(context, match, &phrase, &column, &offset) == 0, found.indices.contains(Int(phrase)),
        Closeness.columns.indices.contains(Int(column))
      else { continue }
      found[Int(phrase)] += Closeness.columns[Int(column)]
    }
    let average = max(1, Double(words) / Double(max(1, records)))
    let share = 1 - Closeness.lengthShare + Closeness.lengthShare * Double(length) / average
    let known = UnsafeRawBufferPointer(
      start: sqlite3_value_blob(weights), count: Int(sqlite3_value_bytes(weights)))
    var closeness = 0.0
    for (phrase, often) in found.enumerated() where often > 0 {
      let place = phrase * MemoryLayout<Double>.stride
      guard place + MemoryLayout<Double>.stride <= known.count else { break }
      closeness +=
        known.loadUnaligned(fromByteOffset: place, as: Double.self) * often * (Closeness.saturation + 1)
        / (often + Closeness.saturation * share)
    }
    sqlite3_result_double(result, closeness)
  }
}

/// The phrases of an expression for the index, in its order, with how much each says.
struct PhraseWeights {
  private let splitter: WordSplitter
  private let database: Database
  private let records: Double
  /// The beginning that stands for its many words, and in how many records these are: each of them alone may be rare.
  private let beginning: (word: Word, records: Int)?

  /// More words of one beginning are not counted.
  private static let mostWords = 3000

  init(splitter: WordSplitter, beginning: Word? = nil, _ database: Database) throws {
    self.splitter = splitter
    self.database = database
    let newest = try Int.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM record")) ?? 0
    records = Double(max(1, newest))
    self.beginning = try beginning.map {
      ($0, try TermTable.statistics(of: $0, limit: Self.mostWords, database).records)
    }
  }

  /// A weight for each phrase of `match`.
  func of(_ match: String) throws -> [Double] {
    try Self.phrases(of: match).map { phrase in
      // What every record has that is found says nothing.
      guard !phrase.contains(where: { Facets.isToken($0.text) }) else { return 1e-6 }
      var rarest = Int.max
      for (text, isOpen) in phrase {
        let words = splitter.words(of: text)
        for (position, word) in words.enumerated() {
          rarest = min(rarest, try count(of: word, isOpen: isOpen && position == words.count - 1))
        }
      }
      return weight(ofCount: rarest == .max ? 0 : rarest)
    }
  }

  /// What a word says that stands in so many records.
  func weight(ofCount count: Int) -> Double {
    let count = min(Double(count), records)
    return max(1e-6, log((records - count + 0.5) / (count + 0.5)))
  }

  func count(of word: Word, isOpen: Bool = false) throws -> Int {
    if let beginning, word.hasPrefix(beginning.word) { return beginning.records }
    if isOpen { return try TermTable.statistics(of: word, limit: Self.mostWords, database).records }
    return try Int.fetchOne(
      database.cachedStatement(sql: "SELECT df FROM term WHERE t = ?"), arguments: [word.text]) ?? 0
  }

  /// The strings of each phrase: strings are joined by `+`, and what a `*` follows is open.
  private static func phrases(of match: String) -> [[(text: String, isOpen: Bool)]] {
    var phrases: [[(text: String, isOpen: Bool)]] = []
    var isJoined = false
    var scalars = match.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if scalar == "+" { isJoined = true }
      if scalar == "*", let last = phrases.indices.last {
        phrases[last][phrases[last].count - 1].isOpen = true
      }
      guard scalar == "\"" else { continue }
      var text = String.UnicodeScalarView()
      while let next = scalars.popFirst() {
        if next == "\"" {
          guard scalars.first == "\"" else { break }
          scalars.removeFirst()
        }
        text.append(next)
      }
      if isJoined, let last = phrases.indices.last {
        phrases[last].append((String(text), false))
      } else {
        phrases.append([(String(text), false)])
      }
      isJoined = false
    }
    return phrases
  }
}
