/// Why a text is not JSON that the register can hold.
package struct JSONFault: Error, Equatable {
  /// Offset of the first byte that does not fit, in bytes from the start.
  package let offset: Int
}

extension JSON {
  /// Reads one JSON value that fills the whole of `bytes`.
  ///
  /// Throws: ``JSONFault`` for anything else, for a number that is no integer of 64 bits, and below 512 levels.
  package init(parsing bytes: [UInt8]) throws(JSONFault) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.wholeValue()
  }

  /// Reads one JSON value that fills the whole of `text`.
  package init(parsing text: String) throws(JSONFault) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// Goes through a large JSON text without keeping all of it: members and elements are handed out in their order.
package struct JSONWalk {
  private var parser: JSONParser

  package init(_ bytes: [UInt8]) { parser = JSONParser(bytes: bytes) }

  /// Hands out each member of the object that comes next; `body` takes its value, with one of these functions.
  ///
  /// Throws: ``JSONFault`` where no object comes.
  package mutating func members(
    _ body: (String, inout JSONWalk) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    try each(from: UInt8(ascii: "{"), to: UInt8(ascii: "}")) { walk throws(JSONFault) in
      guard walk.parser.next == UInt8(ascii: "\"") else { throw walk.parser.fault }
      let name = try walk.parser.string()
      walk.parser.skipSpace()
      guard walk.parser.take(UInt8(ascii: ":")) else { throw walk.parser.fault }
      try body(name, &walk)
    }
  }

  /// The same for the elements of the array that comes next.
  package mutating func elements(_ body: (inout JSONWalk) throws(JSONFault) -> Void) throws(JSONFault) {
    try each(from: UInt8(ascii: "["), to: UInt8(ascii: "]"), body)
  }

  /// The value that comes next.
  package mutating func value() throws(JSONFault) -> JSON { try parser.value() }

  /// The text that comes next; nil where a value of another kind comes.
  package mutating func text() throws(JSONFault) -> String? {
    parser.skipSpace()
    return parser.next == UInt8(ascii: "\"") ? try parser.string() : try value().string
  }

  /// The texts in the array that comes next; none where a value of another kind comes.
  package mutating func texts() throws(JSONFault) -> [String] {
    parser.skipSpace()
    guard parser.next == UInt8(ascii: "[") else { return try value().array?.compactMap(\.string) ?? [] }
    var texts: [String] = []
    try elements { walk throws(JSONFault) in
      if let text = try walk.text() { texts.append(text) }
    }
    return texts
  }

  /// Throws: ``JSONFault`` where something else follows.
  package mutating func end() throws(JSONFault) {
    parser.skipSpace()
    guard parser.next == nil else { throw parser.fault }
  }

  private mutating func each(
    from first: UInt8, to last: UInt8, _ body: (inout JSONWalk) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    parser.skipSpace()
    guard parser.take(first) else { throw parser.fault }
    parser.skipSpace()
    if parser.take(last) { return }
    while true {
      parser.skipSpace()
      try body(&self)
      parser.skipSpace()
      if parser.take(last) { return }
      guard parser.take(UInt8(ascii: ",")) else { throw parser.fault }
    }
  }
}

/// A recursive-descent reader over bytes; each byte is looked at once.
private struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  var depth = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var fault: JSONFault { JSONFault(offset: position) }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func wholeValue() throws(JSONFault) -> JSON {
    let result = try value()
    skipSpace()
    guard position == bytes.count else { throw fault }
    return result
  }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func value() throws(JSONFault) -> JSON {
    skipSpace()
    guard depth < 512, let byte = next else { throw fault }
    depth += 1
    defer { depth -= 1 }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return try number()
    }
  }

  mutating func literal(_ word: String, _ value: JSON) throws(JSONFault) -> JSON {
    guard bytes[position...].starts(with: word.utf8) else { throw fault }
    position += word.utf8.count
    return value
  }

  mutating func number() throws(JSONFault) -> JSON {
    let start = position
    _ = take(UInt8(ascii: "-"))
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    let digits = bytes[start..<position].drop { $0 == UInt8(ascii: "-") }
    let hasLeadingZero = digits.count > 1 && digits.first == UInt8(ascii: "0")
    guard !hasLeadingZero, let value = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      position = start
      throw fault
    }
    if let byte = next, byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") { throw fault }
    return .integer(value)
  }

  mutating func array() throws(JSONFault) -> JSON {
    position += 1
    var elements: [JSON] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value())
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw fault }
    }
  }

  mutating func object() throws(JSONFault) -> JSON {
    position += 1
    // Most have a few members, and to grow is to place each of them anew.
    var members = [String: JSON](minimumCapacity: 6)
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault }
      members[name] = try value()
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw fault }
    }
  }

  mutating func string() throws(JSONFault) -> String {
    position += 1
    let start = position
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    if next == UInt8(ascii: "\"") {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while let byte = next, byte >= 0x20 {
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    throw fault
  }

  mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
    guard let byte = next else { throw fault }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
    default: throw fault
    }
  }

  /// One `\uXXXX`, or two that form a surrogate pair; a lone surrogate becomes U+FFFD.
  mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
    let unit = try hexUnit()
    if (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: [0x5C, 0x75]) {
      let before = position
      position += 2
      let low = try hexUnit()
      if (0xDC00..<0xE000).contains(low) {
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
      }
      position = before
    }
    return Unicode.Scalar(unit) ?? "\u{FFFD}"
  }

  mutating func hexUnit() throws(JSONFault) -> UInt32 {
    // The reader of numbers would take a sign too.
    guard position + 4 <= bytes.count, bytes[position] != UInt8(ascii: "+"),
      bytes[position] != UInt8(ascii: "-"),
      let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw fault }
    position += 4
    return unit
  }
}
