/// What a trend grid is to show: how many records arrived or took place in each quarter, by theme or by place.
///
/// Theme, place and quarter are three ways through the same records: a grid shows two of them, and is narrowed by
/// the third.
package struct TrendQuestion: Sendable, Hashable {
  package enum Axis: String, Sendable, CaseIterable {
    case theme, place
  }

  /// What the rows are.
  package var axis: Axis
  /// Only what this theme has, by its name, with its sub-themes; nil for all.
  package var theme: String?
  /// Only what lies in this place, by its name. On an axis of places the rows are then those that lie directly in it.
  package var place: String?
  /// What else narrows all cells, as typed; empty for everything.
  package let text: String
  package let query: Query
  /// The last column.
  package var last: Quarter
  /// How many quarters there are.
  package var count: Int

  /// Two years, and what came before for those who go left.
  package static let usualCount = 12
  /// Ten years.
  package static let most = 40

  package init(
    _ axis: Axis, theme: String? = nil, place: String? = nil, text: String = "", query: Query = .all,
    last: Quarter, count: Int = usualCount
  ) {
    self.axis = axis
    self.theme = theme
    self.place = place
    self.text = text
    self.query = query
    self.last = last
    self.count = min(max(1, count), Self.most)
  }

  package var quarters: [Quarter] {
    (0..<count).map { Quarter(number: last.number - count + 1 + $0) }
  }

  /// All that the grid counts.
  package var whole: Query {
    var parts = query == .all ? [] : [query]
    if let theme { parts.append(.field(.theme, .equals(theme))) }
    if let place { parts.append(.field(.place, .equals(place))) }
    let first = quarters.first?.first
    parts.append(.field(.received, .days(from: first, to: last.last)))
    return .and(parts)
  }

  /// The records behind a cell, as a query that can be typed.
  ///
  /// - Parameters:
  ///   - row: the row's theme or place; nil for those that have none.
  ///   - isTotal: the row counts all of them.
  ///   - quarter: nil for all quarters of the grid.
  package func typed(row: String?, isTotal: Bool = false, quarter: Quarter?) -> String {
    var parts = text.isEmpty ? [] : [text.contains(" OR ") ? "(\(text))" : text]
    if let theme, axis == .place || isTotal || row == nil { parts.append(Self.typed("theme", theme)) }
    if let place, axis == .theme || isTotal || row == nil { parts.append(Self.typed("place", place)) }
    if !isTotal {
      let field = axis == .theme ? "theme" : "place"
      parts.append(row.map { Self.typed(field, $0) } ?? "\(field):none")
    }
    if let quarter {
      parts.append("received:\(quarter)")
    } else if let first = quarters.first {
      parts.append("received:\(first)..\(last)")
    }
    return parts.joined(separator: " ")
  }

  private static func typed(_ field: String, _ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") }
    return isPlain ? "\(field):\(name)" : "\(field):\"\(name)\""
  }
}
