@testable import Console

/// A sentence of the source that a person reads.
struct SourceWord: Hashable {
  var context: String?
  let template: String
  var plural: String?
  /// Of the file below `Sources`, and its line.
  let place: String
}

/// Finds the texts of a Swift file that are `Message` values. It knows as much of the types as ``DeclaredTypes`` says;
/// where that is not enough, the source says `Message("…")`.
struct SourceWords {
  let types: DeclaredTypes
  let file: String
  private(set) var words: [SourceWord] = []
  /// Texts that are not found to be `Message`, with their line.
  private(set) var others: [(text: String, line: Int)] = []

  /// A bracket or brace that is open.
  private struct Level {
    let open: Int
    /// What the whole of it is wanted to be; empty where that is not known.
    let type: String
    /// The name before a round bracket.
    let call: String?
    /// What stands before the point before it.
    var owner: String?
    var index = 0
    /// Where the present part begins.
    var start: Int
  }

  init(_ tokens: [SwiftToken], file: String, types: DeclaredTypes) {
    self.types = types
    self.file = file
    scan(tokens)
  }

  private mutating func scan(_ tokens: [SwiftToken]) {
    var levels = [Level(open: -1, type: "", call: nil, start: 0)]
    var pairs: [Int: Int] = [:]
    for (position, token) in tokens.enumerated() {
      if token.kind == .text {
        take(token, position, tokens, levels, &pairs)
        for inside in token.inside { scan(inside) }
      }
      guard token.kind == .sign else { continue }
      switch token.text {
      case "(", "[", "{":
        levels.append(level(opening: position, tokens, levels))
      case ")", "]", "}":
        if levels.count > 1 { levels.removeLast() }
      case ",":
        levels[levels.count - 1].index += 1
        levels[levels.count - 1].start = position + 1
      default: break
      }
    }
  }

  private mutating func take(
    _ token: SwiftToken, _ position: Int, _ tokens: [SwiftToken], _ levels: [Level], _ pairs: inout [Int: Int]
  ) {
    let level = levels[levels.count - 1]
    let label = self.label(tokens, level)
    if level.call == "Message", label == "context" {
      if !words.isEmpty { words[words.count - 1].context = token.text }
      return
    }
    guard wanted(at: position, tokens, levels) == "Message" else {
      others.append((token.text, token.line))
      return
    }
    if level.call == "counted", label == "other", let first = pairs[level.open] {
      words[first].plural = token.text
      return
    }
    if level.call == "counted", label == "one" { pairs[level.open] = words.count }
    words.append(SourceWord(template: token.text, place: "\(file):\(token.line)"))
  }

  private func label(_ tokens: [SwiftToken], _ level: Level) -> String? {
    guard let first = tokens[safe: level.start], first.kind == .word,
      tokens[safe: level.start + 1]?.text == ":"
    else { return nil }
    return first.text
  }

  /// Whether a text has two words, or one that begins with a capital.
  static func isSentence(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.contains { $0.contains { $0.isLetter } }
      && (words.count > 1 || words.first?.first?.isUppercase ?? false)
  }

  // MARK: - What is wanted

  private func level(opening position: Int, _ tokens: [SwiftToken], _ levels: [Level]) -> Level {
    let before = tokens[safe: beforeGenerics(position, tokens)]
    switch tokens[position].text {
    case "(":
      let isCall = before?.kind == .word && !Self.notCalled.contains(before?.text ?? "")
      let name = before?.text == "init" ? tokens[safe: position - 3]?.text : before?.text
      let type = isCall ? "" : wanted(at: position, tokens, levels)
      let place = beforeGenerics(position, tokens)
      let owner = tokens[safe: place - 1]?.text == "." ? tokens[safe: place - 2]?.text : nil
      return Level(
        open: position, type: type, call: isCall ? name : nil, owner: owner, start: position + 1)
    case "[":
      let isSubscript = before.map {
        $0.kind == .word && !Self.notCalled.contains($0.text) || ")]".contains($0.text)
      }
      let type = isSubscript ?? false ? "" : wanted(at: position, tokens, levels)
      return Level(open: position, type: type, call: nil, start: position + 1)
    default:
      return Level(
        open: position, type: body(opening: position, tokens, levels), call: nil, start: position + 1)
    }
  }

  /// The place of the word that a bracket belongs to: `Field` in `Field<Int>(`.
  private func beforeGenerics(_ position: Int, _ tokens: [SwiftToken]) -> Int {
    guard tokens[position].text == "(", tokens[safe: position - 1]?.text == ">" else { return position - 1 }
    var depth = 0
    for place in (0..<position).reversed() {
      if tokens[place].text == ">" { depth += 1 }
      if tokens[place].text == "<" { depth -= 1 }
      if depth == 0 { return place - 1 }
    }
    return position - 1
  }

  private static let notCalled: Set<String> = [
    "return", "in", "if", "else", "case", "let", "var", "switch", "guard", "for", "where", "throw", "is",
    "as", "try",
  ]

