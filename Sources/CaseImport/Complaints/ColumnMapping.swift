package import Casework

/// What a force calls the columns that this program knows: lines of `their column = our column`.
///
/// Empty lines and lines that start with `#` are skipped. The last `=` of a line counts, for a column of theirs
/// may have one in its name. A column that is mapped is not looked for by our own name as well.
package struct ColumnMapping: Sendable {
  /// The file's name, for problems.
  private let file: String
  private let entries: [ComplaintColumn: Entry]

  private struct Entry {
    let name: String
    let line: Int
  }

  /// Our own names.
  package static let none = ColumnMapping(file: "", entries: [:])

  private init(file: String, entries: [ComplaintColumn: Entry]) {
    self.file = file
    self.entries = entries
  }

  /// Throws: ``TableProblem`` for the first line that cannot be followed.
  package init(file: String, bytes: [UInt8]) throws(TableProblem) {
    func problem(_ line: Int, _ what: Message) -> TableProblem {
      TableProblem(file: file, line: line, what: what)
    }
    guard let text = TableText.utf8(bytes) else {
      throw problem(1, "The file is UTF-16: save it again as plain text in UTF-8.")
    }
    var entries: [ComplaintColumn: Entry] = [:]
    let lines = String(decoding: text, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if words.isEmpty || words.hasPrefix("#") { continue }
      guard let sign = words.lastIndex(of: "=") else {
        throw problem(index + 1, "'\(words.shortened)' is no mapping: write 'their column = our column'.")
      }
      let theirs = words[..<sign].trimmed
      let ours = words[words.index(after: sign)...].trimmed.lowercased()
      guard let column = ComplaintColumn(rawValue: ours), !theirs.isEmpty else {
        let known = ComplaintColumn.allCases.map(\.rawValue).joined(separator: ", ")
        throw problem(index + 1, "There is no column '\(ours.shortened)': map to one of \(known).")
      }
      if let before = entries[column] {
        throw problem(
          index + 1, "The column '\(ours)' is mapped on line \(before.line) already: keep one of the two.")
      }
      entries[column] = Entry(name: theirs, line: index + 1)
    }
    self.init(file: file, entries: entries)
  }

  /// Where the columns stand in a table.
  ///
  /// Throws: ``TableProblem`` when a mapped or required column is not there, or twice.
  func positions(in reader: CSVReader) throws(TableProblem) -> [ComplaintColumn: Int] {
    var positions: [ComplaintColumn: Int] = [:]
    for column in ComplaintColumn.allCases {
      let name = entries[column]?.name ?? column.rawValue
      if reader.header.isRepeated(name) {
        throw TableProblem(
          file: reader.file, line: 1, column: name, what: "Two columns have this name: rename one of them.")
      }
      if let position = reader.header.position(of: name) {
        positions[column] = position
      } else if let entry = entries[column] {
        throw TableProblem(
          file: file, line: entry.line,
          what: "\(reader.file) has no column '\(name.shortened)': mend the name.")
      } else if column.isRequired {
        throw TableProblem(
          file: reader.file, line: 1,
          what: "There is no column '\(name)': add it, or name the column that has it in a mapping file.")
      }
    }
    return positions
  }
}

extension Substring {
  /// Without white space around it.
  fileprivate var trimmed: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
