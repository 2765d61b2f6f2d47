internal import Casework
internal import GRDB

/// Compares how the file is built with how this program builds one: tables, indexes, triggers, views, the settings of
/// the search index and the marks of the file. Source: reliability B.2, acts 12 and 20.
enum SchemaVerification {
  /// What differs, and whether the tables can be read although it does.
  static func compare(_ database: Database) throws -> (faults: [Message], canBeRead: Bool) {
    let expected = try pristine(like: database)
    let found = try Shape(database)
    var faults: [Message] = []
    var canBeRead = true
    for object in Set(found.objects.keys).union(expected.objects.keys).sorted() {
      switch (found.objects[object], expected.objects[object]) {
      case (let sql?, let built?) where sql.isSpelledLike(built): continue
      case (_?, nil): faults.append("there is a \(object.type) '\(object.name)' that Casebook did not make")
      case (nil, _):
        faults.append("the \(object.type) '\(object.name)' is gone")
        canBeRead = canBeRead && object.type != "table"
      case (_?, _?):
        faults.append("the \(object.type) '\(object.name)' is not built as Casebook builds it")
        canBeRead = canBeRead && object.type != "table"
      }
    }
    if found.marks != expected.marks { faults.append("the marks of the file's version were changed") }
    if canBeRead, found.indexSettings != expected.indexSettings {
      faults.append("the settings of the search index were changed")
    }
    return (faults, canBeRead)
  }

  /// An empty store in memory, brought as far as the file is.
  private static func pristine(like database: Database) throws -> Shape {
    let queue = try DatabaseQueue(configuration: Connection.configuration())
    let applied = try Schema.migrator.completedMigrations(database)
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    }
    if let last = applied.last { try Schema.migrator.migrate(queue, upTo: last) }
    return try queue.read(Shape.init)
  }
}

/// How a file is built, in short.
private struct Shape {
  let objects: [Object: String]
  /// `application_id` and `user_version`.
  let marks: [Int]
  let indexSettings: [String]

  init(_ database: Database) throws {
    var objects: [Object: String] = [:]
    // SQLite takes bytes for words here; who asks it for the names of the tables does not.
    let sql = """
      SELECT type, name, coalesce(sql, '') FROM main.sqlite_schema
      WHERE typeof(type) || typeof(name) || typeof(tbl_name) = 'texttexttext' AND typeof(sql) IN ('text', 'null')
      """
    for row in try Row.fetchAll(database, sql: sql) {
      try objects[Object(type: row.value(0), name: row.value(1))] = row.value(2)
    }
    self.objects = objects
    marks = [
      try Int.fetchOne(database, sql: "PRAGMA main.application_id") ?? 0,
      try Int.fetchOne(database, sql: "PRAGMA main.user_version") ?? 0,
    ]
    // A store without the table says so by its objects.
    let hasIndex = objects[Object(type: "table", name: "search_config")] != nil
    indexSettings =
      hasIndex
      ? try String.fetchAll(database, sql: "SELECT k || ' ' || v FROM main.search_config ORDER BY k") : []
  }

  struct Object: Hashable, Comparable {
    let type: String
    let name: String

    static func < (one: Object, other: Object) -> Bool { (one.type, one.name) < (other.type, other.name) }
  }
}
