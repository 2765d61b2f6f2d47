import CNcurses
import Canvas

/// Which colours the roles have. On the backgrounds that a theme is for, every colour of 256 has a contrast
/// of at least 4.46:1 (WCAG 2.2, 1.4.3, asks for 4.5:1), and every role can also be told by its words.
package enum Theme: String, CaseIterable, Hashable, Sendable {
  /// Can be read on black and on white, for terminals that do not say which they are.
  case either
  case dark
  case light
  /// The terminal's own colours, with weight and underlining only.
  case contrast
}

/// How the cells of one style look on a given terminal.
struct Look: Hashable {
  /// A number of the terminal's palette; -1 is its own colour.
  var foreground = -1
  var background = -1
  var isBold = false
  var isUnderlined = false
  var isReversed = false

  /// The attributes as the shim takes them.
  var attributes: Int32 {
    var attributes: UInt32 = 0
    if isBold { attributes |= TERMINAL_BOLD.rawValue }
    if isUnderlined { attributes |= TERMINAL_UNDERLINE.rawValue }
    if isReversed { attributes |= TERMINAL_REVERSE.rawValue }
    return Int32(attributes)
  }
}

extension Theme {
  /// The look of a style with so many colours: 0 for none.
  func look(of style: Style, colours: Int) -> Look {
    var look = Look()
    look.foreground = colour(of: style.role, colours: colours)
    look.isBold = Self.boldRoles.contains(style.role)
    look.isUnderlined = Self.underlinedRoles.contains(style.role)
    // Focus is the only thing that is reversed, so that it can be found without colours.
    look.isReversed = style.isFocused
    return look
  }

  private static let boldRoles: Set<Role> = [.heading, .activeTab, .tagged, .late, .error]
  private static let underlinedRoles: Set<Role> = [.heading, .activeTab, .match]

  private func colour(of role: Role, colours: Int) -> Int {
    switch (self, colours) {
    case (.contrast, _), (_, ..<8): -1
    case (_, 8..<256): classicColour(of: role)
    case (.dark, _): Self.onDark[role] ?? -1
    case (.light, _): Self.onLight[role] ?? -1
    case (.either, _): Self.onEither[role] ?? -1
    }
  }

  private static let onEither: [Role: Int] = [
    .dim: 243, .divider: 243, .quote: 243, .late: 131, .error: 131, .soon: 130, .good: 29, .note: 63,
    .match: 163, .tagged: 98,
  ]
  private static let onDark: [Role: Int] = [
    .dim: 246, .divider: 246, .quote: 80, .late: 203, .error: 203, .soon: 214, .good: 114, .note: 75,
    .match: 229, .tagged: 183,
  ]
  private static let onLight: [Role: Int] = [
    .dim: 241, .divider: 241, .quote: 23, .late: 124, .error: 124, .soon: 94, .good: 22, .note: 25,
    .match: 90, .tagged: 90,
  ]

  /// Of the eight colours only red and magenta can be read on black and on white alike.
  private func classicColour(of role: Role) -> Int {
    let (red, green, yellow, blue, magenta, cyan) = (1, 2, 3, 4, 5, 6)
    switch (role, self) {
    case (.late, _), (.error, _): return red
    case (.match, _), (.tagged, _): return magenta
    case (.soon, .dark): return yellow
    case (.good, .dark): return green
    case (.note, .dark), (.quote, .dark): return cyan
    case (.note, .light), (.quote, .light): return blue
    default: return -1
    }
  }
}
