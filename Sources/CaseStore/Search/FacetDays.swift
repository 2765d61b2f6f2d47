internal import Casework
internal import GRDB

/// The day on which a record arrived as words of the index: its year and its month.
///
/// A stretch of days is asked for as the years and months that it touches. Where it begins or ends within one, the rows
/// of that month are looked at, and no others. Rows stand in order of arrival mostly: but what came late, or has another
/// day since, is anywhere.
extension Facets {
  /// The words for a day; nil for what has none.
  static func names(of day: Day?) -> [String] {
    guard let day else { return [""] }
    let text = day.description
    return [String(text.prefix(4)), String(text.prefix(7))]
  }

  /// Whether a field asks for the day of arrival.
  static func isOfReceived(_ field: QueryField) -> Bool {
    [.received, .before, .after, .quarter].contains(field)
  }

  /// What a stretch of days is asked for by.
  struct Stretch {
    /// Empty when the index is not to be asked.
    var names: [String] = []
    /// Whether each day of these belongs to the stretch.
    var isWhole = true
  }

  /// - Parameters:
  ///   - first: nil for whatever came earlier, what has no day as well.
  ///   - last: nil for whatever comes later.
  static func stretch(
    from first: Day?, to last: Day?, _ database: Database, _ known: FacetNames?
  ) throws -> Stretch {
    var stretch = Stretch()
    guard let (start, end) = try ends(first, last, database, known), start <= end else {
      stretch.isWhole = false
      return stretch
    }
    if first == nil { stretch.names.append("") }
    var day = start
    while day <= end {
      let isYear = day.month == 1 && day.dayOfMonth == 1
      if isYear, let last = Day(year: day.year, month: 12, day: 31), last <= end {
        stretch.names.append(String(day.description.prefix(4)))
        day = last + 1
      } else {
        let after = day + (Day.days(inMonth: day.month, of: day.year) - day.dayOfMonth + 1)
        if day.dayOfMonth > 1 || after > end + 1 { stretch.isWhole = false }
        stretch.names.append(String(day.description.prefix(7)))
        day = after
      }
    }
    return stretch
  }

  /// The first and last day that are asked for; an open end is that of the first or last year in which anything came.
  private static func ends(
    _ first: Day?, _ last: Day?, _ database: Database, _ known: FacetNames?
  ) throws -> (Day, Day)? {
    if let first, let last { return last - first < mostDays ? (first, last) : nil }
    let years =
      try known?.names(of: .field(.received, .none), database) { try self.years(database) }
      ?? self.years(database)
    guard years.count == 2, let earliest = Day("\(years[0])-01-01"), let latest = Day("\(years[1])-12-31")
    else { return nil }
    let (start, end) = (first ?? min(earliest, last ?? earliest), last ?? max(latest, first ?? latest))
    return end - start < mostDays ? (start, end) : nil
  }

  /// For more years the index would open more lists than it saves rows.
  private static let mostDays = 40 * 366

  /// The first and the last year in which anything came; empty in an empty store.
  private static func years(_ database: Database) throws -> [String] {
    let order = ListOrder.received
    let key = order.key(of: "") ?? ""
    var years: [String] = []
    for kind in KindName.allCases {
      for (index, isOpen) in [(order.openIndex, 1), (order.closedIndex, 0)] {
        guard let index else { continue }
        for (direction, beyond) in [("ASC", "> ''"), ("DESC", "< char(1114111)")] {
          let sql = """
            SELECT substr(received, 1, 4) FROM record INDEXED BY \(index)
            WHERE kind = ? AND isOpen = \(isOpen) AND \(key) \(beyond) ORDER BY \(key) \(direction) LIMIT 1
            """
          let year = try String.fetchOne(database.cachedStatement(sql: sql), arguments: [kind.rawValue])
          // What has no day comes last in this order.
          if let year, !year.isEmpty { years.append(year) }
        }
      }
    }
    guard let first = years.min(), let last = years.max() else { return [] }
    return [first, last]
  }
}
