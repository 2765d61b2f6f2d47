/// What a piece of text is for. The terminal chooses a colour or an attribute for each; the letters on the
/// screen must say the same, because colour is never the only sign.
package enum Role: UInt8, CaseIterable, Sendable {
  case text, dim, heading, bar, tab, activeTab, tagged, late, soon, good, note, error, match, quote, divider
}

/// How a cell looks: what it is for, and whether it belongs to the row or field that has the focus.
package struct Style: Hashable, Sendable {
  /// What the text is for.
  package var role: Role
  /// Whether it belongs to the row or field that has the focus.
  package var isFocused: Bool

  /// Without the focus unless it is said.
  package init(_ role: Role = .text, isFocused: Bool = false) {
    self.role = role
    self.isFocused = isFocused
  }
}

/// One column of one row.
package struct Cell: Hashable, Sendable {
  /// One base character with its combining marks; empty in the second column of a wide character.
  package var text: String
  /// How it looks.
  package var style: Style

  /// A blank unless it is said.
  package init(text: String = " ", style: Style = Style()) {
    self.text = text
    self.style = style
  }

  /// A cell with nothing in it.
  package static let blank = Cell()
}
