/// Turns the bytes that a terminal sends into events.
///
/// Letters may be split over reads. Sequences that no table here knows (replies to queries, reports, keys
/// of unusual keyboards) are swallowed whole, so that no part of them is taken for a command. The standards
/// are ECMA-48 for the shape of sequences, and xterm's *Control Sequences* for keys, mouse and paste.
///
/// Whoever reads the terminal calls ``decode(_:at:)`` with what came, and ``flush(at:)`` when
/// ``nextDeadline`` has passed and nothing more is there to be read.
package struct KeyDecoder: Sendable {
  /// A lone ESC is the Escape key after so many milliseconds.
  package static let escapeDelay = 25
  /// A sequence or a paste that stops half-way is given up after so many milliseconds of silence.
  package static let silence = 500

  private var state = State.ground
  private var assembler = UTF8Assembler()
  private var isAlt = false
  private var lastByte = 0

  /// A decoder that has read nothing yet.
  package init() {}

  /// When ``flush(at:)`` is due, on the clock that was given to ``decode(_:at:)``.
  package var nextDeadline: Int? {
    switch state {
    case .ground: nil
    case .escape: lastByte + Self.escapeDelay
    case .sequence, .string, .paste, .legacyMouse: lastByte + Self.silence
    }
  }

  /// What these bytes mean together with those before them.
  package mutating func decode(_ bytes: [UInt8], at milliseconds: Int) -> [Event] {
    guard !bytes.isEmpty else { return [] }
    lastByte = milliseconds
    var events: [Event] = []
    for byte in bytes { take(byte, &events) }
    return events
  }

  /// What the bytes so far mean if nothing follows them; nothing before ``nextDeadline``.
  package mutating func flush(at milliseconds: Int) -> [Event] {
    guard let deadline = nextDeadline, milliseconds >= deadline else { return [] }
    defer { state = .ground }
    switch state {
    case .escape: return [.key(.escape)]
    case .sequence(let sequence) where sequence.isEmpty: return [.key(.alt(sequence.introducer))]
    case .string(let string) where string.length == 0: return [.key(.alt(string.introducer))]
    case .paste(var paste): return [.paste(paste.text())]
    case .ground, .sequence, .string, .legacyMouse: return []
    }
  }
}

extension KeyDecoder {
  private enum State: Sendable {
    case ground
    case escape
    case sequence(ControlSequence)
    case string(ControlString)
    case paste(PasteCollector)
    /// `CSI M` and three bytes, from terminals that do not know the SGR form.
    case legacyMouse(missing: Int)
  }

  private mutating func take(_ byte: UInt8, _ events: inout [Event]) {
    switch state {
    case .ground: takeInGround(byte, &events)
    case .escape: takeAfterEscape(byte, &events)
    case .sequence(let sequence): takeInSequence(byte, sequence, &events)
    case .string(let string): takeInString(byte, string, &events)
    case .paste: takeInPaste(byte, &events)
    case .legacyMouse(let missing): state = missing > 1 ? .legacyMouse(missing: missing - 1) : .ground
    }
  }

  private mutating func takeInGround(_ byte: UInt8, _ events: inout [Event]) {
    if byte < 0x80 { assembler.reset() }
    switch byte {
    case 0x1B: state = .escape
    case 0x20...0x7E: events.append(.key(.character(Character(Unicode.Scalar(byte)))))
    case 0x80...: takeLetterByte(byte, &events)
    default: events.append(.key(KeyTable.control(byte)))
    }
  }

  private mutating func takeLetterByte(_ byte: UInt8, _ events: inout [Event]) {
    let scalar = assembler.take(byte)
    let wasAlt = isAlt
    if !assembler.isInside { isAlt = false }
    guard let scalar, scalar.value >= 0xA0 else { return }
    let character = Character(scalar)
    events.append(.key(wasAlt ? .alt(character) : .character(character)))
  }

  private mutating func takeAfterEscape(_ byte: UInt8, _ events: inout [Event]) {
    state = .ground
    isAlt = false
    switch byte {
    case 0x1B:
      events.append(.key(.escape))
      state = .escape
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      state = .sequence(ControlSequence(introducer: Character(Unicode.Scalar(byte))))
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = .string(ControlString(introducer: Character(Unicode.Scalar(byte))))
    case 0x20...0x7E: events.append(.key(.alt(Character(Unicode.Scalar(byte)))))
    case 0x80...:
      isAlt = true
      assembler.reset()
      takeLetterByte(byte, &events)
    default: events.append(.key(KeyTable.altControl(byte)))
    }
  }

  private mutating func takeInSequence(
    _ byte: UInt8, _ sequence: ControlSequence, _ events: inout [Event]
  ) {
    var sequence = sequence
    switch sequence.take(byte) {
    case .more: state = .sequence(sequence)
    case .finished: finish(sequence, &events)
    case .broken:
      state = .ground
      takeInGround(byte, &events)
    case .abandoned: state = .ground
    }
  }

  private mutating func finish(_ sequence: ControlSequence, _ events: inout [Event]) {
    state = .ground
    if sequence.beginsPaste {
      state = .paste(PasteCollector())
    } else if sequence.beginsLegacyMouse {
      state = .legacyMouse(missing: 3)
    } else if let event = KeyTable.event(for: sequence) {
      events.append(event)
    }
  }

  private mutating func takeInString(_ byte: UInt8, _ string: ControlString, _ events: inout [Event]) {
    var string = string
    switch string.take(byte) {
    case .more: state = .string(string)
    case .finished, .abandoned: state = .ground
    case .broken:
      state = .escape
      takeAfterEscape(byte, &events)
    }
  }

  private mutating func takeInPaste(_ byte: UInt8, _ events: inout [Event]) {
    guard case .paste(var paste) = state else { return }
    // The collector may hold a megabyte: let go of it here, so that it is changed and not copied.
    state = .ground
    if paste.take(byte) {
      events.append(.paste(paste.text()))
    } else {
      state = .paste(paste)
    }
  }
}
