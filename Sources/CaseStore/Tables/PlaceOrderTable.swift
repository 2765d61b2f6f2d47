internal import Casework
internal import GRDB

/// What lay above each place when the index first met it, in `place_above`: of the words of a record that lies in a ward
/// are those of the district and the force too, so that a district of six hundred wards is one word to ask for.
///
/// A line is never changed, and the index holds what the lines say. Where the office puts a place elsewhere later, what
/// lies under a name by then is asked for by as few words as have all of it and nothing else: see ``cover(_:_:)``.
enum PlaceOrderTable {
  static func create(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE place_above(
          above TEXT NOT NULL,
          place TEXT NOT NULL,
          PRIMARY KEY(above, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX place_above_place ON place_above(place);
        """)
    for place in try String.fetchAll(database, sql: "SELECT DISTINCT place FROM record_place") {
      try meet(place, database)
    }
  }

  /// Takes up what lies above a place now, where the index has not met it before. A place lies above itself.
  static func meet(_ places: some Collection<String>, _ pass: WritePass) throws {
    for place in places where try above([place], pass.database).isEmpty { try meet(place, pass.database) }
  }

  private static func meet(_ place: String, _ database: Database) throws {
    let sql = """
      INSERT INTO place_above(place, above)
      WITH RECURSIVE above(name) AS (
        SELECT ? UNION
        SELECT parents.value FROM above CROSS JOIN setting ON setting.kind = 'place' AND setting.name = above.name
          CROSS JOIN json_each(setting.value, '$.parents') AS parents
      ) SELECT ?, name FROM above WHERE name IS NOT NULL
      """
    try database.cachedStatement(sql: sql).execute(arguments: [place, place])
  }

  /// What lies above these places, they themselves with it, in order, as the index has it.
  static func above(_ places: some Collection<String>, _ database: Database) throws -> [String] {
    // A copy that an older version made has no such table.
    guard !places.isEmpty, try database.tableExists("place_above") else { return [] }
    let statement = try database.cachedStatement(
      sql: "SELECT above FROM place_above INDEXED BY place_above_place WHERE place = ?")
    var above: Set<String> = []
    for place in places { above.formUnion(try String.fetchAll(statement, arguments: [place])) }
    return above.sorted()
  }

  /// What to ask the index for, to find all that lies in these places and nothing else: names under which all lies
  /// there, and the few places that are left over.
  static func cover(
    _ places: [String], _ database: Database
  ) throws -> (above: [String], places: [String]) {
    let sql = """
      SELECT above, place FROM place_above WHERE above IN (SELECT value FROM json_each(?)) ORDER BY above, place
      """
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: sql), arguments: [JSON.array(places.map(JSON.string)).text])
    var below: [String: Set<String>] = [:]
    while let row = try rows.next() { try below[row.value(0), default: []].insert(row.value(1)) }
    let within = Set(places)
    // What no record lies in is in no group, and need not be asked for.
    var left = Set(below.values.joined()).intersection(within)
    var above: [String] = []
    let groups = below.filter { $0.value.isSubset(of: within) }
    for (name, group) in groups.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) })
    where !group.isDisjoint(with: left) {
      above.append(name)
      left.subtract(group)
    }
    return (above, left.sorted())
  }
}
