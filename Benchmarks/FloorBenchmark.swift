import GRDBSQLite
import Glibc
import TerminalHarness

/// The least that an import can take: the rows that one made, written into a fresh store of the same tables, indexes and
/// settings by bare calls of SQLite, in transactions of the same size. Nothing is read of mail, and nothing is computed.
///
/// Of the search index, which keeps no text, the words are taken from the records and letters; what stands there for
/// places and readers is two made-up words. Reading the rows is not measured. It has one thread.
struct FloorBenchmark {
  let ground: Ground
  private let letters = 4000

  /// The seconds of writing, and those of the processor.
  struct Cost {
    var wall = 0.0
    var processor = 0.0

    static func += (sum: inout Cost, more: Cost) {
      sum.wall += more.wall
      sum.processor += more.processor
    }
  }

  func run() throws -> Cost {
    let source = try Floor(ground.store)
    let target = try Floor(ground.folder + "/floor.sqlite")
    try target.prepare(like: source)
    sync()
    let count = try source.integer("SELECT count(*) FROM contact")
    let batches = max(1, (count + letters - 1) / letters)
    let newest = try source.integer("SELECT max(id) FROM record")
    let entries = try source.integer("SELECT max(seq) FROM audit")
    var cost = Cost()
    var done = (record: 0, contact: 0, blob: 0, entry: 0)
    for batch in 1...batches {
      let isLast = batch == batches
      let record = newest * batch / batches
      // Letters up to the first of a record that is not there yet.
      let contact =
        isLast
        ? Int(Int32.max) : try source.integer("SELECT min(id) - 1 FROM contact WHERE record > \(record)")
      let blob = try source.integer("SELECT max(blob) FROM contact WHERE id <= \(contact)")
      let entry = entries * batch / batches
      var rows: [FloorRows] = []
      let ofRecords = "BETWEEN \(done.record + 1) AND \(record)"
      rows.append(try source.rows("record", "id \(ofRecords) ORDER BY id"))
      rows.append(try source.rows("record_body", "id \(ofRecords) ORDER BY id"))
      rows.append(try source.rows("blob", "id BETWEEN \(done.blob + 1) AND \(blob) ORDER BY id"))
      rows.append(try source.rows("contact", "id BETWEEN \(done.contact + 1) AND \(contact) ORDER BY id"))
      rows.append(try source.rows("audit", "seq BETWEEN \(done.entry + 1) AND \(entry) ORDER BY seq"))
      for table in ["record_theme", "record_place", "record_value", "record_reader", "letter_sketch"] {
        rows.append(try source.rows(table, "record \(ofRecords)"))
      }
      rows.append(try source.rows("letter_key", "record \(ofRecords) ORDER BY key, record"))
      rows.append(try source.words(ofRecords: ofRecords))
      if isLast {
        for table in ["term", "counter", "setting"] { rows.append(try source.rows(table, "1")) }
      }
      cost += try target.measured {
        try target.run("BEGIN IMMEDIATE")
        for row in rows { try target.write(row) }
        try target.run("COMMIT")
      }
      for row in rows { row.free() }
      done = (record, contact, blob, entry)
    }
    cost += try target.measured {
      try target.run("INSERT INTO search(search) VALUES ('optimize')")
      try target.run("PRAGMA synchronous = FULL")
      try target.run("PRAGMA wal_checkpoint(PASSIVE)")
    }
    return cost
  }

}

/// Rows as SQLite has them, with the statement that writes them.
private struct FloorRows {
  let insert: String
  var values: [OpaquePointer?] = []
  var width = 0

  func free() {
    for value in values { sqlite3_value_free(value) }
  }
}

/// A file of SQLite, without anything between.
private final class Floor {
  private var handle: OpaquePointer?

  init(_ path: String) throws {
    guard sqlite3_open(path, &handle) == SQLITE_OK else { throw failure() }
  }

  deinit {
    sqlite3_close_v2(handle)
  }

