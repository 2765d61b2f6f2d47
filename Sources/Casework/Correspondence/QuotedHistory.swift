/// A letter cut into what its writer wrote and what the program carried along from earlier letters.
///
/// Nothing is taken away: the runs, joined, are the text. A preview may fold what is not the writer's own
/// words.
package struct QuotedHistory: Sendable, Equatable {
  /// Whose words a run is.
  package enum Kind: Sendable, Equatable {
    /// Written for this letter.
    case ownWords
    /// Earlier letters: lines of `>`, or all that follows a heading such as `-----Original Message-----`.
    case quotedHistory
    /// From the line `-- ` on (RFC 3676, 4.3).
    case signature
  }

  /// Whole lines of one kind.
  package struct Run: Sendable, Equatable {
    /// Whose words these are.
    package let kind: Kind
    /// A part of the letter's text, with its line ends.
    package let text: Substring

    /// A run as the reader or a test makes it.
    package init(kind: Kind, text: Substring) {
      self.kind = kind
      self.text = text
    }
  }

  /// In the order of the text; neighbours differ in kind.
  package let runs: [Run]

  /// Reads `text`, its lines ended by line feeds. Takes time in proportion to its length.
  package init(_ text: String) {
    var reader = HistoryReader(text)
    runs = reader.read()
  }

  /// What the writer wrote, without earlier letters and without the signature.
  package var ownWords: String {
    runs.filter { $0.kind == .ownWords }.map { String($0.text) }.joined()
  }
}

/// Gives every line a kind, looking a few lines ahead at most.
private struct HistoryReader {
  private let text: String
  private let lines: [Substring.UTF8View]
  private var runs: [QuotedHistory.Run] = []

  init(_ text: String) {
    self.text = text
    lines = text[...].byteLines
  }

  mutating func read() -> [QuotedHistory.Run] {
    var kinds: [QuotedHistory.Kind] = []
    kinds.reserveCapacity(lines.count)
    var isAfterHeading = false
    var isSignature = false
    while kinds.count < lines.count {
      let index = kinds.count
      isAfterHeading = isAfterHeading || startsHistory(index)
      if isAfterHeading {
        kinds.append(.quotedHistory)
        continue
      }
      let introduction = introductionLength(index)
      if isQuoted(lines[index]) || introduction > 0 {
        isSignature = false
        kinds += repeatElement(.quotedHistory, count: max(1, introduction))
        continue
      }
      isSignature = isSignature || isSignatureMark(lines[index])
      kinds.append(isSignature ? .signature : .ownWords)
    }
    return join(bridged(kinds))
  }

  /// Empty lines between two quoted ones are quoted too.
  private func bridged(_ kinds: [QuotedHistory.Kind]) -> [QuotedHistory.Kind] {
    var kinds = kinds
    var lastQuoted: Int?
    for index in kinds.indices {
      if kinds[index] == .quotedHistory {
        if let last = lastQuoted { for gap in last..<index { kinds[gap] = .quotedHistory } }
        lastQuoted = index
      } else if !isBlank(lines[index]) {
        lastQuoted = nil
      }
    }
    return kinds
  }

  private mutating func join(_ kinds: [QuotedHistory.Kind]) -> [QuotedHistory.Run] {
    var runs: [QuotedHistory.Run] = []
    var start = text.startIndex
    for index in kinds.indices where index + 1 == kinds.count || kinds[index + 1] != kinds[index] {
      let end = index + 1 == kinds.count ? text.endIndex : lines[index + 1].startIndex
      if start < end { runs.append(QuotedHistory.Run(kind: kinds[index], text: text[start..<end])) }
      start = end
    }
    return runs
  }
}

// MARK: - Signs of history

extension HistoryReader {
  private func isQuoted(_ line: Substring.UTF8View) -> Bool {
    line.first { $0 != 0x20 } == UInt8(ascii: ">")
  }

  private func isBlank(_ line: Substring.UTF8View) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  private func isSignatureMark(_ line: Substring.UTF8View) -> Bool {
    line.elementsEqual("-- ".utf8) || line.elementsEqual("--".utf8)
  }

  /// Whether all from here on is an earlier letter.
  private func startsHistory(_ index: Int) -> Bool {
    let line = trimmed(index)
    if line.utf8.first == UInt8(ascii: "-"), line.utf8.count < 100 {
      let words = line.drop { $0 == "-" || $0 == " " }.lowercased()
      if Self.headings.contains(where: words.hasPrefix) { return true }
    }
    return startsBlock(index)
  }

  private static let headings = [
    "original message", "original appointment", "forwarded message", "neges wreiddiol",
    "neges a anfonwyd ymlaen",
  ]

  /// `From:`, then `Sent:` or `Date:`, and `To:` or `Subject:`, within six lines, as Outlook writes them.
  private func startsBlock(_ index: Int) -> Bool {
    guard Self.has(trimmed(index), ["from:", "oddi wrth:", "o:"]) else { return false }
    var (hasDate, hasMore) = (false, false)
    for next in (index + 1)..<min(index + 7, max(index + 1, lines.count)) {
      let line = trimmed(next)
      hasDate = hasDate || Self.has(line, ["sent:", "date:", "anfonwyd:", "dyddiad:"])
      hasMore = hasMore || Self.has(line, ["to:", "subject:", "at:", "i:", "pwnc:", "testun:"])
    }
    return hasDate && hasMore
  }

  /// Lines of `On Monday Jo Bevan wrote:`, which may be folded; 0 if this is none, or nothing quoted follows.
  private func introductionLength(_ index: Int) -> Int {
    guard Self.has(trimmed(index), ["on ", "ar ", "am "]) else { return 0 }
    for length in 1...3 where index + length <= lines.count {
      let line = trimmed(index + length - 1)
      guard !line.isEmpty else { return 0 }
      // Welsh puts the verb before the name: `Ar 3 Mai, ysgrifennodd Jo Bevan:`.
      let ends = line.last == ":"
      let lower = line.suffix(200).lowercased()
      let isWritten =
        lower.hasSuffix("wrote:") || lower.hasSuffix("ysgrifennodd:")
        || ends && lower.contains("ysgrifennodd")
      if isWritten { return isFollowedByQuote(index + length) ? length : 0 }
      if ends { return 0 }
    }
    return 0
  }

  private func isFollowedByQuote(_ index: Int) -> Bool {
    for next in index..<min(index + 3, max(index, lines.count)) where !isBlank(lines[next]) {
      return isQuoted(lines[next])
    }
    return false
  }

  /// A line without blanks at its ends and without the stars of bold type; the first 400 bytes at most.
  private func trimmed(_ index: Int) -> Substring {
    let line = lines[index].prefix(400)
    let isFilling = { (byte: UInt8) in
      byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == UInt8(ascii: "*")
    }
    guard let first = line.firstIndex(where: { !isFilling($0) }),
      let last = line.lastIndex(where: { !isFilling($0) })
    else { return "" }
    return Substring(line[first...last])
  }

  private static func has(_ line: Substring, _ beginnings: [String]) -> Bool {
    beginnings.contains { beginning in
      var letters = line.utf8.makeIterator()
      // Without a copy, for this is asked of every line of every letter.
      return beginning.utf8.allSatisfy { wanted in
        letters.next().map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } == wanted
      }
    }
  }
}
