package import Canvas

/// Which colours the roles have. Every text of a theme reaches 4.5:1 on the backgrounds that it is for, and signs
/// and lines 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); every role can also be told by its words.
package enum Theme: String, CaseIterable, Hashable, Sendable {
  /// Can be read on black and on white, for terminals that do not say which they are.
  case either = "auto"
  case dark
  case light
  /// The terminal's own colours, with weight and underlining only.
  case mono
  /// White and yellow on black, whatever the terminal's own colours are.
  case highContrast = "high-contrast"
}

/// How many colours are used.
package enum ColourDepth: String, CaseIterable, Hashable, Sendable, Comparable {
  case none
  case eight = "8"
  case sixteen = "16"
  /// The fixed palette of xterm.
  case palette = "256"
  /// Red, green and blue with eight bits each.
  case direct = "true"

  /// What a terminal with so many colours can show.
  package init(colours: Int) {
    switch colours {
    case ..<8: self = .none
    case ..<16: self = .eight
    case ..<256: self = .sixteen
    case ..<(1 << 24): self = .palette
    default: self = .direct
    }
  }

  package static func < (one: ColourDepth, other: ColourDepth) -> Bool { one.order < other.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How the cells of one style look on a given terminal.
package struct Look: Hashable, Sendable {
  /// A number of the terminal's palette, or red, green and blue in one number; -1 is the terminal's own colour.
  package var foreground = -1
  /// As the foreground.
  package var background = -1
  package var isBold = false
  package var isUnderlined = false
  package var isReversed = false
}

/// One colour as each kind of terminal has it.
private struct Paint {
  /// Red, green and blue in one number.
  let direct: Int
  /// Of the fixed 256.
  let palette: Int
  /// Of the sixteen and of the eight; nil where none of them can be read.
  var sixteen: Int?
  var eight: Int?

  func number(at depth: ColourDepth) -> Int? {
    switch depth {
    case .none: nil
    case .eight: eight
    case .sixteen: sixteen
    case .palette: palette
    case .direct: direct
    }
  }
}

extension Theme {
  /// The look of a style at a depth.
  package func look(of style: Style, depth: ColourDepth) -> Look {
    var look = Look()
    look.foreground = text[style.role]?.number(at: depth) ?? -1
    look.background = ground[style.role]?.number(at: depth) ?? -1
    if self == .highContrast {
      look.foreground = (text[style.role] ?? Self.white).number(at: depth) ?? -1
      look.background = Self.black.number(at: depth) ?? -1
    }
    look.isBold = Self.boldRoles.contains(style.role)
    look.isUnderlined = Self.underlinedRoles.contains(style.role)
    // Focus is the only thing that is reversed, so that it can be found without colours.
    look.isReversed = style.isFocused
    return look
  }

  private static let boldRoles: [Role] = [.heading, .activeTab, .tagged, .late, .error]
  private static let underlinedRoles: [Role] = [.heading, .activeTab, .match]

  /// Paints by what they are for; looked up for every style of the first screen.
  private struct Paints: ExpressibleByDictionaryLiteral {
    private var paints = [Paint?](repeating: nil, count: Role.allCases.count)

    init(dictionaryLiteral elements: (Role, Paint)...) {
      for (role, paint) in elements { paints[Int(role.rawValue)] = paint }
    }

    subscript(role: Role) -> Paint? { paints[Int(role.rawValue)] }
  }

  /// The colours of the letters; a role without one has the terminal's own.
  private var text: Paints {
    switch self {
    case .either: Self.onEither
    case .dark: Self.onDark
    case .light: Self.onLight
    case .mono: [:]
    case .highContrast: Self.onBlack
    }
  }

  /// The colours behind them, where the terminal has enough to choose from.
  private var ground: Paints {
    switch self {
    case .dark: [.bar: Self.darkBar, .tab: Self.darkBar, .activeTab: Self.darkBar]
    case .light: [.bar: Self.lightBar, .tab: Self.lightBar, .activeTab: Self.lightBar]
    case .either, .mono, .highContrast: [:]
    }
  }

  private static let darkBar = Paint(direct: 0x303030, palette: 236)
  private static let lightBar = Paint(direct: 0xE4E4E4, palette: 254)
  private static let white = Paint(direct: 0xFFFFFF, palette: 231, sixteen: 15, eight: 7)
  private static let black = Paint(direct: 0, palette: 16, sixteen: 0, eight: 0)

  /// Few colours can be read on both, and none of the sixteen.
  private static let onEither: Paints = {
    let grey = Paint(direct: 0x767676, palette: 243)
    let red = Paint(direct: 0xC05252, palette: 131)
    return [
      .dim: grey, .divider: grey, .quote: grey, .late: red, .error: red,
      .soon: Paint(direct: 0xA06A00, palette: 131), .good: Paint(direct: 0x00875F, palette: 29),
      .note: Paint(direct: 0x5F5FFF, palette: 63), .match: Paint(direct: 0xD700AF, palette: 163),
      .tagged: Paint(direct: 0x875FD7, palette: 98),
    ]
  }()

  private static let onDark: Paints = {
    let grey = Paint(direct: 0xA8A8A8, palette: 248)
    let red = Paint(direct: 0xFF8787, palette: 210, sixteen: 9, eight: 3)
    let letters = Paint(direct: 0xE4E4E4, palette: 254)
    return [
      .dim: grey, .divider: grey, .quote: Paint(direct: 0x6FD3D3, palette: 80, sixteen: 6, eight: 6),
      .late: red, .error: red, .soon: Paint(direct: 0xFFAF00, palette: 214, sixteen: 11, eight: 3),
      .good: Paint(direct: 0x87D787, palette: 114, sixteen: 2, eight: 2),
      .note: Paint(direct: 0x6FB7FF, palette: 75, sixteen: 6, eight: 6),
      .match: Paint(direct: 0xFFFFAF, palette: 229, sixteen: 11, eight: 3),
      .tagged: Paint(direct: 0xD7AFFF, palette: 183, sixteen: 13, eight: 3),
      .bar: letters, .tab: letters, .activeTab: letters,
    ]
  }()

  private static let onLight: Paints = {
    let grey = Paint(direct: 0x585858, palette: 240)
    let red = Paint(direct: 0xAF0000, palette: 124, sixteen: 1, eight: 1)
    let letters = Paint(direct: 0x262626, palette: 235)
    return [
      .dim: grey, .divider: grey, .quote: Paint(direct: 0x005F5F, palette: 23, sixteen: 4, eight: 4),
      .late: red, .error: red, .soon: Paint(direct: 0x805500, palette: 94, sixteen: 1, eight: 1),
      .good: Paint(direct: 0x005F00, palette: 22),
      .note: Paint(direct: 0x005FAF, palette: 25, sixteen: 4, eight: 4),
      .match: Paint(direct: 0x870087, palette: 90, sixteen: 5, eight: 5),
      .tagged: Paint(direct: 0x870087, palette: 90, sixteen: 5, eight: 5),
      .bar: letters, .tab: letters, .activeTab: letters,
    ]
  }()

  private static let onBlack: Paints = {
    let yellow = Paint(direct: 0xFFFF00, palette: 226, sixteen: 11, eight: 3)
    return [.late: yellow, .error: yellow, .soon: yellow, .match: yellow, .tagged: yellow]
  }()
}
