import MailWire

/// What the first bytes of a file say it is.
enum MailLikeness {
  case mbox
  case message
  /// Readable, but without a header.
  case text
  case other

  /// How much of a file is looked at.
  static let sampleSize = 64 << 10

  init(_ sample: some Collection<UInt8>) {
    let bytes = Array(sample.drop { $0 == 0x0A || $0 == 0x0D })
    guard bytes.starts(with: "From ".utf8) else {
      self = Self.hasHeader(bytes) ? .message : Self.isText(bytes) ? .text : .other
      return
    }
    // A note may begin with that word too; what follows then is no header.
    let line = bytes.prefix { $0 != 0x0A }
    let follows = Array(bytes[line.endIndex...].dropFirst())
    self = MboxReader.isSeparator(line) || Self.hasHeader(follows) ? .mbox : .other
  }

  /// Whether there is nothing in it that writing does not have.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) || $0 == 0x1B }
  }

  /// Whether the first lines are a header with at least one name that mail has.
  ///
  /// Any `Name: value` would also be a note, a settings file or half of the world's scripts.
  private static func hasHeader(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if rest.starts(with: ">From ".utf8) { rest = rest.drop { $0 != 0x0A }.dropFirst() }
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A }
      rest = rest[line.endIndex...].dropFirst()
      if line.first?.isSpaceOrTab == true, line.startIndex != bytes.startIndex { continue }
      guard let name = headerName(line) else { return false }
      if isNameOfMail(name) { return true }
    }
    return false
  }

  private static func headerName(_ line: ArraySlice<UInt8>) -> String? {
    let name = line.prefix { (33...126).contains($0) && $0 != UInt8(ascii: ":") }
    guard !name.isEmpty, name.count <= 100,
      line[name.endIndex...].drop(while: \.isSpaceOrTab).first == UInt8(ascii: ":")
    else { return nil }
    return String(decoding: name, as: UTF8.self).asciiLowercased
  }

  private static func isNameOfMail(_ name: String) -> Bool {
    names.contains(name)
      || ["x-", "resent-", "list-", "arc-", "dkim-", "content-"].contains { name.hasPrefix($0) }
  }

  private static let names: Set<String> = [
    "from", "to", "cc", "bcc", "subject", "date", "received", "message-id", "return-path", "delivered-to",
    "mime-version", "sender", "reply-to", "in-reply-to", "references", "envelope-to", "status",
    "authentication-results", "received-spf", "thread-topic", "auto-submitted", "precedence", "importance",
  ]
}
