import Foundation

/// JSON as a reader outside the program sees it: this shares no code with what wrote it.
enum Value: Hashable, Decodable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([Value])
  case object([String: Value])

  init(parsing bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(Value.self, from: Data(bytes))
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let members = try? container.decode([String: Value].self) {
      self = .object(members)
    } else {
      self = .array(try container.decode([Value].self))
    }
  }

  subscript(name: String) -> Value? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }

  var array: [Value] {
    if case .array(let members) = self { members } else { [] }
  }

  var members: [String: Value] {
    if case .object(let members) = self { members } else { [:] }
  }

  var keys: Set<String> { Set(members.keys) }

  /// As RFC 8785 has it: members in the order of their names' UTF-16 units, no white space, least escaping.
  var canonical: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .string(let text): Self.quoted(text)
    case .array(let members): "[" + members.map(\.canonical).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        .map { Self.quoted($0.key) + ":" + $0.value.canonical }.joined(separator: ",") + "}"
    }
  }

  private static let shortEscapes: [Unicode.Scalar: String] = [
    "\"": "\\\"", "\\": "\\\\", "\u{8}": "\\b", "\u{9}": "\\t", "\u{A}": "\\n", "\u{C}": "\\f",
    "\u{D}": "\\r",
  ]

  private static func quoted(_ text: String) -> String {
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if let escape = shortEscapes[scalar] {
        quoted.append(contentsOf: escape.unicodeScalars)
      } else if scalar.value < 0x20 {
        let digits = String(scalar.value, radix: 16)
        quoted.append(
          contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
      } else {
        quoted.append(scalar)
      }
    }
    quoted.append("\"")
    return String(quoted)
  }
}
