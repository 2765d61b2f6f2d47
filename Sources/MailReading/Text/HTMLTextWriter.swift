import MailWire

/// Lays out the text of an HTML letter: white space folded, blocks on lines of their own.
struct HTMLTextWriter {
  private var out: [UInt8] = []
  private(set) var hasHiddenText = false
  /// How deep in quotations the text is; marks are written for the first few levels only, as each line has
  /// them.
  var quotation = 0
  /// The same for the line that was written last.
  private var quotationOfLine = 0
  /// Whether what comes is hidden from the reader of the letter as its sender laid it out.
  var isHidden = false {
    didSet { if !isHidden { closeMark() } }
  }
  private var markIsOpen = false
  /// Line ends, a space or a cell separator that are due before the next word.
  private var breaks = 0
  private var spaceIsDue = false
  private var cellIsDue = false

  var count: Int { out.count }

  func written(since start: Int) -> ArraySlice<UInt8> { out[min(start, out.count)...] }

  mutating func write(_ text: [UInt8], preformatted: Bool) {
    if preformatted { return writePreformatted(text) }
    var index = 0
    while index < text.count {
      let width = Self.spaceWidth(text, index)
      if width > 0 {
        spaceIsDue = true
        index += width
        continue
      }
      let start = index
      while index < text.count, Self.spaceWidth(text, index) == 0 { index += 1 }
      writeWord(text[start..<index])
    }
  }

  /// White space of HTML, and the no-break space, which letters use for layout.
  private static func spaceWidth(_ text: [UInt8], _ index: Int) -> Int {
    if text[index].isWhitespace { return 1 }
    return text[index] == 0xC2 && index + 1 < text.count && text[index + 1] == 0xA0 ? 2 : 0
  }

  private mutating func writePreformatted(_ text: [UInt8]) {
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if number > 0 { breakLine() }
      let line = line.last == 0x0D ? line.dropLast() : line
      if !line.isEmpty { writeWord(line) }
    }
  }

  private mutating func writeWord(_ word: ArraySlice<UInt8>) {
    if isHidden && !markIsOpen {
      // Filling of spaces without width is no text, and not worth a mark.
      guard !Self.isInvisible(word) else { return }
      settle()
      out += Array("[hidden text: ".utf8)
      markIsOpen = true
      hasHiddenText = true
    } else {
      settle()
    }
    out += word
  }

  private mutating func closeMark() {
    guard markIsOpen else { return }
    markIsOpen = false
    out.append(UInt8(ascii: "]"))
    spaceIsDue = true
  }

  /// Writes the space, separator or line ends that are due.
  private mutating func settle() {
    if out.isEmpty || breaks > 0 {
      if !out.isEmpty { newLines(breaks) }
      out += Array(String(repeating: "> ", count: min(quotation, 8)).utf8)
      quotationOfLine = quotation
    } else if cellIsDue {
      out.append(0x09)
    } else if spaceIsDue, let last = out.last, !last.isWhitespace {
      out.append(0x20)
    }
    breaks = 0
    spaceIsDue = false
    cellIsDue = false
  }

  private mutating func newLines(_ count: Int) {
    for number in 0..<min(count, 3) {
      if number > 0 { out += Array(String(repeating: ">", count: min(quotation, quotationOfLine, 8)).utf8) }
      out.append(0x0A)
    }
  }

  mutating func endLine() {
    guard !out.isEmpty else { return }
    breaks = max(breaks, 1)
  }

  mutating func endParagraph() {
    guard !out.isEmpty else { return }
    breaks = max(breaks, 2)
  }

  /// `<br>`: two of them make an empty line.
  mutating func breakLine() {
    breaks += 1
    spaceIsDue = false
  }

  mutating func separateCell() {
    guard !out.isEmpty, breaks == 0 else { return }
    cellIsDue = true
  }

  /// The mark in front of an item of a list.
  mutating func mark(_ text: String) {
    write(Array(text.utf8), preformatted: false)
    spaceIsDue = true
  }

  mutating func writeTarget(_ target: [UInt8]) {
    spaceIsDue = true
    writeWord(ArraySlice([UInt8(ascii: "<")] + target + [UInt8(ascii: ">")]))
  }

  mutating func finished() -> [UInt8] {
    closeMark()
    if !out.isEmpty { out.append(0x0A) }
    return out
  }

  /// Nothing but scalars without width: U+200B to U+200F, U+034F, U+00AD, U+2007, U+FEFF.
  private static func isInvisible(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.first ?? 0 >= 0x80 else { return false }
    return String(decoding: word, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x200B...0x200F, 0x034F, 0xAD, 0x2000...0x200A, 0xFEFF, 0x2060: return true
      default: return false
      }
    }
  }
}
