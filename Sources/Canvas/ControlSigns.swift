/// What is shown in place of a scalar that must not be shown.
enum ControlSigns {
  /// A cell of ncurses holds one base and four marks (`CCHARW_MAX`); a fifth would be cut without a word.
  static let marksPerCell = 4
  static let dottedCircle: Unicode.Scalar = "\u{25CC}"
  static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The tags after the first `g` in the flags of England, Scotland and Wales, less 0xE0000.
  static let flagTags: [[UInt32]] = ["beng", "bsct", "bwls"].map { $0.unicodeScalars.map(\.value) + [0x7F] }

  /// The sign for a control character, a noncharacter, private use, or what no table of widths knows yet.
  static func sign(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09: return " "
    case 0x00..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
    case 0x7F: return "\u{2421}"
    case 0x80..<0xA0: return String(replacement)
    case 0x2028, 0x2029: return "\u{2424}"
    default: return isKnown(scalar) ? nil : String(replacement)
    }
  }

  /// A mark in brackets: the standard's short name where people know it, the code point otherwise.
  static func mark(for scalar: Unicode.Scalar) -> String {
    let name = names[scalar.value] ?? "U+" + hexadecimal(scalar.value)
    return "[" + name + "]"
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// Letters that were added to Unicode after the table of widths was made have no certain width.
  private static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return true }
    guard properties.generalCategory != .privateUse, let age = properties.age else { return false }
    return age.major <= WidthTable.unicodeVersion && !properties.isNoncharacterCodePoint
  }

  private static let names: [UInt32: String] = [
    0xAD: "SHY", 0x34F: "CGJ", 0x61C: "ALM", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM",
    0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
  ]
}
