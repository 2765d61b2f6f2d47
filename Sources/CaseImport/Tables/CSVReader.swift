package import Casework

/// Reads a table row by row: RFC 4180, and what spreadsheets make of it.
///
/// The separator is a comma, a semicolon or a tab, whichever the header has most of. Lines end in CRLF, LF or CR.
/// A byte order mark is skipped, and a file that is no UTF-8 is read as Windows-1252. A row that is wrong says so
/// itself and the next one is read; only a file without a usable header is refused. Empty lines are no rows.
///
/// A quote that is never closed would swallow the rest of the file. Its row is wrong, and reading goes on with
/// the line after the one on which the row began. What follows such a quote holds no other one that is open to
/// the end, so this happens once.
package struct CSVReader: Sequence, IteratorProtocol {
  /// The file's name, for problems.
  package let file: String
  package let header: CSVHeader

  private let bytes: [UInt8]
  private let separator: UInt8
  private var position = 0
  private var line = 1

  /// A field may hold so many bytes.
  package static let largestField = 1 << 20
  /// A row may hold so many fields.
  package static let mostColumns = 1000

  /// Throws: ``TableProblem`` for a file without a usable header.
  package init(file: String, bytes: [UInt8]) throws(TableProblem) {
    guard let text = TableText.utf8(bytes) else {
      throw TableProblem(
        file: file, line: 1, what: "The file is UTF-16, which is no CSV: save it again as CSV UTF-8.")
    }
    self.file = file
    self.bytes = text
    separator = Self.separator(of: text)
    var scan = RowScan(separator: separator, position: 0, line: 1)
    var row: CSVRow?
    while row?.isBlank ?? true, scan.position < text.count { row = scan.row(in: text) }
    guard let row, !row.isBlank else {
      throw TableProblem(
        file: file, line: 1, what: "The table is empty: its first line must name the columns.")
    }
    if let problem = row.problem { throw TableProblem(file: file, line: row.line, what: problem) }
    header = CSVHeader(row)
    (position, line) = (scan.position, scan.line)
  }

  /// The next row; nil at the end of the file.
  package mutating func next() -> CSVRow? {
    while position < bytes.count {
      var scan = RowScan(separator: separator, position: position, line: line)
      let row = scan.row(in: bytes, columns: header.names.count)
      (position, line) = (scan.position, scan.line)
      if !row.isBlank { return row }
    }
    return nil
  }

  /// The separator that the first line has most of, outside quotes; a comma when there is none.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    var counts = [0, 0, 0]
    var isQuoted = false
    var isEmpty = true
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D {
        if isEmpty { continue }
        break
      }
      isEmpty = false
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return counts.firstIndex(of: most).map { candidates[$0] } ?? candidates[0]
  }
}
