import MailWire

/// Character references of HTML: `&amp;`, `&#8211;`, `&#x2013;`.
enum HTMLEntities {
  /// The bytes with every reference that is one replaced. Each byte is looked at a bounded number of times.
  static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, at: index) {
        result.append(scalar: scalar)
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func reference(_ bytes: ArraySlice<UInt8>, at start: Int) -> (scalar: UInt32, end: Int)? {
    let rest = bytes[(start + 1)...].prefix(32)
    guard let first = rest.first else { return nil }
    return first == UInt8(ascii: "#") ? number(rest.dropFirst()) : name(rest)
  }

  private static func number(_ rest: ArraySlice<UInt8>) -> (scalar: UInt32, end: Int)? {
    let isHex = (rest.first ?? 0) | 0x20 == UInt8(ascii: "x")
    let digits = (isHex ? rest.dropFirst() : rest).prefix { isHex ? $0.hexValue != nil : $0.isDigit }
    guard !digits.isEmpty else { return nil }
    var value: UInt32 = 0
    for digit in digits { value = min(0x110000, value * (isHex ? 16 : 10) + UInt32(digit.hexValue ?? 0)) }
    let end = rest[digits.endIndex...].first == UInt8(ascii: ";") ? digits.endIndex + 1 : digits.endIndex
    // The HTML standard reads the numbers of C1 controls as windows-1252, and zero as damage.
    if (0x80...0x9F).contains(value) { value = Windows1252.scalar(UInt8(value)) }
    return (value == 0 ? 0xFFFD : value, end)
  }

  private static func name(_ rest: ArraySlice<UInt8>) -> (scalar: UInt32, end: Int)? {
    let letters = rest.prefix { $0.isLetter || $0.isDigit }
    guard rest[letters.endIndex...].first == UInt8(ascii: ";") else { return unended(letters) }
    guard let value = names[String(decoding: letters, as: UTF8.self)] else { return nil }
    return (value, letters.endIndex + 1)
  }

  /// The oldest names work without a semicolon: `&amp`, `&nbsp`.
  private static func unended(_ letters: ArraySlice<UInt8>) -> (scalar: UInt32, end: Int)? {
    for name in ["nbsp", "quot", "amp", "lt", "gt"] where letters.elementsEqual(name.utf8) {
      return names[name].map { ($0, letters.endIndex) }
    }
    return nil
  }

  /// Latin-1 in the order of the table from 160 on, then the others in use.
  private static let names: [String: UInt32] = {
    let latin = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
      sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc \
      Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve \
      Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute \
      acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde \
      ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
      """
    var names: [String: UInt32] = [
      "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "AMP": 0x26, "LT": 0x3C, "GT": 0x3E,
      "QUOT": 0x22, "COPY": 0xA9, "REG": 0xAE, "OElig": 0x152, "oelig": 0x153, "Scaron": 0x160,
      "scaron": 0x161,
      "Yuml": 0x178, "fnof": 0x192, "circ": 0x2C6, "tilde": 0x2DC, "ensp": 0x2002, "emsp": 0x2003,
      "thinsp": 0x2009, "zwnj": 0x200C, "zwj": 0x200D, "lrm": 0x200E, "rlm": 0x200F, "ndash": 0x2013,
      "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D,
      "bdquo": 0x201E, "dagger": 0x2020, "Dagger": 0x2021, "bull": 0x2022, "hellip": 0x2026, "permil": 0x2030,
      "prime": 0x2032, "Prime": 0x2033, "lsaquo": 0x2039, "rsaquo": 0x203A, "oline": 0x203E, "frasl": 0x2044,
      "euro": 0x20AC, "trade": 0x2122, "larr": 0x2190, "uarr": 0x2191, "rarr": 0x2192, "darr": 0x2193,
      "harr": 0x2194, "rArr": 0x21D2, "lArr": 0x21D0, "minus": 0x2212, "le": 0x2264, "ge": 0x2265,
      "ne": 0x2260,
      "asymp": 0x2248, "infin": 0x221E, "radic": 0x221A, "sum": 0x2211, "check": 0x2713, "star": 0x2606,
      "starf": 0x2605, "phone": 0x260E, "hearts": 0x2665, "Wcirc": 0x174, "wcirc": 0x175, "Ycirc": 0x176,
      "ycirc": 0x177, "alpha": 0x3B1, "beta": 0x3B2, "gamma": 0x3B3, "delta": 0x3B4, "Delta": 0x394,
      "lambda": 0x3BB, "mu": 0x3BC, "pi": 0x3C0, "sigma": 0x3C3, "omega": 0x3C9, "Omega": 0x3A9,
      "nbhy": 0x2011,
      "Tab": 0x09, "NewLine": 0x0A, "excl": 0x21, "num": 0x23, "dollar": 0x24, "percnt": 0x25, "lpar": 0x28,
      "rpar": 0x29, "ast": 0x2A, "plus": 0x2B, "comma": 0x2C, "period": 0x2E, "sol": 0x2F, "colon": 0x3A,
      "semi": 0x3B, "equals": 0x3D, "quest": 0x3F, "commat": 0x40, "lsqb": 0x5B, "rsqb": 0x5D, "lowbar": 0x5F,
      "grave": 0x60, "lcub": 0x7B, "rcub": 0x7D, "vert": 0x7C, "hyphen": 0x2010, "dash": 0x2010,
    ]
    for (offset, name) in latin.split(separator: " ").enumerated() {
      names[String(name)] = UInt32(160 + offset)
    }
    return names
  }()
}
