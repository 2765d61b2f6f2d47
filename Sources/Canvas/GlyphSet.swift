/// Which signs a terminal can show for lines and for what is not ASCII.
package enum GlyphSet: Hashable, Sendable {
  case unicode
  /// `-` and `|` for lines; other signs stay as they are when they are letters.
  case ascii

  /// What this terminal is given for the text of one cell.
  package func glyph(_ text: String) -> String {
    guard self == .ascii else { return text }
    switch text {
    case "─", "━", "═", "┄": return "-"
    case "│", "┃", "║", "┆": return "|"
    case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼": return "+"
    case "…": return "~"
    case "•", "●": return "*"
    // Bars of a number, from low to high.
    case "▁": return "_"
    case "▂", "▃": return "."
    case "▄", "▅": return "-"
    case "▆": return "="
    case "▇", "█": return "#"
    default: return text
    }
  }
}