  /// What the text, array or tuple at `position` is wanted to be.
  private func wanted(at position: Int, _ tokens: [SwiftToken], _ levels: [Level]) -> String {
    let level = levels[levels.count - 1]
    // What is joined or compared is no sentence.
    let isText = tokens[position].kind == .text
    if isText, let next = tokens[safe: position + 1], ["==", "!=", "+", "."].contains(next.text) {
      return ""
    }
    if isText, let before = tokens[safe: position - 1], ["==", "!=", "+"].contains(before.text) { return "" }
    var place = position - 1
    var depth = 0
    while place >= level.start {
      let token = tokens[place]
      if token.kind == .sign, ")]}".contains(token.text) { depth += 1 }
      if token.kind == .sign, "([{".contains(token.text) { depth -= 1 }
      if depth == 0 {
        if token.kind == .sign, token.text == "=" { return declared(before: place, tokens) }
        if token.text == "return" || token.text == "in" {
          return level.type.isEmpty ? outer(levels) : level.type
        }
        if token.kind == .sign, token.text == "->" { return "" }
      }
      place -= 1
    }
    guard level.open >= 0 else { return "" }
    switch tokens[level.open].text {
    case "(":
      guard let call = level.call else { return part(level.index, of: level.type) }
      if call == "Message" { return level.index == 0 ? "Message" : "" }
      if call == "append" {
        return types.properties[level.owner ?? ""]?.contains("[Message]") ?? false ? "Message" : ""
      }
      let found = types.types(
        call, of: level.owner, in: file, label: label(tokens, level), index: level.index)
      if found.count == 1 { return found.first ?? "" }
      // Several things have this name: what looks like a sentence is one, if one of them takes sentences.
      return found.first {
        $0.hasSuffix("Message") && Self.isSentence(tokens[position].text) || $0 == "[Message]"
      } ?? ""
    case "[":
      guard level.type.hasPrefix("[") else { return "" }
      let inner = String(level.type.dropFirst().dropLast())
      let parts = Self.split(inner, at: ":")
      return parts.count == 2 ? (label(beforeColon: position, tokens, level) ? parts[0] : parts[1]) : inner
    default: return level.type
    }
  }

  /// Whether what stands at `position` is a key of a dictionary.
  private func label(beforeColon position: Int, _ tokens: [SwiftToken], _ level: Level) -> Bool {
    tokens[safe: end(of: position, tokens) + 1]?.text == ":" && position == level.start
  }

  private func outer(_ levels: [Level]) -> String {
    levels.last { !$0.type.isEmpty && $0.call == nil }?.type ?? ""
  }

  /// The place of the bracket that closes the one at `position`; itself where it is none.
  private func end(of position: Int, _ tokens: [SwiftToken]) -> Int {
    guard tokens[position].kind == .sign else { return position }
    var depth = 0
    for place in position..<tokens.count where tokens[place].kind == .sign {
      if "([{".contains(tokens[place].text) { depth += 1 }
      if ")]}".contains(tokens[place].text) { depth -= 1 }
      if depth == 0 { return place }
    }
    return position
  }

  /// The type of what stands before an equals sign.
  private func declared(before equals: Int, _ tokens: [SwiftToken]) -> String {
    var place = equals - 1
    while place > 0, tokens[place].line >= tokens[equals].line - 1 {
      let word = tokens[place].text
      if word == "let" || word == "var" {
        guard tokens[safe: place + 2]?.text == ":" else { return "" }
        return type(tokens, from: place + 3)
      }
      if ["{", "}", "=", "return"].contains(word) { break }
      place -= 1
    }
    let found = types.properties[tokens[equals - 1].text] ?? []
    let isSentence = Self.isSentence(tokens[safe: equals + 1]?.text ?? "")
    return found == ["Message"] || found.contains("Message") && isSentence ? "Message" : ""
  }

  /// What the body that begins here makes, where it says so.
  private func body(opening position: Int, _ tokens: [SwiftToken], _ levels: [Level]) -> String {
    // `{ (…) -> Message in`
    var place = position + 1
    while let token = tokens[safe: place], token.line == tokens[position].line, place < position + 24 {
      if token.text == "->" { return type(tokens, from: place + 1) }
      if token.text == "in" || token.text == "{" { break }
      place += 1
    }
    place = position - 1
    if ["map", "flatMap", "compactMap"].contains(tokens[safe: place]?.text),
      tokens[safe: place - 1]?.text == "."
    {
      let whole = wanted(at: position, tokens, levels)
      return whole.hasPrefix("[") && !whole.contains(":") || whole.hasPrefix("[(")
        ? String(whole.dropFirst().dropLast()) : whole
    }
    var depth = 0
    while place >= 0 {
      let token = tokens[place]
      if token.kind == .sign, ")]".contains(token.text) { depth += 1 }
      if token.kind == .sign, "([".contains(token.text) { depth -= 1 }
      if depth < 0 || token.kind == .sign && "{}".contains(token.text) { break }
      if depth == 0 {
        switch token.text {
        case "->": return type(tokens, from: place + 1)
        case "func", "init", "struct", "enum", "extension", "class": return ""
        case "var":
          guard tokens[safe: place + 2]?.text == ":" else { return "" }
          return type(tokens, from: place + 3)
        case "if", "else", "switch", "guard", "for", "while", "do", "catch":
          if token.text == "switch" || token.text == "if" || token.text == "else" {
            let type = wanted(at: place, tokens, levels)
            return type.isEmpty ? levels[levels.count - 1].type : type
          }
          return levels[levels.count - 1].type
        case "=" where token.kind == .sign: return ""
        default: break
        }
      }
      place -= 1
    }
    return ""
  }

  private func type(_ tokens: [SwiftToken], from start: Int) -> String {
    types.known(DeclaredTypes.type(tokens, from: start))
  }

  private func part(_ index: Int, of type: String) -> String {
    guard type.hasPrefix("("), type.hasSuffix(")") else { return type }
    let parts = Self.split(String(type.dropFirst().dropLast()), at: ",")
    guard let part = parts[safe: index] else { return "" }
    return Self.split(part, at: ":").last ?? part
  }

  private static func split(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if "([<".contains(character) { depth += 1 }
      if ")]>".contains(character) { depth -= 1 }
      if character == separator, depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
