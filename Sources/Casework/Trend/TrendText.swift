/// A trend grid in words and as a table.
package struct TrendText: Sendable {
  private let grid: TrendGrid

  package init(_ grid: TrendGrid) {
    self.grid = grid
  }

  package var title: Message {
    let what: Message = grid.question.axis == .theme ? "Themes by quarter" : "Places by quarter"
    var narrowed = [grid.question.text, grid.question.theme ?? "", grid.question.place ?? ""]
    narrowed.removeAll(where: \.isEmpty)
    guard !narrowed.isEmpty else { return what }
    return "\(what): \(narrowed.joined(separator: ", "))"
  }

  package static func title(of row: TrendRow, _ axis: TrendQuestion.Axis) -> String {
    switch row.subject {
    case .named(let subject): subject.title
    case .none: (axis == .theme ? Message("No theme") : Message("No place")).text()
    case .total: Message("All records, each once").text()
    }
  }

  // MARK: - Bars

  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// One sign a quarter, the highest for the row's highest number; a blank where there is nothing.
  package static func bars(of counts: [Int]) -> String {
    let highest = max(1, counts.max() ?? 1)
    return String(counts.map { $0 == 0 ? " " : bars[min(7, $0 * 8 / (highest + 1))] })
  }

  // MARK: - As lines, table and JSON

  /// - Parameter columns: how wide the table may be; earlier quarters are left out of a narrow one.
  package func lines(columns: Int) -> [SheetLine] {
    let titles = grid.rows.map { Self.title(of: $0, grid.question.axis) }
    let wide = min(36, max(12, titles.map(\.count).max() ?? 12))
    let shown = min(grid.quarters.count, max(1, (columns - wide - 9) / 7))
    let head = Self.fitted("", wide) + grid.quarters.suffix(shown).map { Self.right($0.short, 6) }.joined()
    var lines = [
      SheetLine(.heading, title), SheetLine(.quiet, plain: head + Self.right(Message("all").text(), 8)),
    ]
    for (row, title) in zip(grid.rows, titles) {
      let counts = row.counts.suffix(shown)
      let cells = counts.map { Self.right(String($0), 6) }.joined()
      let line = Self.fitted(title, wide) + cells + Self.right(String(row.total), 8)
      lines.append(SheetLine(.text, plain: line + "  " + Self.bars(of: Array(counts))))
    }
    return lines
  }

  private static func fitted(_ text: String, _ width: Int) -> String {
    let cut = text.count > width ? String(text.prefix(width - 1)) + "…" : text
    return cut + String(repeating: " ", count: max(0, width - cut.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }

  /// A row for each theme or place, a column for each quarter.
  package var table: [[String]] {
    let head = [grid.question.axis.rawValue, "title"] + grid.quarters.map(\.description) + ["all"]
    return [head]
      + grid.rows.map { row in
        [Self.word(row), Self.title(of: row, grid.question.axis)] + row.counts.map(String.init)
          + [String(row.total)]
      }
  }

  /// `{"by":"theme","quarters":["2026-Q1"],"rows":[{"name":"asb","title":"…","counts":[3],"all":3}]}`; the name of
  /// the row of those without is `none`, that of the total `all`.
  package var json: JSON {
    [
      "by": .string(grid.question.axis.rawValue),
      "quarters": .array(grid.quarters.map { .string($0.description) }),
      "rows": .array(
        grid.rows.map { row in
          [
            "name": .string(Self.word(row)), "title": .string(Self.title(of: row, grid.question.axis)),
            "counts": .array(row.counts.map { .integer($0) }), "all": .integer(row.total),
          ]
        }),
    ]
  }

  private static func word(_ row: TrendRow) -> String {
    switch row.subject {
    case .named(let subject): subject.name
    case .none: "none"
    case .total: "all"
    }
  }
}
