@testable import Console

/// What the source declares: the parameters of functions, initialisers and cases, and the types of properties. Enough to
/// tell a `Message` from a `String` where a text stands.
struct DeclaredTypes {
  struct Parameter {
    /// As the caller writes it; nil for none.
    let label: String?
    let type: String
  }

  /// A function, initialiser or case, with where it is declared.
  struct Call {
    let parameters: [Parameter]
    /// The type around it; empty for none.
    let owner: String
    let file: String
  }

  /// By the name of the function or case; of an initialiser by that of its type.
  private(set) var calls: [String: [Call]] = [:]
  /// Other names of types.
  private var aliases: [String: String] = [:]
  /// By the name of the property.
  private(set) var properties: [String: Set<String>] = [:]

  mutating func take(_ tokens: [SwiftToken], file: String) {
    /// Names of the types around, with the depth of braces at which each ends.
    var around: [(name: String, depth: Int)] = []
    func add(_ name: String, _ parameters: [Parameter]) {
      calls[name, default: []].append(
        Call(parameters: parameters, owner: around.last?.name ?? "", file: file))
    }
    var depth = 0
    var stored: [String: [Parameter]] = [:]
    for (position, token) in tokens.enumerated() {
      if token.text == "{", token.kind == .sign { depth += 1 }
      if token.text == "}", token.kind == .sign {
        depth -= 1
        while let last = around.last, last.depth > depth { around.removeLast() }
      }
      guard token.kind == .word, let next = tokens[safe: position + 1] else { continue }
      switch token.text {
      case "struct", "enum", "extension", "class", "actor":
        guard next.kind == .word, tokens[safe: position - 1]?.text != "." else { continue }
        var last = position + 1
        while tokens[safe: last + 1]?.text == ".", tokens[safe: last + 2]?.kind == .word { last += 2 }
        around.append((tokens[last].text, depth + 1))
      case "typealias" where tokens[safe: position + 2]?.text == "=":
        aliases[next.text] = Self.type(tokens, from: position + 3)
      case "func", "macro":
        add(next.text, parameters(tokens, from: position + 2))
      case "case" where tokens[safe: position + 2]?.text == "(":
        add(next.text, parameters(tokens, from: position + 2))
      case "init" where next.text == "(" || next.text == "?" || next.text == "<":
        guard tokens[safe: position - 1]?.text != "." else { continue }
        add(around.last?.name ?? "", parameters(tokens, from: position + (next.text == "?" ? 2 : 1)))
      case "let", "var":
        guard tokens[safe: position + 2]?.text == ":" else { continue }
        let type = Self.type(tokens, from: position + 3)
        properties[next.text, default: []].insert(type)
        // What stands directly in a type is a parameter of the initialiser that nobody wrote.
        guard let last = around.last, last.depth == depth else { continue }
        stored["\(last.name)", default: []].append(Parameter(label: next.text, type: type))
      default: break
      }
    }
    for (name, parameters) in stored {
      calls[name, default: []].append(Call(parameters: parameters, owner: name, file: file))
    }
  }

  /// The types that a call may want at a place.
  ///
  /// - Parameter owner: what stands before the point; of several declarations, those of that type are meant, or else those
  ///   of the same file.
  func types(_ call: String, of owner: String?, in file: String, label: String?, index: Int) -> Set<String> {
    let all = calls[known(call)] ?? []
    let near = all.filter { $0.owner == owner }
    let here = all.filter { $0.file == file }
    for declared in [near, here, all] {
      let found = declared.compactMap { $0.type(label: label, index: index) }
      if !found.isEmpty { return Set(found.map(known)) }
    }
    return []
  }

  /// A type under its own name.
  func known(_ type: String) -> String {
    for (name, meant) in aliases where type == name || type == "[\(name)]" {
      return type == name ? meant : "[\(meant)]"
    }
    return type
  }

  private func parameters(_ tokens: [SwiftToken], from open: Int) -> [Parameter] {
    var open = open
    if tokens[safe: open]?.text == "<" {
      while let token = tokens[safe: open], token.text != "(" { open += 1 }
    }
    guard tokens[safe: open]?.text == "(" else { return [] }
    var result: [Parameter] = []
    var position = open + 1
    while let token = tokens[safe: position], token.text != ")" {
      var names: [String] = []
      var start = position
      // Of a case there may be no label at all.
      var colon = position
      while let name = tokens[safe: colon], name.kind == .word, colon < position + 2 { colon += 1 }
      if tokens[safe: colon]?.text == ":" {
        names = tokens[position..<colon].map(\.text)
        start = colon + 1
      }
      let label = names.first.flatMap { $0 == "_" ? nil : $0 }
      result.append(Parameter(label: label, type: Self.type(tokens, from: start)))
      position = Self.end(tokens, from: position)
      if tokens[safe: position]?.text == "," { position += 1 }
    }
    return result
  }

  /// Where the parameter that begins here ends: at a comma or at the bracket.
  private static func end(_ tokens: [SwiftToken], from start: Int) -> Int {
    var depth = 0
    var position = start
    while let token = tokens[safe: position] {
      if token.kind == .sign {
        if "([{".contains(token.text) { depth += 1 }
        if ")]}".contains(token.text) { depth -= 1 }
        if depth < 0 || depth == 0 && token.text == "," { return position }
      }
      position += 1
    }
    return position
  }

  /// A type as written, without blanks, attributes and question marks.
  static func type(_ tokens: [SwiftToken], from start: Int) -> String {
    var text = ""
    var depth = 0
    var position = start
    while let token = tokens[safe: position] {
      let isOpening = token.kind == .sign && "([<".contains(token.text)
      if depth == 0, token.kind == .sign, !isOpening, !["@", ".", "?", "->", "&"].contains(token.text) {
        break
      }
      if depth == 0, token.kind == .word, !text.isEmpty, !text.hasSuffix("->"), !text.hasSuffix(".") { break }
      if depth == 0, isOpening, !text.isEmpty, token.text == "(", !text.hasSuffix("->") { break }
      if isOpening { depth += 1 }
      if token.kind == .sign, ")]>".contains(token.text) { depth -= 1 }
      switch token.text {
      case "?", "some", "any", "inout": break
      case "@": position += 1
      default: text += token.text
      }
      position += 1
      if depth == 0, text.hasSuffix(")") || text.hasSuffix("]"), tokens[safe: position]?.text != "->" {
        break
      }
    }
    return text
  }
}

extension DeclaredTypes.Call {
  func type(label: String?, index: Int) -> String? {
    if let label { return parameters.first { $0.label == label }?.type }
    // One that has a value of its own may have been left out before it.
    guard let parameter = parameters[safe: index], parameter.label == nil else { return nil }
    return parameter.type
  }
}
