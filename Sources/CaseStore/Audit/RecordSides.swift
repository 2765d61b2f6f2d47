internal import Casework
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

/// What the tables beside `record` hold of a range of records: themes, places, readers, single values, the sketches of
/// letters. Each table is read once, along its index of records, and not once for each record.
struct RecordSides {
  private var themes: SideRows
  private var places: SideRows
  private var readers: SideRows
  private var values: SideRows
  /// Nil in a copy that an older version made.
  private var sketches: SideRows?
  private var keys: SideRows?

  init(_ range: ClosedRange<Int64>, _ database: Database) throws {
    themes = try SideRows("record_theme", "theme", range, database)
    places = try SideRows("record_place", "place", range, database)
    readers = try SideRows("record_reader", "account, isWalled", range, database)
    values = try SideRows("record_value", "field, value", range, database)
    guard try database.tableExists("letter_sketch") else { return }
    sketches = try SideRows("letter_sketch", "sketch", range, database)
    keys = try SideRows("letter_key", "key", range, database)
  }

  /// Moves on to a record; the rows of the tables rise.
  mutating func move(to id: Int64) throws -> RecordSide {
    var side = RecordSide()
    try themes.each(of: id) { side.themes.append($0.text(at: 1)) }
    try places.each(of: id) { side.places.append($0.text(at: 1)) }
    try readers.each(of: id) {
      side.readers.append(
        (account: $0.text(at: 1), isWalled: sqlite3_column_int64($0.sqliteStatement, 2) != 0))
    }
    try values.each(of: id) { side.values.append((field: $0.text(at: 1), value: $0.text(at: 2))) }
    side.hasLetters = sketches != nil
    try sketches?.each(of: id) { side.sketch = Array($0.blob(at: 1)) }
    try keys?.each(of: id) { side.keys.append(sqlite3_column_int64($0.sqliteStatement, 1)) }
    return side
  }
}

/// What the tables beside `record` hold of one record.
struct RecordSide {
  var themes: [String] = []
  var places: [String] = []
  var readers: [(account: String, isWalled: Bool)] = []
  var values: [(field: String, value: String)] = []
  /// Whether the store has tables of letters.
  var hasLetters = false
  var sketch: [UInt8]?
  var keys: [Int64] = []
}

/// The rows of one table, in the order of the records to which they belong.
private struct SideRows {
  private let rows: Statement
  private var isAtRow: Bool

  init(_ table: String, _ columns: String, _ range: ClosedRange<Int64>, _ database: Database) throws {
    rows = try database.makeStatement(
      sql: "SELECT record, \(columns) FROM \(table) WHERE record BETWEEN ? AND ? ORDER BY record")
    try rows.setArguments([range.lowerBound, range.upperBound])
    isAtRow = try rows.hasRow()
  }

  mutating func each(of id: Int64, _ body: (Statement) -> Void) throws {
    while isAtRow {
      let record = sqlite3_column_int64(rows.sqliteStatement, 0)
      guard record <= id else { return }
      if record == id { body(rows) }
      isAtRow = try rows.hasRow()
    }
  }
}
