import MailWire

/// A piece of HTML.
enum HTMLToken {
  /// Entities decoded.
  case text([UInt8])
  case open(HTMLTag)
  /// The name in lower case.
  case close(String)
  /// `<!--[if …]>`: what follows is a comment to all mail programs but one.
  case conditionBegins
  case conditionEnds
}

/// Cuts HTML into tags and text. Whatever has no end is text: nothing is swallowed.
struct HTMLScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var inCondition = false
  /// Where a search to the end of the bytes has failed before: it is not made again.
  private var noEndOfComment = false
  private var noEndOfTag = false
  private var noEndOfElement: Set<String> = []
  /// After some quotes without an end, quotes in tags are no longer believed.
  private var quotesToBelieve = 16

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> HTMLToken? {
    while position < bytes.count {
      let start = position
      guard bytes[position] == UInt8(ascii: "<") else { return text(from: start) }
      switch markup() {
      case .token(let token): return token
      case .nothing: continue
      case .noMarkup:
        position = start + 1
        return text(from: start)
      }
    }
    return nil
  }

  private enum Outcome {
    case token(HTMLToken)
    case nothing
    case noMarkup
  }

  private mutating func text(from start: Int) -> HTMLToken {
    position = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    return .text(HTMLEntities.decode(bytes[start..<position]))
  }

  private mutating func markup() -> Outcome {
    guard position + 1 < bytes.count else { return .noMarkup }
    switch bytes[position + 1] {
    case UInt8(ascii: "!"): return declaration()
    case UInt8(ascii: "?"): return skipTag()
    case UInt8(ascii: "/"): return closeTag()
    case let byte where byte.isLetter: return openTag()
    default: return .noMarkup
    }
  }
}

// MARK: - Comments and declarations

extension HTMLScanner {
  private mutating func declaration() -> Outcome {
    let rest = bytes[position...]
    guard rest.starts(with: Array("<!--".utf8)) else {
      if inCondition, rest.starts(withLowercase: "<![endif]") { return endCondition() }
      return skipTag()
    }
    if rest.dropFirst(4).starts(withLowercase: "[if"), let outcome = beginCondition() { return outcome }
    return skipComment()
  }

  private mutating func beginCondition() -> Outcome? {
    guard let end = bytes[position...].prefix(512).firstIndex(of: UInt8(ascii: ">")) else { return nil }
    // `<!--[if !mso]><!-->` reveals what follows to everybody.
    for opening in ["<!-->", "<!-- -->"] as [StaticString]
    where bytes[(end + 1)...].starts(withLowercase: opening) {
      position = end + 1 + opening.utf8CodeUnitCount
      return .nothing
    }
    // `<!--[if …]-->` is no more than a comment.
    guard bytes[end - 1] == UInt8(ascii: "]") else { return nil }
    position = end + 1
    inCondition = true
    return .token(.conditionBegins)
  }

  private mutating func endCondition() -> Outcome {
    position = endOfTag(from: position).map { $0 + 1 } ?? bytes.count
    inCondition = false
    return .token(.conditionEnds)
  }

  private mutating func skipComment() -> Outcome {
    // `<!-->` and `<!--->` are whole comments.
    let rest = bytes[(position + 4)...]
    if rest.first == UInt8(ascii: ">") || rest.starts(with: Array("->".utf8)) {
      position += rest.first == UInt8(ascii: ">") ? 5 : 6
      return .nothing
    }
    guard !noEndOfComment, let end = find("-->", from: position + 4) else {
      noEndOfComment = true
      return .noMarkup
    }
    position = end + 3
    return .nothing
  }

  private mutating func skipTag() -> Outcome {
    guard let end = endOfTag(from: position) else { return .noMarkup }
    position = end + 1
    return .nothing
  }

  private func find(_ word: StaticString, from start: Int) -> Int? {
    var index = start
    let last = bytes.count - word.utf8CodeUnitCount
    let first = word.withUTF8Buffer { $0[0] }
    while index <= last {
      if bytes[index].lowercased == first, bytes[index...].starts(withLowercase: word) { return index }
      index += 1
    }
    return nil
  }

  /// The next `>`, quotes or not.
  private mutating func endOfTag(from start: Int) -> Int? {
    guard !noEndOfTag else { return nil }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    noEndOfTag = end == nil
    return end
  }
}

// MARK: - Tags

extension HTMLScanner {
  private mutating func closeTag() -> Outcome {
    guard position + 2 < bytes.count, bytes[position + 2].isLetter else { return skipTag() }
    guard let end = endOfTag(from: position) else { return .noMarkup }
    let name = Self.name(in: bytes[(position + 2)..<end])
    position = end + 1
    return .token(.close(name))
  }

  private mutating func openTag() -> Outcome {
    guard let end = endOfStartTag() else { return .noMarkup }
    let inside = bytes[(position + 1)..<end]
    var tag = HTMLTag(name: Self.name(in: inside))
    Self.readAttributes(inside, into: &tag)
    position = end + 1
    if Self.withoutText.contains(tag.name), inside.last != UInt8(ascii: "/") { skipContent(of: tag.name) }
    return .token(.open(tag))
  }

  /// What such elements hold is never words for a reader.
  private static let withoutText: Set<String> = ["script", "style", "title", "xml"]

  private mutating func skipContent(of name: String) {
    guard !noEndOfElement.contains(name) else { return }
    let end: Int? =
      switch name {
      case "script": find("</script", from: position)
      case "style": find("</style", from: position)
      case "title": find("</title", from: position)
      default: find("</xml", from: position)
      }
    if let end { position = end } else { noEndOfElement.insert(name) }
  }

  /// The `>` that is not inside quotes; if there is none, the next one at all.
  private mutating func endOfStartTag() -> Int? {
    guard !noEndOfTag else { return nil }
    guard quotesToBelieve > 0 else { return endOfTag(from: position) }
    var index = position + 1
    var quote: UInt8?
    var previous: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return index
      } else if previous == UInt8(ascii: "="), byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      if !byte.isWhitespace { previous = byte }
      index += 1
    }
    quotesToBelieve -= 1
    return endOfTag(from: position)
  }

  private static func name(in bytes: ArraySlice<UInt8>) -> String {
    let name = bytes.prefix { !$0.isWhitespace && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
    return String(decoding: name.prefix(64).map(\.lowercased), as: UTF8.self)
  }

  private static func readAttributes(_ inside: ArraySlice<UInt8>, into tag: inout HTMLTag) {
    var rest = inside.drop { !$0.isWhitespace && $0 != UInt8(ascii: "/") }
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == UInt8(ascii: "/") }
      guard !rest.isEmpty else { return }
      let name = rest.prefix { !$0.isWhitespace && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "/") }
      rest = rest[name.endIndex...].drop(while: \.isWhitespace)
      guard rest.first == UInt8(ascii: "=") else {
        tag.take(name, value: [])
        continue
      }
      rest = rest.dropFirst().drop(while: \.isWhitespace)
      let value = Self.value(&rest)
      tag.take(name, value: value)
    }
  }

  private static func value(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let value = rest.prefix { !$0.isWhitespace }
      rest = rest[value.endIndex...]
      return value
    }
    let value = rest.dropFirst().prefix { $0 != quote }
    rest = rest[value.endIndex...].dropFirst()
    return value
  }
}
