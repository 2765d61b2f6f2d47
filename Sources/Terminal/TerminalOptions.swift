package import Canvas

/// What a person may choose about how the console uses the terminal.
package struct TerminalOptions: Hashable, Sendable {
  /// At most so many colours. `nil` takes what the terminal has, and none while `NO_COLOR` has a value; who chooses
  /// a depth has the last word (no-color.org).
  package var depth: ColourDepth?
  /// Whether clicks and the wheel come as events. The terminal's own selection then needs Shift.
  package var usesMouse: Bool
  /// Whether the terminal says when its window gets or loses the keyboard.
  package var reportsFocus: Bool
  /// Which signs are used for lines; `nil` chooses by locale and terminal.
  package var glyphs: GlyphSet?
  /// Which colours the roles have.
  package var theme: Theme

  /// Colours and the signs that fit, no mouse and no reports.
  package init(
    depth: ColourDepth? = nil, usesMouse: Bool = false, reportsFocus: Bool = false,
    glyphs: GlyphSet? = nil, theme: Theme = .either
  ) {
    self.depth = depth
    self.usesMouse = usesMouse
    self.reportsFocus = reportsFocus
    self.glyphs = glyphs
    self.theme = theme
  }
}
