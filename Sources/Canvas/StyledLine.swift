/// A run of text in one style.
package struct StyledSpan: Hashable, Sendable {
  /// What it says, not yet cleaned.
  package var text: String
  /// How all of it looks.
  package var style: Style

  /// A run of text.
  package init(_ text: String, _ style: Style = Style()) {
    self.text = text
    self.style = style
  }
}

/// One line of the screen made of runs in different styles.
package struct StyledLine: Hashable, Sendable {
  /// The runs from left to right.
  package var spans: [StyledSpan]

  /// A line in one style without the focus.
  package init(_ text: String, _ role: Role = .text) {
    spans = [StyledSpan(text, Style(role))]
  }

  /// A line of these runs.
  package init(spans: [StyledSpan]) {
    self.spans = spans
  }

  /// How many columns the line takes when it is put on a frame.
  package var width: Int {
    spans.reduce(0) { $0 + CellWidth.of(displaySafe($1.text)) }
  }

  /// The letters alone.
  package var text: String {
    spans.reduce(into: "") { $0 += $1.text }
  }

  /// The runs of the right line after those of the left.
  package static func + (left: StyledLine, right: StyledLine) -> StyledLine {
    StyledLine(spans: left.spans + right.spans)
  }
}
