/// Reads the entries of a `.po` file, byte by byte.
struct CatalogueReader {
  private let bytes: [UInt8]
  private let name: String
  private var position = 0
  /// The number of the line that was taken last, from 1.
  private var line = 0
  /// A line that was taken and belongs to what comes next.
  private var kept: Line?

  /// A line that is no comment: its word, its number in brackets, its text.
  private struct Line {
    /// Empty where a text goes on.
    let keyword: String
    let index: Int?
    let text: String
    let number: Int
    /// A flag before it said that it is doubtful.
    let isFuzzy: Bool
  }

  init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
    // The mark of byte order that some editors write.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next entry; nil at the end of the file.
  mutating func next() throws(CatalogueFault) -> CatalogueEntry? {
    guard var current = try takeLine() else { return nil }
    var entry = CatalogueEntry(template: "")
    entry.isFuzzy = current.isFuzzy
    entry.line = current.number
    if current.keyword == "msgctxt" {
      entry.context = try wholeText(current)
      current = try required("msgid", after: current)
    }
    guard current.keyword == "msgid" else {
      throw fault(current.number, "a sentence begins with msgctxt or msgid")
    }
    entry.template = try wholeText(current)
    guard var following = try takeLine() else {
      throw fault(current.number, "the sentence has no msgstr")
    }
    guard following.keyword == "msgid_plural" else {
      guard following.keyword == "msgstr", following.index == nil else {
        throw fault(following.number, "msgstr is wanted here")
      }
      entry.forms = [try wholeText(following)]
      return entry
    }
    entry.plural = try wholeText(following)
    following = try required("msgstr", after: following)
    entry.forms = try forms(from: following)
    return entry
  }

  /// `msgstr[0]`, `msgstr[1]` and so on.
  private mutating func forms(from first: Line) throws(CatalogueFault) -> [String] {
    var forms: [String] = []
    var current = first
    while true {
      guard current.index == forms.count else {
        throw fault(current.number, "msgstr[\(forms.count)] is wanted here")
      }
      forms.append(try wholeText(current))
      guard let following = try takeLine() else { return forms }
      guard following.keyword == "msgstr" else {
        kept = following
        return forms
      }
      current = following
    }
  }

  private mutating func required(
    _ keyword: String, after previous: Line
  ) throws(CatalogueFault) -> Line {
    guard let line = try takeLine(), line.keyword == keyword else {
      throw fault(previous.number, "\(keyword) must follow")
    }
    return line
  }

  /// The text of a line with those that go on with it.
  private mutating func wholeText(_ first: Line) throws(CatalogueFault) -> String {
    var text = first.text
    while let line = try takeLine() {
      guard line.keyword.isEmpty else {
        kept = line
        break
      }
      text += line.text
    }
    return text
  }

  // MARK: - Lines

  /// The next line that says something. Comments, and what translators left of earlier sentences, are passed over.
  private mutating func takeLine() throws(CatalogueFault) -> Line? {
    if let kept {
      self.kept = nil
      return kept
    }
    var isFuzzy = false
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var content = bytes[position..<end]
      position = end + 1
      line += 1
      if content.last == UInt8(ascii: "\r") { content = content.dropLast() }
      content = content.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      guard let first = content.first else { continue }
      guard first != UInt8(ascii: "#") else {
        isFuzzy =
          isFuzzy
          || content.starts(with: "#,".utf8)
            && content.split(separator: UInt8(ascii: ","))
              .contains { $0.filter { $0 != UInt8(ascii: " ") }.elementsEqual("fuzzy".utf8) }
        continue
      }
      return try parsed(content, isFuzzy: isFuzzy)
    }
    return nil
  }

  private func parsed(_ content: ArraySlice<UInt8>, isFuzzy: Bool) throws(CatalogueFault) -> Line {
    let word = content.prefix {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
    }
    let keyword = String(decoding: word, as: UTF8.self)
    guard ["", "msgctxt", "msgid", "msgid_plural", "msgstr"].contains(keyword) else {
      throw fault(line, "the word '\(keyword)' does not belong here")
    }
    var rest = content.dropFirst(word.count)
    var index: Int?
    if keyword == "msgstr", rest.first == UInt8(ascii: "[") {
      guard let digit = rest.dropFirst().first, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit),
        rest.dropFirst(2).first == UInt8(ascii: "]")
      else { throw fault(line, "a number from 0 to 7 is wanted in the brackets") }
      index = Int(digit - UInt8(ascii: "0"))
      rest = rest.dropFirst(3)
    }
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return Line(keyword: keyword, index: index, text: try text(rest), number: line, isFuzzy: isFuzzy)
  }

  /// What stands between quotation marks, to the end of the line.
  private func text(_ content: ArraySlice<UInt8>) throws(CatalogueFault) -> String {
    guard content.first == UInt8(ascii: "\"") else {
      throw fault(line, "a text in quotation marks is wanted here")
    }
    var result: [UInt8] = []
    var rest = content.dropFirst()
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        guard rest.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) else {
          throw fault(line, "something stands after the closing quotation mark")
        }
        guard let text = String(validating: result, as: UTF8.self) else {
          throw fault(line, "the text is not in UTF-8")
        }
        return text
      case UInt8(ascii: "\\"):
        guard let sign = rest.popFirst(), let meant = Self.escapes[sign] else {
          throw fault(line, "after a backslash comes n, t, r, a quotation mark or a backslash")
        }
        result.append(meant)
      case 0..<0x20, 0x7F: throw fault(line, "a control character stands in the text")
      default: result.append(byte)
      }
    }
    throw fault(line, "the closing quotation mark is missing")
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]

  private func fault(_ line: Int, _ what: Message) -> CatalogueFault { CatalogueFault(name, line, what) }
}
