/// How many columns a terminal gives to text: 0 for marks that join the letter before, 2 for East Asian
/// wide characters and most emoji, 1 for the rest. The figures are those of `wcwidth(3)`, by which ncurses
/// places cells, so a row is never shifted.
package enum CellWidth {
  /// The columns of a text that went through ``displaySafe(_:)``.
  package static func of(_ text: String) -> Int {
    var columns = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return text.unicodeScalars.reduce(0) { $0 + of($1) } }
      columns += 1
    }
    return columns
  }

  /// 0, 1 or 2. A control character counts as 1, the width of the sign that is shown in its place.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    guard value >= 0x300 else { return 1 }
    if contains(value, in: WidthTable.zero) { return 0 }
    guard value >= 0x1100 else { return 1 }
    return contains(value, in: WidthTable.wide) ? 2 : 1
  }

  /// Whether a sorted table of closed ranges holds the value.
  private static func contains(_ value: UInt32, in table: [(first: UInt32, last: UInt32)]) -> Bool {
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      if table[middle].last < value {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < table.count && table[low].first <= value
  }
}
