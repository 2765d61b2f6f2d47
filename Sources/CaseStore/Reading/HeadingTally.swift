internal import Casework
internal import GRDB

/// The groups of those records that have a theme or lie in a place, and the records themselves.
struct HeadingTally {
  enum Axis: String {
    case theme, place
  }

  /// Which of the names are asked for.
  enum Names {
    /// Each name that records have themselves.
    case each
    /// Whatever has any name.
    case any
    /// What has this very name.
    case own(String)
    /// What has this name, or one below it.
    case all(String)
  }

  private let axis: Axis
  private let names: Names

  init(_ axis: Axis, _ names: Names) {
    self.axis = axis
    self.names = names
  }

  /// What `theme:` or `place:` asks for, whose `none` is everything that has any; nil where no single name covers it.
  init?(_ query: Query, _ database: Database) throws {
    switch query {
    case .field(.theme, .none): self.init(.theme, .any)
    case .field(.place, .none): self.init(.place, .any)
    case .field(.theme, .equals(let name)):
      let named = try String.fetchAll(
        database.cachedStatement(sql: Self.themesNamed), arguments: [name, name])
      guard named.count == 1 else { return nil }
      self.init(.theme, .all(named[0]))
    case .field(.place, .equals(let name)):
      let below = try String.fetchAll(
        database.cachedStatement(sql: QuerySQL.placesBelow), arguments: [name])
      let cover = try PlaceOrderTable.cover(below, database)
      switch (cover.above.count, cover.places.count) {
      case (1, 0): self.init(.place, .all(cover.above[0]))
      case (0, 1): self.init(.place, .own(cover.places[0]))
      default: return nil
      }
    default: return nil
    }
  }

  /// The themes that are meant by a name or a title.
  private static let themesNamed = """
    SELECT ? UNION
    SELECT name FROM setting WHERE kind = 'theme' AND ? COLLATE NOCASE IN (name, value ->> '$.title')
    """

  // MARK: - In SQL

  /// The name that a row of ``groups`` and of ``records`` stands for.
  var name: String { if case .each = names { "record.name" } else { "NULL" } }

  /// The groups, as `record_tally` has them.
  var groups: String {
    let columns = TallyTable.columns.map {
      TallyTable.optional.contains($0) ? "nullif(\($0), '') AS \($0)" : $0
    }
    return """
      (SELECT name, \(columns.joined(separator: ", ")), n FROM heading_tally
        WHERE axis = '\(axis.rawValue)' AND \(groupsCondition))
      """
  }

  private var groupsCondition: String {
    switch names {
    case .each: "extent = \(HeadingTallyTable.Extent.own.rawValue)"
    case .any: "name = '' AND extent = \(HeadingTallyTable.Extent.any.rawValue)"
    case .own: "name = ? AND extent = \(HeadingTallyTable.Extent.own.rawValue)"
    case .all: "name = ? AND extent <> \(HeadingTallyTable.Extent.any.rawValue)"
    }
  }

  /// The records that are counted there.
  var records: String {
    let table = "record_\(axis.rawValue)"
    if case .each = names {
      return
        "(SELECT own.\(axis.rawValue) AS name, record.* FROM \(table) AS own JOIN record ON record.id = own.record)"
    }
    return """
      (SELECT record.* FROM record WHERE EXISTS (
        SELECT 1 FROM \(table) AS own INDEXED BY \(table)_record WHERE own.record = record.id AND \(recordsCondition)))
      """
  }

  private var recordsCondition: String {
    switch (names, axis) {
    case (.each, _), (.any, _): "1"
    case (.own, _): "own.\(axis.rawValue) = ?"
    // The name is bound once: a name begins with itself and its stroke.
    case (.all, .theme): "instr(own.theme || '/', ? || '/') = 1"
    case (.all, .place): "own.place IN (SELECT place FROM place_above WHERE above = ?)"
    }
  }

  /// What is bound in ``groups``, and in ``records``.
  var arguments: StatementArguments {
    switch names {
    case .each, .any: []
    case .own(let name), .all(let name): [name]
    }
  }
}
