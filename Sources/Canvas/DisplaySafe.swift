@_spi(_Unicode) import Swift

/// One line of text as it may be shown to a person: no scalar in it can move the cursor, turn the direction
/// of writing, hide or be mistaken for the terminal's own signs, and what was taken out is seen.
///
/// Control characters become their symbols (`␛`, `␀`, C1 `�`), a tab a blank, a line feed `␊`; direction
/// controls, zero-width and tag characters become a mark such as `[RLO]` or `[U+200B]`; a joined emoji
/// becomes its first one and a flag its two letters; more than four combining marks on one letter end in
/// `�`; a mark without a letter stands on `◌`. The rest is in normal form C. Stored text stays as it came:
/// this is for what is shown.
package func displaySafe(_ text: String) -> String {
  guard !text.unicodeScalars.allSatisfy(isPlain) else { return text }
  var cleaner = LineCleaner(normalised(text))
  let cleaned = cleaner.clean()
  // Taking something out can bring a letter and an accent together, or an accent and a `◌`.
  return cleaner.isChanged ? normalised(cleaned) : cleaned
}

/// A body as lines that may be shown: LF, CR LF and CR end a line, a tab goes to the next multiple of eight
/// columns, and each line is cleaned as by ``displaySafe(_:)``. There is always at least one line.
package func displaySafeLines(_ text: String) -> [String] {
  var lines: [String] = []
  var scalars = String.UnicodeScalarView()
  var followsCarriageReturn = false
  for scalar in text.unicodeScalars {
    let isSecondHalf = followsCarriageReturn && scalar == "\n"
    followsCarriageReturn = scalar == "\r"
    guard scalar == "\n" || scalar == "\r" else {
      scalars.append(scalar)
      continue
    }
    if isSecondHalf { continue }
    lines.append(displaySafeWithTabs(String(scalars)))
    scalars.removeAll(keepingCapacity: true)
  }
  lines.append(displaySafeWithTabs(String(scalars)))
  return lines
}

private func displaySafeWithTabs(_ line: String) -> String {
  guard line.utf8.contains(UInt8(ascii: "\t")) else { return displaySafe(line) }
  var result = ""
  var columns = 0
  let pieces = line.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
  for (number, piece) in pieces.enumerated() {
    let safe = displaySafe(String(piece))
    result += safe
    columns += CellWidth.of(safe)
    guard number < pieces.count - 1 else { break }
    let blanks = 8 - columns % 8
    result += String(repeating: " ", count: blanks)
    columns += blanks
  }
  return result
}

/// Printable ASCII and the Latin letters of Western and Central Europe, which are already in normal form and
/// one column wide each. Nearly every text has nothing else.
private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20...0x7E: true
  case 0xA0...0xAC, 0xAE...0x24F: true
  default: false
  }
}

/// Normal form C. The standard library has it without Foundation, which a start of a few milliseconds needs.
private func normalised(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text._nfc { scalars.append(scalar) }
  return String(scalars)
}
