internal import Casework

/// The way of ``CSVReader`` through one row.
struct RowScan {
  private let separator: UInt8
  /// Where the next row starts, once this one is read.
  private(set) var position: Int
  /// The line on which that is.
  private(set) var line: Int

  private var content: [UInt8] = []
  private var ends: [Int] = []
  private var problem: Message?

  init(separator: UInt8, position: Int, line: Int) {
    self.separator = separator
    self.position = position
    self.line = line
  }

  /// Reads one row and stands behind its line end.
  ///
  /// - Parameter columns: how many fields it must have; nil for the header.
  mutating func row(in bytes: [UInt8], columns: Int? = nil) -> CSVRow {
    content = []
    ends = []
    problem = nil
    content.reserveCapacity(160)
    ends.reserveCapacity(columns ?? 16)
    let start = line
    bytes.withUnsafeBufferPointer { readFields(in: $0) }
    if problem == nil, let columns, ends.count != columns, !(ends.count == 1 && content.isEmpty) {
      problem =
        ends.count < columns
        ? "The row has \(ends.count) fields and the header \(columns): add what is missing."
        : "The row has \(ends.count) fields and the header \(columns): put quotes around a field that holds a separator."
    }
    return CSVRow(line: start, problem: problem, bytes: content, ends: ends)
  }

  private mutating func readFields(in bytes: UnsafeBufferPointer<UInt8>) {
    while true {
      let start = content.count
      if position < bytes.count, bytes[position] == Self.quote {
        guard readQuoted(in: bytes) else { return }
      } else {
        readPlain(in: bytes)
      }
      if content.count - start > CSVReader.largestField {
        content.removeSubrange(start...)
        complain("A field holds more than 1 MiB: shorten it.")
      }
      if ends.count < CSVReader.mostColumns {
        ends.append(content.count)
      } else {
        content.removeSubrange(start...)
        complain(
          "The row has more than \(CSVReader.mostColumns) fields: a table has at most so many columns.")
      }
      guard position < bytes.count, bytes[position] == separator else { return skipLineEnd(in: bytes) }
      position += 1
    }
  }

  /// Up to the separator or line end. Quotes in the middle are letters like any other.
  private mutating func readPlain(in bytes: UnsafeBufferPointer<UInt8>) {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      if byte < 0x20 || byte == 0x7F { check(byte) }
      position += 1
    }
    content.append(contentsOf: bytes[start..<position])
  }

  /// Between quotes; false when they are never closed, and then the line after the row's first is next.
  private mutating func readQuoted(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let (opening, openingLine, contentStart) = (position, line, content.count)
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.quote {
        position += 1
        guard position < bytes.count, bytes[position] == Self.quote else {
          readRemains(in: bytes)
          return true
        }
      } else if byte < 0x20 || byte == 0x7F {
        countLine(byte, in: bytes)
        check(byte)
      }
      if content.count - contentStart <= CSVReader.largestField { content.append(byte) }
      position += 1
    }
    content.removeSubrange(contentStart...)
    problem =
      "The quote that opens on this line is never closed: close it, or double it where it is a letter."
    (position, line) = (opening, openingLine)
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    content.append(contentsOf: bytes[opening..<min(position, opening + CSVReader.largestField)])
    ends.append(content.count)
    skipLineEnd(in: bytes)
    return false
  }

  /// What stands between a closing quote and the next separator: nothing, if the writer did its work.
  private mutating func readRemains(in bytes: UnsafeBufferPointer<UInt8>) {
    let start = position
    readPlain(in: bytes)
    if position > start, bytes[start..<position].contains(where: { $0 != 0x20 }) {
      complain("Text follows a closing quote: double each quote that stands inside a quoted field.")
    }
  }

  private mutating func skipLineEnd(in bytes: UnsafeBufferPointer<UInt8>) {
    guard position < bytes.count else { return }
    if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
    position += 1
    line += 1
  }

  /// CRLF is one line end: its LF is counted.
  private mutating func countLine(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) {
    if byte == 0x0A { line += 1 }
    if byte == 0x0D, position + 1 == bytes.count || bytes[position + 1] != 0x0A { line += 1 }
  }

  private mutating func check(_ byte: UInt8) {
    guard byte != 0x09, byte != 0x0A, byte != 0x0D else { return }
    complain("The row holds control characters: save the table again as plain CSV.")
  }

  /// The first thing that is wrong is what the person is told.
  private mutating func complain(_ what: Message) {
    if problem == nil { problem = what }
  }

  private static let quote = UInt8(ascii: "\"")
}
