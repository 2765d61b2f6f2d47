/// Bytes that have become text.
package struct DecodedText: Sendable, Equatable {
  /// UTF-8, always valid.
  package var utf8: [UInt8]
  /// The charset that was named does not fit the bytes, or is none that is known; another was used.
  package var replaced: Bool

  /// - Parameter utf8: must be valid.
  package init(utf8: [UInt8], replaced: Bool) {
    self.utf8 = utf8
    self.replaced = replaced
  }

  /// The same as a string.
  package var text: String { String(decoding: utf8, as: UTF8.self) }
}

/// Turns the bytes of a letter into Unicode, with a sane answer for charsets that lie.
///
/// The name of a charset is a claim. UTF-8 proves itself, so bytes that are valid UTF-8 with letters beyond
/// ASCII are taken for it where a single-byte charset of Western Europe is claimed, and bytes that are not
/// are read as windows-1252, of which ISO 8859-1 and ASCII are the safe half (as the WHATWG Encoding Standard
/// has it).
package enum CharsetDecoder {
  /// The text of `bytes`, of which the sender said that they are in `charset` (any case; nil or empty if
  /// unsaid).
  package static func decode(_ bytes: [UInt8], charset: String?) -> DecodedText {
    let form = UTF8Form(of: bytes)
    let name = normalised(charset ?? "")
    // ISO 2022 and its like are written in ASCII bytes, so being ASCII proves nothing for them.
    if form == .ascii, !isShifting(name) { return DecodedText(utf8: bytes, replaced: name == "utf7") }
    switch family(of: name) {
    case .utf8: return decodeUTF8(bytes, form)
    case .western: return decodeWestern(bytes, form, claimed: true)
    case .unclaimed: return decodeWestern(bytes, form, claimed: false)
    case .unknown: return DecodedText(utf8: guess(bytes, form), replaced: true)
    case .iconv(let table): return decode(bytes, form, table)
    }
  }

  private static func decode(_ bytes: [UInt8], _ form: UTF8Form, _ table: String) -> DecodedText {
    guard let utf8 = IconvTable(table)?.decode(bytes) else {
      return DecodedText(utf8: guess(bytes, form), replaced: true)
    }
    return DecodedText(utf8: utf8, replaced: false)
  }

  /// One broken byte in a long text that is else UTF-8 is damage; more broken than whole sequences is a lie.
  private static func decodeUTF8(_ bytes: [UInt8], _ form: UTF8Form) -> DecodedText {
    guard case .broken(let whole, let broken) = form else { return DecodedText(utf8: bytes, replaced: false) }
    let utf8 = whole > broken ? repaired(bytes) : Windows1252.decode(bytes)
    return DecodedText(utf8: utf8, replaced: true)
  }

  private static func decodeWestern(_ bytes: [UInt8], _ form: UTF8Form, claimed: Bool) -> DecodedText {
    if form == .multibyte { return DecodedText(utf8: bytes, replaced: claimed) }
    return DecodedText(utf8: Windows1252.decode(bytes), replaced: !claimed)
  }

  private static func guess(_ bytes: [UInt8], _ form: UTF8Form) -> [UInt8] {
    switch form {
    case .ascii, .multibyte: return bytes
    case .broken(let whole, let broken): return whole > broken ? repaired(bytes) : Windows1252.decode(bytes)
    }
  }

  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}

// MARK: - Names

extension CharsetDecoder {
  private enum Family {
    case utf8, western, unclaimed, unknown
    case iconv(String)
  }

  /// Lower-case letters and digits only: `ISO_8859-1`, `iso8859-1` and `ISO-8859-1` are one name.
  private static func normalised(_ name: String) -> String {
    String(
      decoding: name.utf8.prefix(64).compactMap { byte -> UInt8? in
        switch byte {
        case 0x41...0x5A: return byte | 0x20
        case 0x61...0x7A, 0x30...0x39: return byte
        default: return nil
        }
      }, as: UTF8.self)
  }

