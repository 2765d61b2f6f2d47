import CNcurses
import Canvas

/// Gives ncurses the cells that changed since the last frame, and ncurses sends what it must.
struct FramePainter {
  let glyphs: GlyphSet
  private var last: Frame?

  /// Tells ncurses the look of every style.
  ///
  /// - Parameter depth: how many colours are wanted; the terminal may have fewer.
  init(theme: Theme, depth: ColourDepth, glyphs: GlyphSet) {
    self.glyphs = glyphs
    let depth = Self.depth(wanted: depth, has: ColourDepth(colours: Int(terminal_colours())))
    for role in Role.allCases {
      for isFocused in [false, true] {
        let style = Style(role, isFocused: isFocused)
        let look = theme.look(of: style, depth: depth)
        terminal_define_style(
          Self.number(style), Int32(look.foreground), Int32(look.background), look.attributes)
      }
    }
  }

  /// A terminal that takes red, green and blue has no numbers for the colours of a palette.
  private static func depth(wanted: ColourDepth, has: ColourDepth) -> ColourDepth {
    has == .direct && wanted > .eight ? .direct : min(wanted, has)
  }

  /// Shows the frame; sends nothing when it is the same as the last one.
  mutating func paint(_ frame: Frame, on size: Size) {
    guard frame != last else { return }
    let earlier = last?.size == frame.size ? last : nil
    if earlier == nil { terminal_repaint() }
    for row in 0..<min(frame.size.rows, size.rows) { paint(row, of: frame, over: earlier, on: size) }
    let row = min(max(0, frame.cursor.row), size.rows - 1)
    let column = min(max(0, frame.cursor.column), size.columns - 1)
    terminal_flush(Int32(row), Int32(column))
    last = frame
  }

  /// The screen was blanked or belongs to a new size: the next frame is sent whole.
  mutating func forget() {
    last = nil
  }

  private func paint(_ row: Int, of frame: Frame, over earlier: Frame?, on size: Size) {
    let start = row * frame.size.columns
    for column in 0..<min(frame.size.columns, size.columns) {
      let cell = frame.cells[start + column]
      if let earlier, earlier.cells[start + column] == cell { continue }
      // The second column of a wide character comes with the first.
      if cell.text.isEmpty { continue }
      terminal_put(Int32(row), Int32(column), glyphs.glyph(cell.text), Self.number(cell.style))
    }
  }

  private static func number(_ style: Style) -> Int32 {
    Int32(style.role.rawValue) * 2 + (style.isFocused ? 1 : 0)
  }
}

extension Look {
  /// The attributes as the shim takes them.
  fileprivate var attributes: Int32 {
    var attributes: UInt32 = 0
    if isBold { attributes |= TERMINAL_BOLD.rawValue }
    if isUnderlined { attributes |= TERMINAL_UNDERLINE.rawValue }
    if isReversed { attributes |= TERMINAL_REVERSE.rawValue }
    return Int32(attributes)
  }
}
