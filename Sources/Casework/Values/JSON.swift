/// A JSON value as the register and the audit log know it: numbers are integers only.
///
/// Objects have no order of their own; ``canonical`` sorts their keys as RFC 8785 does, so that the same value
/// always gives the same bytes and so the same digest.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSON])
  case object([String: JSON])
}

extension JSON: Hashable {
  /// Equal are values with the same canonical bytes. Swift's own `==` of strings takes `é` in one scalar and in
  /// two for the same, and would hide such a change from the audit log.
  package static func == (one: JSON, other: JSON) -> Bool {
    switch (one, other) {
    case (.null, .null): true
    case (.bool(let one), .bool(let other)): one == other
    case (.integer(let one), .integer(let other)): one == other
    case (.string(let one), .string(let other)): one.isSpelledLike(other)
    case (.array(let one), .array(let other)): one == other
    case (.object, .object): one.canonical == other.canonical
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(canonical)
  }
}

extension String {
  /// Whether both are the same scalars, not merely the same to a reader.
  package func isSpelledLike(_ other: String) -> Bool {
    // Element by element a string is slow to walk; its storage is not.
    let isEqual = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { mine.count == $0.count && mine.elementsEqual($0) }
    }
    return (isEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// This text as a store can keep it: a null character, at which SQLite ends a text, becomes U+FFFD.
  package var storable: String {
    (utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? utf8.contains(0))
      ? String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })) : self
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}

extension JSON {
  /// The member of an object, nil when this is no object or has no such member.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  package var integer: Int? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  package var array: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  package var object: [String: JSON]? {
    guard case .object(let members) = self else { return nil }
    return members
  }
}

// MARK: - Canonical text

extension JSON {
  /// The canonical JSON text in UTF-8.
  ///
  /// Source: RFC 8785 (JSON Canonicalization Scheme): no white space, keys in the order of their UTF-16 code
  /// units, only the escapes that JSON requires.
  package var canonical: [UInt8] {
    var bytes: [UInt8] = []
    appendCanonical(to: &bytes)
    return bytes
  }

  /// The canonical JSON text.
  package var text: String {
    String(decoding: canonical, as: UTF8.self)
  }

  /// Appends the canonical text to `bytes`.
  package func appendCanonical(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .string(let value): Self.append(value, to: &bytes)
    case .array(let elements): Self.append(elements, to: &bytes)
    case .object(let members): Self.append(members, to: &bytes)
    }
  }

  private static func append(_ elements: [JSON], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (position, element) in elements.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      element.appendCanonical(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func append(_ members: [String: JSON], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for (name, value) in sorted(members) {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append(name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      value.appendCanonical(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// In UTF-16 order, which an imported column may need: it differs from that of the bytes above U+FFFF.
  private static func sorted(_ members: [String: JSON]) -> [(key: String, value: JSON)] {
    guard members.keys.allSatisfy(isASCII) else {
      return members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    }
    // Of ASCII alone, as nearly always, Swift's own order is the same, and compares the bytes where they lie.
    return members.sorted { $0.key < $1.key }
  }

  private static func isASCII(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 0x80 } }
      ?? text.utf8.allSatisfy { $0 < 0x80 }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    let isPlain = text.utf8.withContiguousStorageIfAvailable { text in
      text.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }
    if isPlain == true {
      // Several at once, not one by one as from the view itself.
      _ = text.utf8.withContiguousStorageIfAvailable { bytes.append(contentsOf: $0) }
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0C: bytes.append(contentsOf: "\\f".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0..<0x20: bytes.append(contentsOf: "\\u00".utf8 + [hexDigit(byte >> 4), hexDigit(byte & 15)])
      default: bytes.append(byte)
      }
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