  private static func isShifting(_ name: String) -> Bool {
    name.hasPrefix("iso2022") || name.hasPrefix("utf16") || name == "utf7"
  }

  private static func family(of name: String) -> Family {
    switch name {
    case "utf8", "cp65001", "unicode11utf8", "utf8mb4": return .utf8
    case "iso88591", "latin1", "l1", "cp819", "windows1252", "cp1252", "usascii", "ascii", "ansix341968",
      "iso646us":
      return .western
    case "", "unknown8bit", "8bit", "default", "binary", "xunknown": return .unclaimed
    default:
      guard let table = tables[name] else { return .unknown }
      return .iconv(table)
    }
  }

  /// The allow-list: names as senders write them, and the table of the C library that holds all of it.
  /// UTF-7 is left out on purpose, for it can hide control characters in plain letters.
  private static let tables: [String: String] = {
    var tables = [
      "koi8r": "KOI8-R", "koi8u": "KOI8-U", "macintosh": "MACINTOSH", "xmacroman": "MACINTOSH",
      "tis620": "TIS-620",
      "cp437": "CP437", "cp850": "CP850", "cp866": "CP866", "ibm866": "CP866", "windows874": "CP874",
      "iso2022jp": "ISO-2022-JP-2", "iso2022jp1": "ISO-2022-JP-2", "iso2022jp2": "ISO-2022-JP-2",
      "iso2022kr": "ISO-2022-KR", "shiftjis": "CP932", "sjis": "CP932", "xsjis": "CP932", "cp932": "CP932",
      "windows31j": "CP932", "mskanji": "CP932", "eucjp": "EUC-JP", "xeucjp": "EUC-JP", "euckr": "CP949",
      "ksc56011987": "CP949", "ksc5601": "CP949", "cp949": "CP949", "gb2312": "GB18030", "gbk": "GB18030",
      "cp936": "GB18030", "gb18030": "GB18030", "xgbk": "GB18030", "big5": "BIG5-HKSCS",
      "cnbig5": "BIG5-HKSCS",
      "big5hkscs": "BIG5-HKSCS", "cp950": "CP950", "utf16": "UTF-16", "utf16le": "UTF-16LE",
      "utf16be": "UTF-16BE",
      "latin2": "ISO-8859-2", "latin9": "ISO-8859-15", "iso88598i": "ISO-8859-8", "iso88598e": "ISO-8859-8",
      "iso88596i": "ISO-8859-6",
    ]
    for part in [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16] {
      tables["iso8859\(part)"] = "ISO-8859-\(part)"
    }
    for page in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] {
      tables["windows\(page)"] = "CP\(page)"
      tables["cp\(page)"] = "CP\(page)"
    }
    return tables
  }()
}

// MARK: - What the bytes themselves say

/// Whether bytes are UTF-8, and how badly not.
enum UTF8Form: Equatable {
  case ascii
  case multibyte
  /// Sequences of two to four bytes that are whole, and places where a sequence breaks.
  case broken(whole: Int, broken: Int)

  init(of bytes: [UInt8]) {
    var (whole, broken) = (0, 0)
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        guard bytes[index] >= 0x80 else {
          index += 1
          continue
        }
        let length = Self.sequenceLength(in: bytes, at: index)
        if length > 0 { whole += 1 } else { broken += 1 }
        index += max(1, length)
      }
    }
    self = broken > 0 ? .broken(whole: whole, broken: broken) : whole > 0 ? .multibyte : .ascii
  }

  /// The length of the sequence that starts here, 0 if it is none (Unicode 15, table 3-7).
  private static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
    guard length > 0, index + length <= bytes.count else { return 0 }
    let second = bytes[index + 1]
    let allowed: ClosedRange<UInt8> =
      switch lead {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard allowed.contains(second) else { return 0 }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
