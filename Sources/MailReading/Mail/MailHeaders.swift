import MailWire

/// The headers of one message or part, raw, in the order they came.
struct MailHeaders: Sendable {
  private var names: [String] = []
  private var values: [[UInt8]] = []

  /// - Parameters:
  ///   - name: in lower case.
  ///   - value: raw and still folded.
  mutating func append(_ name: String, _ value: [UInt8]) {
    names.append(name)
    values.append(value)
  }

  /// The raw value of the first header of that name, given in lower case.
  subscript(_ name: String) -> [UInt8]? {
    names.firstIndex(of: name).map { values[$0] }
  }

  func all(_ name: String) -> [[UInt8]] {
    names.indices.filter { names[$0] == name }.map { values[$0] }
  }

  func has(_ name: String) -> Bool { names.contains(name) }

  /// Text of the header, decoded; empty when there is none.
  func text(_ name: String) -> String {
    self[name].map(EncodedWords.text) ?? ""
  }

  /// The first word of a header in lower case, `auto-replied` of `Auto-Submitted: auto-replied (holiday)`.
  func keyword(_ name: String) -> String {
    let value = self[name]?.trimmed ?? []
    let word = value.prefix { !$0.isWhitespace && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "(") }
    return String(decoding: word, as: UTF8.self).asciiLowercased
  }
}

// MARK: - Identifiers

extension MailHeaders {
  /// A header with identifiers in angle brackets; where somebody left the brackets out, words with an `@`.
  func identifiers(_ name: String) -> [String] {
    all(name).flatMap { Self.identifiers(in: $0) }
  }

  private static func identifiers(in value: [UInt8]) -> [String] {
    var found: [String] = []
    var rest = value[...]
    while found.count < 1000, let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
      found.append(identifier(rest[(open + 1)..<close]))
      rest = rest[(close + 1)...]
    }
    if found.isEmpty {
      let words = value.split(whereSeparator: \.isWhitespace).filter { $0.contains(UInt8(ascii: "@")) }
      found = words.prefix(1000).map(identifier)
    }
    return found.filter { !$0.isEmpty }
  }

  /// Without the white space that folding inside the brackets leaves.
  private static func identifier(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.filter { !$0.isWhitespace }, as: UTF8.self)
  }

  /// What this message answers: `In-Reply-To`, then `References` from the newest, each once.
  var references: [String] {
    var seen: Set<String> = []
    let all = identifiers("in-reply-to") + identifiers("references").reversed()
    return all.filter { seen.insert($0).inserted }
  }
}
