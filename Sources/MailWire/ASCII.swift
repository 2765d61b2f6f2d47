// Small questions to bytes that both sides of the wire ask. Mail is read as bytes, never as `Character`s.
//
// They are asked of every byte of a letter, so other modules must be able to inline them.

extension UInt8 {
  /// A space or a tab: what continues a folded header line. Source: RFC 5322, 2.2.3.
  @inlinable package var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }
  /// A space or any control character that moves the place of writing.
  @inlinable package var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  /// A digit of ASCII.
  @inlinable package var isDigit: Bool { (0x30...0x39).contains(self) }
  /// An ASCII letter in lower case, any other byte as it is.
  @inlinable package var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension String {
  /// ASCII letters in lower case, all else as it is: header names and media types are ASCII.
  package var asciiLowercased: String {
    guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return self }
    return String(decoding: utf8.map(\.lowercased), as: UTF8.self)
  }
}
