internal import Casework
internal import GRDB

/// How many records of each group of ``TallyTable`` have a theme or lie in a place, in `heading_tally`: of a million
/// records a question for a theme or a district is then a sum of some hundreds of numbers.
///
/// A record is counted once under each name, however many of its themes lie below it. What lies above a place is what
/// ``PlaceOrderTable`` says, and never changes; what lies above a theme stands in its name. Who has neither costs nothing.
enum HeadingTallyTable {
  /// What is counted under a name.
  enum Extent: Int {
    /// What has something below the name, and not the name itself.
    case below
    /// What has the name itself.
    case own
    /// What has any name; the name is empty.
    case any
  }

  /// The columns of a group as they stand here: without null, for they are part of the key.
  private static let group = TallyTable.columns.map {
    TallyTable.optional.contains($0) ? "coalesce(\($0), '') AS \($0)" : $0
  }.joined(separator: ", ")

  private static let key = (["axis", "name", "extent"] + TallyTable.columns).joined(separator: ", ")

  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("headings", foreignKeyChecks: .immediate) { database in
      try database.execute(
        sql: """
          CREATE TABLE heading_tally(
            axis TEXT NOT NULL,
            name TEXT NOT NULL,
            extent INTEGER NOT NULL,
            kind TEXT NOT NULL,
            isOpen INTEGER NOT NULL,
            stage TEXT NOT NULL,
            due TEXT NOT NULL,
            owner TEXT NOT NULL,
            unread INTEGER NOT NULL,
            paused INTEGER NOT NULL,
            marking TEXT NOT NULL,
            circle TEXT NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY(axis, name, extent, kind, isOpen, stage, due, owner, unread, paused, marking, circle)
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX heading_tally_empty ON heading_tally(n) WHERE n < 1;
          INSERT INTO heading_tally(\(key), n) \(counted);
          """)
    }
  }

  // MARK: - Counting

  /// Under what records are counted.
  ///
  /// - Parameter condition: what narrows the tables of themes and places.
  private static func headings(where condition: String) -> String {
    let (below, own, any) = (Extent.below.rawValue, Extent.own.rawValue, Extent.any.rawValue)
    return """
      SELECT 'theme' AS axis, theme AS name, \(own) AS extent, record FROM record_theme WHERE \(condition)
      UNION ALL SELECT 'place', place, \(own), record FROM record_place WHERE \(condition)
      UNION ALL SELECT DISTINCT 'theme', '', \(any), record FROM record_theme WHERE \(condition)
      UNION ALL SELECT DISTINCT 'place', '', \(any), record FROM record_place WHERE \(condition)
      UNION ALL SELECT * FROM (
        WITH RECURSIVE slash(theme, at) AS (
          SELECT DISTINCT theme, instr(theme, '/') FROM record_theme WHERE \(condition) AND instr(theme, '/') > 0
          UNION ALL
          SELECT theme, at + instr(substr(theme, at + 1), '/') FROM slash WHERE instr(substr(theme, at + 1), '/') > 0
        )
        SELECT 'theme', substr(theme, 1, at - 1), \(below), record FROM slash CROSS JOIN record_theme USING(theme)
          WHERE \(condition) AND at < length(theme)
        EXCEPT SELECT 'theme', theme, \(below), record FROM record_theme WHERE \(condition))
      UNION ALL SELECT * FROM (
        SELECT 'place', above, \(below), record
          FROM record_place CROSS JOIN place_above INDEXED BY place_above_place USING(place) WHERE \(condition)
        EXCEPT SELECT 'place', place, \(below), record FROM record_place WHERE \(condition))
      """
  }

  private static let counted = """
    SELECT \(key), count(*) FROM (
      SELECT axis, name, extent, \(group) FROM (\(headings(where: "1"))) AS heading
        CROSS JOIN record ON record.id = heading.record)
    GROUP BY \(key)
    """

  private static let mine = """
    SELECT axis, name, extent, \(group) FROM (\(headings(where: "record = ?1"))) AS heading
      CROSS JOIN record ON record.id = ?1
    """

  /// Whether the sums are those of the records.
  static func isAsCounted(_ database: Database) throws -> Bool {
    // A copy that an older version made has none.
    guard try database.tableExists("heading_tally") else { return true }
    let sql = """
      WITH counted AS MATERIALIZED (\(counted))
      SELECT NOT EXISTS (SELECT * FROM counted EXCEPT SELECT \(key), n FROM heading_tally)
        AND (SELECT count(*) FROM counted) = (SELECT count(*) FROM heading_tally)
      """
    return try Bool.fetchOne(database, sql: sql) ?? false
  }

  // MARK: - Writing

  /// Whether a record will be counted otherwise than before.
  static func isMoved(from before: Record?, to record: Record) -> Bool {
    guard [before, record].contains(where: { $0.map(isUnderAny) ?? false }) else { return false }
    guard let before else { return true }
    return before.values[Head.themes.name] != record.values[Head.themes.name]
      || !before.allPlaces.elementsEqual(record.allPlaces, by: { $0.isSpelledLike($1) })
      || TallyTable.group(of: RecordRow(id: 0, before)) != TallyTable.group(of: RecordRow(id: 0, record))
  }

  private static func isUnderAny(_ record: Record) -> Bool {
    !(record[Head.themes] ?? []).isEmpty || !record.allPlaces.isEmpty
  }

  /// Counts a record as it stands.
  static func add(id: Int64, _ pass: WritePass) throws { try pass.run(more, [id]) }

  /// Counts a record no longer, as long as it stands as it was counted.
  static func remove(id: Int64, _ pass: WritePass) throws {
    try pass.run(less, [id])
    try pass.run("DELETE FROM heading_tally INDEXED BY heading_tally_empty WHERE n < 1", [])
  }

  private static let more = """
    INSERT INTO heading_tally(\(key), n) SELECT *, 1 FROM (\(mine)) WHERE true
    ON CONFLICT DO UPDATE SET n = n + 1
    """
  private static let less = """
    UPDATE heading_tally SET n = n - 1 FROM (\(mine)) AS mine
    WHERE \(key.split(separator: ", ").map { "heading_tally.\($0) = mine.\($0)" }.joined(separator: " AND "))
    """
}
