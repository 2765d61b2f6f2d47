/// Writes a table as CSV that a spreadsheet opens as text and never as formulas.
///
/// Lines end in CRLF, and a field is quoted where it must be (RFC 4180, section 2). A field that starts with
/// `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it, for a spreadsheet would run it
/// (OWASP, "CSV Injection").
package struct CSVWriter: Sendable {
  /// UTF-8.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Appends one row and its line end.
  package mutating func append(_ fields: some Sequence<String>) {
    var isFirst = true
    for field in fields {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append(field)
    }
    bytes += [0x0D, 0x0A]
  }

  private mutating func append(_ field: String) {
    let text = Array(Self.neutralised(field).utf8)
    guard text.contains(where: Self.needsQuotes) else { return bytes.append(contentsOf: text) }
    bytes.append(Self.quote)
    for byte in text {
      if byte == Self.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(Self.quote)
  }

  private static let quote = UInt8(ascii: "\"")

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == quote || byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
  }

  /// Whether a spreadsheet would take what starts with `byte` for a formula.
  private static func startsFormula(_ byte: UInt8?) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
    default: false
    }
  }

  /// The field as it may leave.
  package static func neutralised(_ field: String) -> String {
    startsFormula(field.utf8.first) ? "'" + field : field
  }

  /// The field as it was before ``neutralised(_:)``, so that a table that this program wrote can come back.
  package static func restored(_ field: String) -> String {
    guard field.utf8.first == UInt8(ascii: "'"), startsFormula(field.utf8.dropFirst().first) else {
      return field
    }
    return String(field.unicodeScalars.dropFirst())
  }
}
