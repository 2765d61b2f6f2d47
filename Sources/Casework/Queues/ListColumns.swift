/// What a row of a list can show between the reference and the subject, in this order.
package enum ListColumn: String, Sendable, CaseIterable {
  case due, stage, day, owner, team, channel, party, place, parent

  /// Cells, the blank after it included, where nobody chose a width.
  package var usualWidth: Int {
    switch self {
    case .due: 9
    case .stage: 16
    case .day: 8
    case .owner: 4
    case .team: 20
    case .channel: 10
    case .party: 18
    case .place: 18
    case .parent: 12
    }
  }
}

/// The columns of a list as somebody chose them, with their widths in cells.
package struct ListColumns: Sendable, Equatable {
  /// Narrower shows nothing, wider leaves no room for the subject. Cells.
  package static let widths = 3...60

  private var widths: [ListColumn: Int] = [:]

  package init(_ columns: some Sequence<ListColumn>) {
    for column in columns { widths[column] = column.usualWidth }
  }

  /// As it is written in a shell: `due,party:22,place`; nil when a name is unknown or a width is no number.
  package init?(text: String) {
    for part in text.split(separator: ",") {
      let words = part.split(separator: ":", omittingEmptySubsequences: false)
      guard words.count <= 2, let column = words.first.flatMap({ ListColumn(rawValue: String($0)) }) else {
        return nil
      }
      widths[column] = column.usualWidth
      guard words.count == 2 else { continue }
      guard let width = Int(words[1]), Self.widths.contains(width) else { return nil }
      widths[column] = width
    }
  }

  /// From the left.
  package var all: [(column: ListColumn, width: Int)] {
    ListColumn.allCases.compactMap { column in widths[column].map { (column, $0) } }
  }

  /// As ``init(text:)`` reads it.
  package var text: String { all.map { "\($0.column.rawValue):\($0.width)" }.joined(separator: ",") }

  package func width(of column: ListColumn) -> Int? { widths[column] }

  package mutating func show(_ column: ListColumn) { widths[column] = widths[column] ?? column.usualWidth }

  package mutating func hide(_ column: ListColumn) { widths[column] = nil }

  /// Gives a column that is shown more room, or less; as far as widths go.
  package mutating func widen(_ column: ListColumn, by cells: Int) {
    guard let width = widths[column] else { return }
    widths[column] = min(max(width + cells, Self.widths.lowerBound), Self.widths.upperBound)
  }
}
