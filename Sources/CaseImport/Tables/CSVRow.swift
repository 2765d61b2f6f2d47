package import Casework

/// One row of a table: its fields without their quotes, as bytes of UTF-8.
package struct CSVRow: Sendable {
  /// The line of the file on which the row begins, from 1.
  package let line: Int
  /// Why the row cannot be used; nil for a sound one. The fields are then what could be made out.
  package let problem: Message?
  /// All fields one after the other.
  private let bytes: [UInt8]
  /// Where each field ends in `bytes`.
  private let ends: [Int]

  init(line: Int, problem: Message?, bytes: [UInt8], ends: [Int]) {
    self.line = line
    self.problem = problem
    self.bytes = bytes
    self.ends = ends
  }

  /// How many fields it has.
  package var count: Int { ends.count }

  /// The bytes of a field without white space around them; empty when the row is too short.
  package subscript(position: Int) -> ArraySlice<UInt8> {
    guard ends.indices.contains(position) else { return [] }
    var start = position == 0 ? 0 : ends[position - 1]
    var end = ends[position]
    while start < end, Self.isSpace(bytes[start]) { start += 1 }
    while start < end, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end]
  }

  /// The field as text; what is no UTF-8 in it cannot be, for the whole file was looked at.
  package func text(_ position: Int) -> String {
    String(decoding: self[position], as: UTF8.self)
  }

  /// All fields as text.
  package var texts: [String] { ends.indices.map(text) }

  var isBlank: Bool { ends.count == 1 && self[0].isEmpty }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

/// The first row of a table: the names of its columns.
package struct CSVHeader: Sendable {
  /// As the file has them, without white space around them.
  package let names: [String]
  private let positions: [String: [Int]]

  init(_ row: CSVRow) {
    names = row.texts
    positions = Dictionary(grouping: names.indices) { [names] in Self.key(names[$0]) }
  }

  /// Where the column is that is called `name`, whatever the case of its letters; nil when there is none. Of two
  /// with one name it is the first; ``isRepeated(_:)`` tells.
  package func position(of name: String) -> Int? { positions[Self.key(name)]?.first }

  /// Whether two columns have this name, so that nobody can tell which one is meant.
  package func isRepeated(_ name: String) -> Bool { (positions[Self.key(name)]?.count ?? 0) > 1 }

  /// A name as it is compared.
  static func key(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
