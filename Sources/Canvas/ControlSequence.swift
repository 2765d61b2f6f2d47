/// How a sequence goes on with one more byte.
enum SequenceStep {
  case more
  /// The byte is the last one of the sequence.
  case finished
  /// The byte does not belong to the sequence, which is over without a meaning.
  case broken
  /// The byte ends the sequence without a meaning.
  case abandoned
}

/// `CSI parameters intermediates final` or `SS3 modifiers final` (ECMA-48, 5.4).
struct ControlSequence: Sendable {
  /// Longer sequences are not kept; they are still swallowed up to their last byte.
  private static let kept = 64
  /// No sequence is longer than this: what comes after is not part of it.
  private static let limit = 1024

  /// `[` for CSI, `O` for SS3.
  let introducer: Character
  private(set) var parameters: [UInt8] = []
  private(set) var hasIntermediates = false
  private(set) var final: UInt8 = 0
  private var length = 0
  /// The Linux console sends `ESC [ [ A` for F1.
  private(set) var isLinuxFunctionKey = false

  init(introducer: Character) {
    self.introducer = introducer
  }

  var isEmpty: Bool { length == 0 }

  mutating func take(_ byte: UInt8) -> SequenceStep {
    length += 1
    if isLinuxFunctionKey { return finish(byte) }
    switch byte {
    case 0x20...0x2F:
      hasIntermediates = true
      return length < Self.limit ? .more : .abandoned
    case 0x30...0x3F:
      if parameters.count < Self.kept { parameters.append(byte) }
      return length < Self.limit ? .more : .abandoned
    case UInt8(ascii: "[") where length == 1 && introducer == "[":
      isLinuxFunctionKey = true
      return .more
    case 0x40...0x7E: return finish(byte)
    case 0x18, 0x1A: return .abandoned
    default: return .broken
    }
  }

  private mutating func finish(_ byte: UInt8) -> SequenceStep {
    guard (0x40...0x7E).contains(byte) else { return .broken }
    final = byte
    return .finished
  }

  /// `<`, `=`, `>` or `?`, which make a sequence private.
  var privateMark: UInt8? { parameters.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil } }

  var beginsPaste: Bool {
    introducer == "[" && final == UInt8(ascii: "~") && parameters.elementsEqual("200".utf8)
  }

  var beginsLegacyMouse: Bool {
    introducer == "[" && final == UInt8(ascii: "M") && parameters.isEmpty && !hasIntermediates
  }

  /// The numbers between semicolons; a missing one is 0, and of parts after a colon only the first counts.
  /// Nothing when one is too long to be a number that anybody sends.
  var numbers: [Int]? {
    guard parameters.count < Self.kept, !hasIntermediates else { return nil }
    let digits = parameters.drop { (0x3C...0x3F).contains($0) }
    guard !digits.isEmpty else { return [] }
    var numbers: [Int] = []
    for field in digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      let text = field.prefix { $0 != UInt8(ascii: ":") }
      guard text.count <= 7, text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      numbers.append(text.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return numbers
  }

  /// The part after the colon of the second number: 1 press, 2 repeat, 3 release (kitty's protocol).
  var eventType: Int {
    let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard fields.count > 1, let colon = fields[1].firstIndex(of: UInt8(ascii: ":")) else { return 1 }
    let digit = fields[1][(colon + 1)...].first
    return digit.map { Int($0) - 0x30 } ?? 1
  }
}

/// OSC, DCS, SOS, PM or APC up to ST or BEL: nothing in it is ever a key.
struct ControlString: Sendable {
  /// A string without an end must not swallow keys for ever.
  private static let limit = 1 << 16

  let introducer: Character
  private(set) var length = 0
  private var sawEscape = false

  init(introducer: Character) {
    self.introducer = introducer
  }

  mutating func take(_ byte: UInt8) -> SequenceStep {
    length += 1
    if sawEscape {
      return byte == UInt8(ascii: "\\") ? .finished : .broken
    }
    switch byte {
    case 0x07: return .finished
    case 0x18, 0x1A: return .abandoned
    case 0x1B:
      sawEscape = true
      return .more
    default: return length < Self.limit ? .more : .abandoned
    }
  }
}
