/// Text that is being typed: what it is, where the insertion point stands, and what each key does to it.
///
/// The insertion point moves by whole characters as people see them. What was typed or pasted is kept as
/// it is; only what is shown goes through ``displaySafe(_:)``.
package struct TextEntry: Hashable, Sendable {
  /// What has been typed so far, as it was typed.
  package private(set) var text: String
  /// Whether Enter and pasted line feeds are part of the text; otherwise a pasted line feed is a blank.
  package let isMultiline: Bool
  /// Where the insertion point stands, in bytes of UTF-8; always between two characters.
  private var offset: Int

  /// The insertion point is at the end.
  package init(_ text: String = "", isMultiline: Bool = false) {
    self.isMultiline = isMultiline
    self.text = Self.lines(text, isMultiline: isMultiline)
    offset = self.text.utf8.count
  }

  /// How many characters stand before the insertion point.
  package var cursor: Int {
    get { text.distance(from: text.startIndex, to: index) }
    set {
      let end = text.endIndex
      let target = text.index(text.startIndex, offsetBy: max(0, newValue), limitedBy: end) ?? end
      moveTo(target)
    }
  }

  /// Does what the key says.
  /// - Returns: `false` when the key means nothing here and is left to the caller.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .enter where isMultiline: insert("\n")
    case .backspace: deleteBackward(to: before(index))
    case .delete, .control("d"): deleteForward(to: after(index))
    case .left: moveTo(before(index))
    case .right: moveTo(after(index))
    case .home, .control("a"): moveTo(startOfLine)
    case .end, .control("e"): moveTo(endOfLine)
    case .control("w"): deleteBackward(to: startOfWord)
    case .control("u"): deleteBackward(to: startOfLine)
    case .control("k"): deleteForward(to: endOfLine == index ? after(index) : endOfLine)
    case .up where isMultiline: moveLine(by: -1)
    case .down where isMultiline: moveLine(by: 1)
    default: return false
    }
    return true
  }

  /// Inserts what was pasted. CR LF and CR count as line feeds.
  package mutating func paste(_ pasted: String) {
    insert(Self.lines(pasted, isMultiline: isMultiline))
  }

  /// The part of a one-line entry that fits into `width` columns and holds the insertion point, and the
  /// column of the insertion point in it.
  package func window(width: Int) -> (text: String, cursorColumn: Int) {
    Self.window(of: displaySafe(text), cursor: columnsBefore(text.startIndex), width: max(1, width))
  }

  /// A multi-line entry cut into lines of `width` columns, and the insertion point in them.
  ///
  /// Of a long text, only what can be seen with the insertion point in a window of `height` lines.
  package func layout(width: Int, height: Int = .max) -> (lines: [String], cursor: Point) {
    let width = max(2, width)
    var lines: [String] = []
    var cursor = Point(row: 0, column: 0)
    var start = start(ofLinesAbove: height)
    while start <= index || lines.count - cursor.row < height {
      let end = text[start...].firstIndex(of: "\n") ?? text.endIndex
      if index >= start && index <= end {
        let parts = Self.cut(displaySafe(String(text[start..<index])), width: width)
        cursor = Point(row: lines.count + parts.count - 1, column: CellWidth.of(parts[parts.count - 1]))
      }
      lines += Self.cut(displaySafe(String(text[start..<end])), width: width)
      guard end < text.endIndex else { break }
      start = text.index(after: end)
    }
    if cursor.column >= width { cursor = Point(row: cursor.row + 1, column: 0) }
    if cursor.row == lines.count { lines.append("") }
    return (lines, cursor)
  }
}

extension TextEntry {
  private var index: String.Index { text.utf8.index(text.startIndex, offsetBy: offset) }

  private mutating func moveTo(_ index: String.Index) {
    offset = text.utf8.distance(from: text.startIndex, to: index)
  }

  private mutating func insert(_ inserted: String) {
    text.insert(contentsOf: inserted, at: index)
    moveTo(boundary(atOrAfter: offset + inserted.utf8.count))
  }

  private mutating func deleteBackward(to start: String.Index) {
    let end = index
    moveTo(start)
    text.removeSubrange(start..<end)
    moveTo(boundary(atOrAfter: offset))
  }

  private mutating func deleteForward(to end: String.Index) {
    text.removeSubrange(index..<end)
    moveTo(boundary(atOrAfter: offset))
  }

  /// A combining mark joins the character before it, so a change can make two characters one.
  private func boundary(atOrAfter offset: Int) -> String.Index {
    var index = text.utf8.index(text.startIndex, offsetBy: min(offset, text.utf8.count))
    while index < text.endIndex, String.Index(index, within: text) == nil {
      index = text.utf8.index(after: index)
    }
    return index
  }

  private func before(_ index: String.Index) -> String.Index {
    index > text.startIndex ? text.index(before: index) : index
  }

  private func after(_ index: String.Index) -> String.Index {
    index < text.endIndex ? text.index(after: index) : index
  }

  private var startOfLine: String.Index {
    guard let feed = text[..<index].lastIndex(of: "\n") else { return text.startIndex }
    return text.index(after: feed)
  }

  /// The start of the line that is so many lines above the insertion point, or of the text.
  private func start(ofLinesAbove count: Int) -> String.Index {
    var start = startOfLine
    var left = count
    while left > 0, start > text.startIndex {
      left -= 1
      let feed = text.index(before: start)
      start = text[..<feed].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
    }
    return start
  }

  private var endOfLine: String.Index { text[index...].firstIndex(of: "\n") ?? text.endIndex }

  private var startOfWord: String.Index {
    let start = startOfLine
    guard start < index else { return before(index) }
    var position = index
    while position > start, text[text.index(before: position)].isWhitespace { position = before(position) }
    while position > start, !text[text.index(before: position)].isWhitespace { position = before(position) }
    return position
  }

  private func columnsBefore(_ start: String.Index) -> Int {
    CellWidth.of(displaySafe(String(text[start..<index])))
  }

  /// To the line above or below, as near to the present column as its length allows.
  private mutating func moveLine(by step: Int) {
    let column = text.distance(from: startOfLine, to: index)
    if step < 0 {
      guard startOfLine > text.startIndex else { return moveTo(text.startIndex) }
      moveTo(text.index(before: startOfLine))
      moveTo(startOfLine)
    } else {
      guard endOfLine < text.endIndex else { return moveTo(text.endIndex) }
      moveTo(text.index(after: endOfLine))
    }
    let end = endOfLine
    moveTo(text.index(index, offsetBy: column, limitedBy: end) ?? end)
  }

  private static func lines(_ text: String, isMultiline: Bool) -> String {
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "\n" && previous == "\r" {
        previous = scalar
        continue
      }
      let isLineEnd = scalar == "\n" || scalar == "\r"
      scalars.append(isLineEnd ? (isMultiline ? "\n" : " ") : scalar)
      previous = scalar
    }
    return String(scalars)
  }

  private static func window(of text: String, cursor: Int, width: Int) -> (String, Int) {
    let start = max(0, cursor - width + 1)
    var result = ""
    var column = 0
    for cluster in ClusterSequence(text) {
      defer { column += cluster.width }
      guard column + cluster.width > start else { continue }
      guard column + cluster.width <= start + width else { break }
      result += column < start ? " " : cluster.text
    }
    return (result, cursor - start)
  }

  private static func cut(_ line: String, width: Int) -> [String] {
    var parts = [""]
    var column = 0
    for cluster in ClusterSequence(line) {
      if column + cluster.width > width {
        parts.append("")
        column = 0
      }
      parts[parts.count - 1] += cluster.text
      column += cluster.width
    }
    return parts
  }
}
