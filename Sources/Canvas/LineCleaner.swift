/// Replaces what must not reach a screen, scalar by scalar. The text is in normal form C.
struct LineCleaner {
  /// Whether anything was replaced or taken out.
  private(set) var isChanged = false

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var result = String.UnicodeScalarView()
  /// The base of the cell that a combining mark would join; nothing after a mark such as `[RLO]`.
  private var base: Unicode.Scalar?
  private var marksOnBase = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func clean() -> String {
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      take(scalar)
    }
    return String(result)
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if scalar.value >= 0x20 && scalar.value < 0x7F { return putBase(scalar) }
    if let sign = ControlSigns.sign(for: scalar) { return replace(with: sign) }
    if scalar.isRegionalIndicator { return takeRegionalIndicator(scalar) }
    if scalar.isHidden { return takeHidden(scalar) }
    if scalar.isSkinTone, let base, base.isEmoji { return drop() }
    // An enclosing keycap would make some terminals draw two columns.
    if scalar.value == 0x20E3 { return base == nil ? replace(with: ControlSigns.mark(for: scalar)) : drop() }
    if CellWidth.of(scalar) == 0 { return takeMark(scalar) }
    putBase(scalar)
  }

  private mutating func putBase(_ scalar: Unicode.Scalar) {
    result.append(scalar)
    base = scalar
    marksOnBase = 0
  }

  private mutating func takeMark(_ scalar: Unicode.Scalar) {
    if base == nil {
      putBase(ControlSigns.dottedCircle)
      isChanged = true
    }
    marksOnBase += 1
    switch marksOnBase {
    case ...ControlSigns.marksPerCell: result.append(scalar)
    case ControlSigns.marksPerCell + 1: putExcessSign()
    default: drop()
    }
  }

  /// One sign for all the marks beyond the fourth, and they stay counted against it.
  private mutating func putExcessSign() {
    result.append(ControlSigns.replacement)
    isChanged = true
  }

  private mutating func replace(with sign: String) {
    result.append(contentsOf: sign.unicodeScalars)
    base = nil
    isChanged = true
  }

  private mutating func drop() {
    isChanged = true
  }

  /// The flag of a country is two letters in disguise, which are shown as such.
  private mutating func takeRegionalIndicator(_ scalar: Unicode.Scalar) {
    let letter = Unicode.Scalar(UInt8(scalar.value - 0x1F1E6) + UInt8(ascii: "A"))
    replace(with: String(letter))
  }

  private mutating func takeHidden(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0xFE0E, 0xFE0F, 0x180B...0x180D, 0x180F, 0xE0100...0xE01EF:
      base == nil ? replace(with: ControlSigns.mark(for: scalar)) : drop()
    case 0x200D where joinsEmoji: skipJoinedEmoji()
    case 0x200C, 0x200D:
      isBetweenJoiningLetters ? takeMark(scalar) : replace(with: ControlSigns.mark(for: scalar))
    case 0xE0067 where takeFlagOfBritishNation(): drop()
    default: replace(with: ControlSigns.mark(for: scalar))
    }
  }

  private var joinsEmoji: Bool {
    guard let base, base.isEmoji, position < scalars.count else { return false }
    return scalars[position].isEmoji
  }

  /// The joiner and the next emoji go; the next emoji's own joiner, tone and selector go in their turn,
  /// because the first emoji is still the base.
  private mutating func skipJoinedEmoji() {
    position += 1
    drop()
  }

  /// Persian and the scripts of India need the joiner and the non-joiner inside words.
  private var isBetweenJoiningLetters: Bool {
    guard let before = base, position < scalars.count else { return false }
    let after = scalars[position]
    // A mark after it must still have room in the cell, or the joiner would join nothing.
    let hasRoom = CellWidth.of(after) > 0 || marksOnBase + 2 <= ControlSigns.marksPerCell
    return hasRoom && before.isOfJoiningScript && after.isOfJoiningScript
  }

  /// The flags of England, Scotland and Wales are a black flag and five tag characters with an end tag.
  private mutating func takeFlagOfBritishNation() -> Bool {
    guard base?.value == 0x1F3F4, position + 5 <= scalars.count else { return false }
    let tags = scalars[position..<(position + 5)].map { $0.value &- 0xE0000 }
    let isKnown = ControlSigns.flagTags.contains(tags)
    if isKnown { position += 5 }
    return isKnown
  }
}

extension Unicode.Scalar {
  fileprivate var isRegionalIndicator: Bool { value >= 0x1F1E6 && value <= 0x1F1FF }

  fileprivate var isSkinTone: Bool { value >= 0x1F3FB && value <= 0x1F3FF }

  /// An emoji in the sense of joining: the digits, which are emoji by their property, are not meant.
  fileprivate var isEmoji: Bool { value >= 0xA9 && properties.isEmoji }

  /// Takes up no room and shows nothing, by the Unicode property or as a format character.
  fileprivate var isHidden: Bool {
    value >= 0xAD && (properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format)
  }

  fileprivate var isOfJoiningScript: Bool {
    switch value {
    case 0x600...0x1CFF, 0xA800...0xABFF, 0xFB50...0xFDFF, 0xFE70...0xFEFC, 0x11000...0x11FFF:
      properties.isAlphabetic || properties.canonicalCombiningClass != .notReordered
    default: false
    }
  }
}
