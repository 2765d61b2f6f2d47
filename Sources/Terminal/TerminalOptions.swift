package import Canvas

/// What a person may choose about how the console uses the terminal.
package struct TerminalOptions: Hashable, Sendable {
  /// Colours where the terminal has them. A value in `NO_COLOR` (no-color.org) takes them away all the same.
  package var usesColour: Bool
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
    usesColour: Bool = true, usesMouse: Bool = false, reportsFocus: Bool = false, glyphs: GlyphSet? = nil,
    theme: Theme = .either
  ) {
    self.usesColour = usesColour
    self.usesMouse = usesMouse
    self.reportsFocus = reportsFocus
    self.glyphs = glyphs
    self.theme = theme
  }
}
