/// Which key or other event a control character or a sequence stands for.
enum KeyTable {
  static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x00: .control(" ")
    case 0x01...0x1A: .control(letter(byte + 0x60))
    case 0x1C...0x1F: .control(letter(byte + 0x40))
    default: .other
    }
  }

  /// Alt with Backspace deletes a word in every shell; the others have no name.
  static func altControl(_ byte: UInt8) -> Key {
    byte == 0x08 || byte == 0x7F ? .control("w") : .other
  }

  /// What a whole sequence stands for; nothing for a reply or for what is not known.
  static func event(for sequence: ControlSequence) -> Event? {
    guard let numbers = sequence.numbers else { return nil }
    if sequence.isLinuxFunctionKey { return linuxFunctionKey(sequence.final).map { .key($0) } }
    if sequence.privateMark == UInt8(ascii: "<") { return mouse(sequence, numbers) }
    guard sequence.privateMark == nil, sequence.eventType != 3 else { return nil }
    if sequence.introducer == "O" { return .key(applicationKey(sequence.final, numbers)) }
    switch sequence.final {
    case UInt8(ascii: "I") where numbers.isEmpty: return .focused(true)
    case UInt8(ascii: "O") where numbers.isEmpty: return .focused(false)
    case UInt8(ascii: "~"): return tilde(numbers).map { .key($0) }
    case UInt8(ascii: "u"): return codePoint(numbers).map { .key($0) }
    default: return cursorKey(sequence.final, numbers).map { .key($0) }
    }
  }

  private static func letter(_ byte: UInt8) -> Character {
    Character(Unicode.Scalar(byte))
  }
}

extension KeyTable {
  /// `CSI A`, or with modifiers `CSI 1 ; m A`.
  private static func cursorKey(_ final: UInt8, _ numbers: [Int]) -> Key? {
    guard numbers.count <= 2, (numbers.first ?? 1) <= 1 else { return nil }
    let modifiers = numbers.count == 2 ? numbers[1] - 1 : 0
    switch final {
    case UInt8(ascii: "a"): return .shiftUp
    case UInt8(ascii: "b"): return .shiftDown
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "E"): return .other
    // The same letter ends a report of the cursor's place, which always has numbers.
    case UInt8(ascii: "R"): return numbers.isEmpty ? .function(3) : nil
    default: return letterKey(final).map { modified($0, modifiers) }
    }
  }

  /// `SS3 A`, and the keys of the numeric keypad in application mode.
  private static func applicationKey(_ final: UInt8, _ numbers: [Int]) -> Key {
    let modifiers = (numbers.last ?? 1) - 1
    switch final {
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: "R"): return .function(3)
    case UInt8(ascii: "X"): return .character("=")
    case UInt8(ascii: "j")...UInt8(ascii: "y"): return .character(letter(final - 0x40))
    default: return letterKey(final).map { modified($0, modifiers) } ?? .other
    }
  }

  private static func letterKey(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "P"): .function(1)
    case UInt8(ascii: "Q"): .function(2)
    case UInt8(ascii: "S"): .function(4)
    default: nil
    }
  }

  /// `CSI 3 ~`, with modifiers `CSI 3 ; m ~`, and xterm's `CSI 27 ; m ; code ~`.
  private static func tilde(_ numbers: [Int]) -> Key? {
    guard let first = numbers.first else { return nil }
    if first == 27, numbers.count == 3 { return codePoint([numbers[2], numbers[1]]) }
    guard let key = tildeKey(first) else { return nil }
    return modified(key, numbers.count > 1 ? numbers[1] - 1 : 0)
  }

  private static func tildeKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  private static func linuxFunctionKey(_ final: UInt8) -> Key? {
    (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final) ? .function(Int(final) - 0x40) : nil
  }

  /// Shift is 1, Alt 2, Ctrl 4. Lock keys (64 and 128) change nothing.
  private static func modified(_ key: Key, _ modifiers: Int) -> Key {
    switch (key, modifiers & 0x3F) {
    case (_, ...0): key
    case (.up, 1): .shiftUp
    case (.down, 1): .shiftDown
    default: .other
    }
  }

  /// `CSI code ; m u`: a key by its code point.
  private static func codePoint(_ numbers: [Int]) -> Key? {
    guard let code = numbers.first, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
    let modifiers = numbers.count > 1 ? max(0, numbers[1] - 1) & 0x3F : 0
    switch code {
    case 9: return modifiers == 0 ? .tab : modifiers == 1 ? .backTab : .other
    case 13: return modifiers == 0 ? .enter : .other
    case 27: return modifiers == 0 ? .escape : .other
    case 8, 127: return modifiers <= 1 ? .backspace : .other
    case ..<0x20, 0x80..<0xA0, 0xE000...0xF8FF: return nil
    default: return printable(Character(scalar), modifiers)
    }
  }

  private static func printable(_ character: Character, _ modifiers: Int) -> Key {
    switch modifiers {
    case 0: .character(character)
    case 1: .character(character.isLowercase ? upperCase(character) : character)
    case 2, 3: .alt(modifiers == 3 ? upperCase(character) : character)
    case 4, 5: .control(lowerCase(character))
    default: .other
    }
  }

  private static func upperCase(_ character: Character) -> Character {
    let text = character.uppercased()
    return text.count == 1 ? Character(text) : character
  }

  private static func lowerCase(_ character: Character) -> Character {
    let text = character.lowercased()
    return text.count == 1 ? Character(text) : character
  }

  /// `CSI < button ; column ; row M`, with `m` for a release. Only the left button and the wheel count.
  private static func mouse(_ sequence: ControlSequence, _ numbers: [Int]) -> Event? {
    guard numbers.count == 3, (1...9999).contains(numbers[1]), (1...9999).contains(numbers[2]) else {
      return nil
    }
    let isRelease = sequence.final == UInt8(ascii: "m")
    guard isRelease || sequence.final == UInt8(ascii: "M") else { return nil }
    let point = Point(row: numbers[2] - 1, column: numbers[1] - 1)
    // Shift 4, Alt 8 and Ctrl 16 are part of the number.
    switch numbers[0] & ~0x1C {
    case 0: return .mouse(Mouse(kind: isRelease ? .release : .press, point: point))
    case 32: return .mouse(Mouse(kind: .drag, point: point))
    case 64 where !isRelease: return .mouse(Mouse(kind: .wheelUp, point: point))
    case 65 where !isRelease: return .mouse(Mouse(kind: .wheelDown, point: point))
    default: return nil
    }
  }
}