  /// Gives it the tables and indexes of another, and the settings of an import.
  func prepare(like source: Floor) throws {
    let settings = [
      "page_size = 8192", "auto_vacuum = \(try source.integer("PRAGMA auto_vacuum"))", "journal_mode = WAL",
      "synchronous = NORMAL", "wal_autocheckpoint = 16000", "cache_size = -65536", "secure_delete = ON",
      "foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON",
    ]
    for setting in settings { try run("PRAGMA \(setting)") }
    // What belongs to the search index comes with it.
    let wanted = "sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*'"
    for type in ["table", "index", "view"] {
      for sql in try source.texts("SELECT sql FROM sqlite_schema WHERE type = '\(type)' AND \(wanted)") {
        try run(sql)
      }
    }
    try run("INSERT INTO search(search, rank) VALUES ('hashsize', 32000000)")
  }

  func run(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  func integer(_ sql: String) throws -> Int {
    let statement = try prepared(sql)
    defer { sqlite3_finalize(statement) }
    guard sqlite3_step(statement) == SQLITE_ROW else { throw failure() }
    return Int(sqlite3_column_int64(statement, 0))
  }

  func texts(_ sql: String) throws -> [String] {
    let statement = try prepared(sql)
    defer { sqlite3_finalize(statement) }
    var texts: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      texts.append(String(cString: sqlite3_column_text(statement, 0)))
    }
    return texts
  }

  /// Rows of a table, with what writes them again.
  func rows(_ table: String, _ condition: String) throws -> FloorRows {
    let columns = try integer("SELECT count(*) FROM pragma_table_info('\(table)')")
    let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
    // What a new store has by itself is there already.
    return try read(
      "SELECT * FROM \(table) WHERE \(condition)", "INSERT OR IGNORE INTO \(table) VALUES (\(marks))")
  }

  /// What the search index takes of records.
  func words(ofRecords range: String) throws -> FloorRows {
    let text = """
      CASE WHEN textStart IS NULL THEN text ELSE CAST(substr(blob.bytes, textStart, textLength) AS TEXT) END
      """
    let gathered = """
      SELECT record.id, title, reference || char(10) || group_concat(senderName || char(10) || senderAddress, char(10)),
        group_concat(\(text), char(10)), char(57344) || 'case ' || char(57344) || 'email'
      FROM record JOIN contact ON contact.record = record.id LEFT JOIN blob ON blob.id = contact.blob
      WHERE record.id \(range) GROUP BY record.id ORDER BY record.id
      """
    return try read(
      gathered, "INSERT INTO search(rowid, title, people, text, circle) VALUES (?, ?, ?, ?, ?)")
  }

  private func read(_ select: String, _ insert: String) throws -> FloorRows {
    let statement = try prepared(select)
    defer { sqlite3_finalize(statement) }
    var rows = FloorRows(insert: insert)
    rows.width = Int(sqlite3_column_count(statement))
    while sqlite3_step(statement) == SQLITE_ROW {
      for column in 0..<CInt(rows.width) {
        rows.values.append(sqlite3_value_dup(sqlite3_column_value(statement, column)))
      }
    }
    return rows
  }

  func write(_ rows: FloorRows) throws {
    let statement = try prepared(rows.insert)
    defer { sqlite3_finalize(statement) }
    for row in stride(from: 0, to: rows.values.count, by: max(1, rows.width)) {
      for column in 0..<rows.width {
        sqlite3_bind_value(statement, CInt(column + 1), rows.values[row + column])
      }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
      sqlite3_reset(statement)
    }
  }

  func measured(_ body: () throws -> Void) rethrows -> FloorBenchmark.Cost {
    let (start, used) = (ContinuousClock.now, Processor.seconds(RUSAGE_SELF))
    try body()
    return FloorBenchmark.Cost(
      wall: (ContinuousClock.now - start).seconds, processor: Processor.seconds(RUSAGE_SELF) - used)
  }

  private func prepared(_ sql: String) throws -> OpaquePointer? {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure() }
    return statement
  }

  private func failure() -> HarnessError {
    HarnessError(description: String(cString: sqlite3_errmsg(handle)))
  }
}

/// What processors have done.
enum Processor {
  /// Seconds in programs and in the system: of this process (`RUSAGE_SELF`), or of all that it started and that ended.
  static func seconds(_ whose: __rusage_who) -> Double {
    var usage = rusage()
    getrusage(whose.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
