/// One file of words: headings that begin with `# `, and under each its blocks, one a line.
///
/// What stands before the first heading explains the file to whoever edits it.
struct DemoText: Sendable {
  /// In the order of the file.
  let headings: [String]
  private let blocks: [String: [String]]

  init(_ text: String) {
    var headings: [String] = []
    var blocks: [String: [String]] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("# ") {
        headings.append(String(line.dropFirst(2)))
      } else if let heading = headings.last {
        blocks[heading, default: []].append(String(line))
      }
    }
    self.headings = headings
    self.blocks = blocks
  }

  /// The blocks under a heading; none when there is no such heading.
  subscript(heading: String) -> [String] { blocks[heading] ?? [] }

  /// The columns of a line such as `roads | Roads Policing Unit |`.
  static func columns(of line: String) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// Puts values where a block has their names in braces. A name without a value stays as it is.
  static func fill(_ block: String, with values: [String: String]) -> String {
    var result = ""
    var rest = block[...]
    while let brace = rest.firstIndex(of: "{"), let end = rest[brace...].firstIndex(of: "}") {
      result += rest[..<brace]
      let name = String(rest[rest.index(after: brace)..<end])
      result += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
