internal import Casework

/// A part of the check that can be done beside the others.
enum VerificationPart: Sendable {
  /// SQLite's own checks.
  case file
  /// Entries of the log, by their numbers.
  case entries(ClosedRange<Int>)
  /// Records, by their rows.
  case records(ClosedRange<Int64>)
  /// Raw bytes, by their rows.
  case bytes(ClosedRange<Int64>)
  /// Words of the search index.
  case words(WordRange)
  /// How many words of each column the index thinks a record has.
  case wordCounts
  /// Mail of machines, settings, the vault.
  case rest
}

/// What a part found.
struct PartFindings: Sendable {
  var faults: [AuditFault] = []
  var remarks: [AuditFault] = []
  /// The last entry that was read.
  var last: (seq: Int, hash: String)?
  /// The highest number that the log gave, by the name of its counter.
  var numbers: [String: Int] = [:]
  /// A page could not be read.
  var isDamaged = false
}

/// Words from the first to before the second, in the order of their bytes; nil is either end.
struct WordRange: Sendable {
  let from: String?
  let to: String?

  /// The condition on a column, and what is bound to it.
  func condition(_ column: String) -> (sql: String, arguments: [String]) {
    switch (from, to) {
    case (nil, nil): ("1", [])
    case (nil, let to?): ("\(column) < ?", [to])
    case (let from?, nil): ("\(column) >= ?", [from])
    case (let from?, let to?): ("\(column) >= ? AND \(column) < ?", [from, to])
    }
  }
}
