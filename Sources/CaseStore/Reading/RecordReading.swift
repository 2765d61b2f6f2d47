internal import Casework
internal import GRDB

/// Single records as one reader may see them.
enum RecordReading {
  /// Nil when there is no such record, and when the reader may not see it: the two look the same.
  static func record(
    _ reference: String, for reader: Actor, _ database: Database
  ) throws -> (id: Int64, record: Record)? {
    guard let id = try id(typed: reference, database), let record = try RecordTable.record(id: id, database),
      record.isVisible(to: reader)
    else { return nil }
    return (id, record)
  }

  /// As it is spelled, or in capital letters, as our own references are.
  static func id(typed reference: String, _ database: Database) throws -> Int64? {
    try RecordTable.id(of: reference, database) ?? RecordTable.id(of: reference.uppercased(), database)
  }

  /// Above this many, what belongs to a record is to be found by `in:`.
  static let mostChildren = 300

  static func view(_ reference: String, for reader: Actor, _ database: Database) throws -> RecordView? {
    guard let (id, record) = try record(reference, for: reader, database) else { return nil }
    return RecordView(
      record: record, contacts: try ContactTable.of(record: id, database).map(\.contact),
      children: try children(of: record.reference, for: reader, database),
      parent: try record[Head.parent].flatMap { try row(of: $0, for: reader, database) },
      agenda: try agenda(of: record, for: reader, database),
      related: try related(to: record, for: reader, database),
      campaign: record.kind == .caseFile ? try CampaignReading.note(of: id, for: reader, database) : nil)
  }

  /// What the text of a record needs besides: the records that it names, and some of those that belong to it.
  private static func related(
    to record: Record, for reader: Actor, _ database: Database
  ) throws -> [Record] {
    let hooks = RecordKind.named(record.kind).hooks
    let named = try hooks.mentions(record).compactMap { try RecordTable.record($0, database) }
    let below = try hooks.needed.flatMap {
      try RecordTable.children(of: record.reference, kind: $0, database)
    }
    return (named + below).filter { $0.isVisible(to: reader) }
  }

  private static func children(
    of reference: String, for reader: Actor, _ database: Database
  ) throws -> [RecordRow] {
    let sql = """
      SELECT \(RecordRow.columns) FROM record INDEXED BY record_parent
      WHERE parent = ? AND \(QuerySQL.access(for: reader)) ORDER BY kind, id
      """
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: sql),
      arguments: [reference] + QuerySQL.accessArguments(for: reader))
    var children: [RecordRow] = []
    while children.count < mostChildren, let row = try rows.next() { children.append(try RecordRow(row)) }
    return children
  }

  /// Of a meeting: what was kept with its minutes, or else what stands on its agenda now.
  private static func agenda(
    of record: Record, for reader: Actor, _ database: Database
  ) throws -> [AgendaEntry] {
    guard record.kind == .meeting else { return [] }
    return try ReaderRegister.reading(reader, database) { Agenda.entries(of: record, $0) }
  }

  private static func row(of reference: String, for reader: Actor, _ database: Database) throws -> RecordRow?
  {
    guard let id = try RecordTable.id(of: reference, database),
      try RecordTable.record(id: id, database)?.isVisible(to: reader) == true
    else { return nil }
    return try ListReading.row(id: id, database)
  }

  /// - Parameter only: the row of a record, when no other is asked for.
  static func each(
    _ query: Query, today: Day, for reader: Actor, only id: Int? = nil, _ database: Database,
    _ body: (Record) throws -> Void
  ) throws {
    guard var found = try FoundRows(query, today: today, reader: reader, database) else { return }
    if let id { found.narrow(to: "record.id = ?", [id]) }
    let rows = try found.cursor(
      "record.uid, record.kind, record.reference, record.revision, record_body.body",
      join: "JOIN record_body ON record_body.id = record.id", end: "ORDER BY \(found.place)", database)
    while let row = try rows.next() { try body(try RecordTable.record(row)) }
  }
}
