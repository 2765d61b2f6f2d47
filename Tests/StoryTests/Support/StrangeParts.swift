/// What a program has no business sending: control characters, escape sequences and signs that turn the direction
/// of text or cannot be seen.
///
/// - Parameter allowsSequences: whether the program draws on a terminal, where sequences of the common kind
///   (CSI, and the few of two bytes that ncurses uses) are its own way of drawing.
func strangeParts(of output: [UInt8], allowsSequences: Bool = false) -> [String] {
  var strange: [String] = []
  var rest = Array(String(decoding: output, as: UTF8.self).unicodeScalars)[...]
  while let scalar = rest.popFirst() {
    if scalar == "\u{1B}", allowsSequences {
      if let unknown = unknownSequence(&rest) { strange.append(unknown) }
    } else if isStrange(scalar, onTerminal: allowsSequences) {
      strange.append("U+" + String(scalar.value, radix: 16))
    }
  }
  return strange
}

private func isStrange(_ scalar: Unicode.Scalar, onTerminal: Bool) -> Bool {
  switch scalar.value {
  case 0x0A: false
  case 0x0D, 0x08: !onTerminal
  case 0..<0x20, 0x7F..<0xA0: true
  case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  case 0x200B, 0xFEFF, 0x2028, 0x2029: true
  default: false
  }
}

/// Takes one sequence off; gives it back when it is none that draws.
private func unknownSequence(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
  guard let kind = rest.popFirst() else { return "ESC at the end" }
  switch kind {
  case "(", ")": return rest.popFirst().flatMap { ["B", "0"].contains($0) ? nil : "ESC ( \($0)" }
  case "=", ">", "7", "8", "M": return nil
  case "[":
    var parameters = ""
    while let next = rest.popFirst() {
      guard (0x40...0x7E).contains(next.value) else {
        parameters.unicodeScalars.append(next)
        continue
      }
      // Reports, device control and window operations are nothing that a case management console asks for.
      return "cn".unicodeScalars.contains(next) ? "CSI \(parameters)\(next)" : nil
    }
    return "CSI without an end"
  default: return "ESC \(kind)"
  }
}
