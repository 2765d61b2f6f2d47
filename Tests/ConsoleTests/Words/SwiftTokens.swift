/// A word, a sign or a text of a Swift file.
struct SwiftToken {
  enum Kind { case word, sign, text }

  let kind: Kind
  /// As written; of a text its template, as `Message` makes it: `%1` for what goes in, `%%` for a per cent sign.
  let text: String
  let line: Int
  /// The code inside the brackets of a text, piece by piece.
  var inside: [[SwiftToken]] = []
}

/// Cuts a Swift file into tokens: as much of the language as is needed to find the texts in it.
struct SwiftTokenizer {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  static func tokens(of bytes: [UInt8]) -> [SwiftToken] {
    var tokenizer = SwiftTokenizer(bytes: bytes)
    return tokenizer.code(isInside: false)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func at(_ offset: Int) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }

  private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func step() {
    if at(0) == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  /// - Parameter isInside: up to the bracket that closes, for code inside a text.
  private mutating func code(isInside: Bool) -> [SwiftToken] {
    var tokens: [SwiftToken] = []
    var depth = 0
    while position < bytes.count {
      if starts(with: "//") {
        while position < bytes.count, at(0) != UInt8(ascii: "\n") { position += 1 }
      } else if starts(with: "/*") {
        while position < bytes.count, !starts(with: "*/") { step() }
      } else if let hashes = hashesOfText() {
        tokens.append(text(hashes: hashes))
      } else if Self.isOfWord(at(0)) {
        let start = position
        while Self.isOfWord(at(0)) { position += 1 }
        tokens.append(token(.word, start))
      } else if at(0) <= 0x20 {
        step()
      } else {
        if at(0) == UInt8(ascii: "(") { depth += 1 }
        if at(0) == UInt8(ascii: ")") { depth -= 1 }
        if depth < 0, isInside {
          position += 1
          return tokens
        }
        let start = position
        let long = ["...", "..<", "->", "??", "==", "!=", "<=", ">=", "&&", "||", "+=", "-="]
        position += long.first { starts(with: $0) }?.utf8.count ?? 1
        tokens.append(token(.sign, start))
      }
    }
    return tokens
  }

  private func token(_ kind: SwiftToken.Kind, _ start: Int) -> SwiftToken {
    SwiftToken(kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self), line: line)
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func hashesOfText() -> Int? {
    var count = 0
    while at(count) == UInt8(ascii: "#") { count += 1 }
    return at(count) == UInt8(ascii: "\"") ? count : nil
  }

  private mutating func text(hashes: Int) -> SwiftToken {
    let first = line
    position += hashes
    let isLong = starts(with: "\"\"\"")
    let quote = isLong ? "\"\"\"" : "\""
    let hash = String(repeating: "#", count: hashes)
    position += quote.utf8.count
    var template: [UInt8] = []
    var inside: [[SwiftToken]] = []
    while position < bytes.count, !starts(with: quote + hash) {
      guard starts(with: "\\" + hash) else {
        if at(0) == UInt8(ascii: "%") { template.append(UInt8(ascii: "%")) }
        template.append(at(0))
        step()
        continue
      }
      position += 1 + hashes
      switch at(0) {
      case UInt8(ascii: "("):
        position += 1
        inside.append(code(isInside: true))
        template += Array("%\(inside.count)".utf8)
      case UInt8(ascii: "n"):
        template.append(0x0A)
        position += 1
      case UInt8(ascii: "u"):
        position += 2
        let digits = String(decoding: bytes[position...].prefix { $0 != UInt8(ascii: "}") }, as: UTF8.self)
        position += digits.utf8.count + 1
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "?"
        template += Array(String(Character(scalar)).utf8)
      case UInt8(ascii: "\n"): step()
      default:
        template.append(at(0))
        position += 1
      }
    }
    position += quote.utf8.count + hashes
    var text = String(decoding: template, as: UTF8.self)
    if isLong { text = Self.withoutMargin(text) }
    return SwiftToken(kind: .text, text: text, line: first, inside: inside)
  }

  private static func withoutMargin(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let margin = lines.last?.count ?? 0
    return lines.dropFirst().dropLast().map { $0.dropFirst(margin) }.joined(separator: "\n")
  }
}
