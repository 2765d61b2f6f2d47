/// A run of text in one style.
package struct StyledSpan: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = Style()) {
    self.text = text
    self.style = style
  }
}

/// One line of the screen made of runs in different styles.
package struct StyledLine: Hashable, Sendable {
  package var spans: [StyledSpan]

  package init(_ text: String, _ role: Role = .text) {
    spans = [StyledSpan(text, Style(role))]
  }

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

  package static func + (left: StyledLine, right: StyledLine) -> StyledLine {
    StyledLine(spans: left.spans + right.spans)
  }
}
