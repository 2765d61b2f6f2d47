internal import Casework

/// What was summed for the comparison of the search index with the records: by one reader, then by all of them.
struct IndexTally: Sendable {
  /// By record: the sum of what should stand in the index, less what does.
  private(set) var sums: RecordSums
  /// How many records are indexed, and how many words of each column they have.
  private(set) var count = 0
  private(set) var lengths = [Int](repeating: 0, count: IndexVerification.columns.count)
  /// Words that the vocabulary counts wrongly, or that the index does not find through it.
  var wrongWords = 0
  /// The records of words that the vocabulary may have cut, which changes their order.
  var longWords: [Word: Set<Int64>] = [:]

  /// - Parameter records: the highest row of a record.
  init(records: Int) {
    sums = RecordSums(rows: records)
  }

  mutating func expect(_ sum: UInt64, sizes: [Int], id: Int64) {
    sums[id] &+= sum
    count += 1
    for (column, size) in sizes.enumerated() { lengths[column] += size }
  }

  @inline(__always) mutating func find(_ sum: UInt64, id: Int64) {
    sums[id] &-= sum
  }

  mutating func add(_ other: IndexTally) {
    sums.add(other.sums)
    count += other.count
    for (column, length) in other.lengths.enumerated() { lengths[column] += length }
    wrongWords += other.wrongWords
    longWords.merge(other.longWords) { $0.union($1) }
  }
}

/// A number for each record, by its row. Rows are dense in a store that nobody tampered with.
struct RecordSums: Sendable {
  private var dense: [UInt64]
  /// Of rows where none was expected.
  private var sparse: [Int64: UInt64] = [:]

  /// In rows: 128 MB of numbers.
  private static let mostDense = 16_000_000

  init(rows: Int) {
    dense = [UInt64](repeating: 0, count: max(0, min(rows, Self.mostDense)) + 1)
  }

  subscript(id: Int64) -> UInt64 {
    @inline(__always) get {
      id >= 0 && id < dense.count ? dense[Int(id)] : sparse[id] ?? 0
    }
    @inline(__always) set {
      if id >= 0, id < dense.count { dense[Int(id)] = newValue } else { sparse[id] = newValue }
    }
  }

  mutating func add(_ other: RecordSums) {
    if dense.isEmpty { dense = [UInt64](repeating: 0, count: other.dense.count) }
    for row in other.dense.indices where other.dense[row] != 0 { self[Int64(row)] &+= other.dense[row] }
    for (id, sum) in other.sparse { self[id] &+= sum }
  }

  /// The rows whose sum is not nought, in their order.
  var uneven: [Int64] {
    (dense.indices.filter { dense[$0] != 0 }.map(Int64.init) + sparse.filter { $0.value != 0 }.keys).sorted()
  }
}
