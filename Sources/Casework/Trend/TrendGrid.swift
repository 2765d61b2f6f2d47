/// How many records each row has in each quarter.
///
/// A record with two themes stands in both rows, and once in the total.
package struct TrendGrid: Sendable, Equatable {
  package let question: TrendQuestion
  /// The rows with anything in them, the fullest first; then those without a theme or place; the total last.
  package let rows: [TrendRow]

  package var quarters: [Quarter] { question.quarters }
}

package struct TrendRow: Sendable, Equatable {
  package enum Subject: Sendable, Hashable {
    case named(TitledName)
    /// Records that have none.
    case none
    case total
  }

  package let subject: Subject
  /// One for each quarter.
  package let counts: [Int]
  /// Whether other places lie in it.
  package let canBeOpened: Bool

  package var total: Int { counts.reduce(0, +) }

  /// The name of the theme or place; nil for the rows that are none.
  package var name: String? {
    guard case .named(let subject) = subject else { return nil }
    return subject.name
  }
}

/// Counts records for a grid, one after the other.
package struct TrendTally: Sendable {
  private let question: TrendQuestion
  private let subjects: [TitledName]
  private let opening: Set<String>
  /// In which rows a record with this theme or in this place stands.
  private let positions: [String: [Int]]
  private let firstQuarter: Int
  private var counts: [[Int]]
  private var unnamed: [Int]
  private var total: [Int]
  /// The rows in which the record at hand stands already.
  private var last: [Int]

  /// - Parameter themes: by name, as the office titles them.
  package init(_ question: TrendQuestion, themes: [TitledName], places: [Place]) {
    self.question = question
    switch question.axis {
    case .theme:
      subjects = themes
      opening = []
      let rows = Dictionary(themes.enumerated().map { ($1.name, $0) }) { first, _ in first }
      positions = rows.reduce(into: [:]) { positions, row in
        positions[row.key] = Self.themes(above: row.key).compactMap { rows[$0] }
      }
    case .place:
      let tree = PlaceTree(places)
      let shown = Self.rows(in: question.place, tree, places)
      subjects = shown.map { TitledName(name: $0.name, title: tree.title(of: $0.name)) }
      opening = Set(shown.lazy.map(\.name).filter { !tree.children(of: $0).isEmpty })
      positions = subjects.enumerated().reduce(into: [:]) { positions, row in
        for place in [row.element.name] + tree.below(row.element.name).map(\.name) {
          positions[place, default: []].append(row.offset)
        }
      }
    }
    firstQuarter = question.last.number - question.count + 1
    let none = [Int](repeating: 0, count: question.count)
    counts = subjects.map { _ in none }
    (unnamed, total) = (none, none)
    last = [Int](repeating: -1, count: subjects.count)
  }

  /// `roads/parking` counts for `roads` too.
  private static func themes(above name: String) -> [String] {
    var names = [name]
    var rest = name[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      names.append(String(rest))
    }
    return names
  }

  /// What lies directly in a place; without one, the uppermost places, and where there is but one, what lies in it.
  private static func rows(in place: String?, _ tree: PlaceTree, _ places: [Place]) -> [Place] {
    if let place {
      let below = tree.children(of: place)
      return below.isEmpty ? tree[place].map { [$0] } ?? [] : below
    }
    let roots = places.filter { place in place.parents.allSatisfy { tree[$0] == nil } }
    guard roots.count == 1, let root = roots.first else { return roots }
    let below = tree.children(of: root.name)
    return below.isEmpty ? roots : below
  }

  /// Takes one record in.
  ///
  /// - Parameters:
  ///   - number: another for each record; what one record has may be told piece by piece, in a row.
  ///   - names: its themes, or the places in which it lies.
  package mutating func add(_ number: Int, _ names: [String], on day: Day) {
    let quarter = Quarter(day).number - firstQuarter
    guard total.indices.contains(quarter) else { return }
    total[quarter] += 1
    for name in names {
      for position in positions[name] ?? [] where last[position] != number {
        last[position] = number
        counts[position][quarter] += 1
      }
    }
    if names.isEmpty { unnamed[quarter] += 1 }
  }

  package var grid: TrendGrid {
    let named = zip(subjects, counts).map {
      TrendRow(subject: .named($0), counts: $1, canBeOpened: opening.contains($0.name))
    }
    let full = named.enumerated().filter { $1.total > 0 }
      .sorted { ($1.element.total, $0.offset) < ($0.element.total, $1.offset) }.map(\.element)
    let rest =
      unnamed.contains { $0 > 0 } ? [TrendRow(subject: .none, counts: unnamed, canBeOpened: false)] : []
    return TrendGrid(
      question: question, rows: full + rest + [TrendRow(subject: .total, counts: total, canBeOpened: false)])
  }
}
