/// Undoes UTF-8 that somebody took for Windows-1252 and encoded once more: `LlifÃ´n` is Llifôn.
///
/// Copies of the ward lists go round with this fault (F6).
enum MendedText {
  /// The text as it was meant; nil when it has not this fault. That is so only when every letter goes back to a
  /// byte, the bytes are UTF-8 again, and what comes out are letters of names.
  static func mended(_ text: String) -> String? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = TableText.windows1252(scalar) else { return nil }
      bytes.append(byte)
    }
    guard TableText.isUTF8(bytes) else { return nil }
    let meant = String(decoding: bytes, as: UTF8.self)
    return meant.unicodeScalars.allSatisfy(isPlausible) ? meant : nil
  }

  /// Latin letters with accents, Welsh ones among them, and the signs that names hold.
  private static func isPlausible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x17F, 0x1E80...0x1E85, 0x1EF2...0x1EF3: true
    case 0x2013, 0x2018, 0x2019: true
    default: false
    }
  }
}
