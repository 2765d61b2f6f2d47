internal import GRDB

/// Reads a range of words of the search index over all its segments, as FTS5 would: what the newest segment says of a word
/// and a record is so.
struct IndexMerge {
  private var segments: [IndexSegment]
  private let end: [UInt8]?

  init(_ layout: IndexLayout, _ range: WordRange, _ database: Database) throws {
    let first = range.from.map { [IndexSegment.mark] + $0.utf8 }
    segments = try layout.segments.map { try IndexSegment($0, from: first, database) }
    end = range.to.map { [IndexSegment.mark] + $0.utf8 }
  }

  /// The next word, without its mark; nil at the end of the range. All records of the one before must have been read.
  func nextWord() throws -> [UInt8]? {
    var least: [UInt8]?
    for segment in segments where !segment.word.isEmpty {
      if let known = least, !segment.word.lexicographicallyPrecedes(known) { continue }
      least = segment.word
    }
    guard let least else { return nil }
    if let end, !least.lexicographicallyPrecedes(end) { return nil }
    guard least[0] == IndexSegment.mark else { throw IndexSegment.broken }
    return least
  }

  /// Hands out the places of a word, record by record, and moves over it.
  @inline(__always)
  mutating func eachPlace(
    of word: [UInt8], _ body: (_ record: Int64, _ column: Int, _ position: Int) -> Void
  ) throws {
    var open = segments.indices.filter { segments[$0].word == word }
    if open.count == 1 {
      let place = open[0]
      repeat {
        let record = segments[place].record
        try segments[place].eachPlace { body(record, $0, $1) }
      } while try segments[place].moveToRecord()
      return try segments[place].moveToWord()
    }
    let all = open
    while let least = open.map({ segments[$0].record }).min() {
      var isTold = false
      for place in open where segments[place].record == least {
        if !isTold { try segments[place].eachPlace { body(least, $0, $1) } }
        isTold = true
        if try !segments[place].moveToRecord() { open.removeAll { $0 == place } }
      }
    }
    for place in all { try segments[place].moveToWord() }
  }
}
