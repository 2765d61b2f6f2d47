internal import Casework
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

/// Heads of records in `record`, their values in `record_body`, their themes in `record_theme`,
/// their places in `record_place`.
///
/// The columns of the head are written from the values, here and nowhere else.
enum RecordTable {
  /// What `due` holds when no clock runs.
  static let noDue = "9999-12-31"

  static func id(of reference: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM record WHERE reference = ?"), arguments: [reference])
  }

  /// The reference of one of the records that belong to another; nil when none does.
  static func anyChild(of reference: String, _ database: Database) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(sql: "SELECT reference FROM record WHERE parent = ? LIMIT 1"),
      arguments: [reference])
  }

  /// The records of a kind that belong to another, oldest first.
  static func children(of reference: String, kind: KindName, _ database: Database) throws -> [Record] {
    let sql = """
      SELECT uid, kind, reference, revision, body FROM record JOIN record_body USING(id)
      WHERE parent = ? AND kind = ? ORDER BY id
      """
    return try Row.all(sql, [reference, kind.rawValue], database).map(record)
  }

  /// The records of a kind that stand in a stage, or in any, oldest first.
  static func records(of kind: KindName, stage: String?, _ database: Database) throws -> [Record] {
    let sql = """
      SELECT uid, kind, reference, revision, body FROM record JOIN record_body USING(id)
      WHERE kind = ? AND (? IS NULL OR stage = ?) ORDER BY id
      """
    return try Row.all(sql, [kind.rawValue, stage, stage], database).map(record)
  }

  static func record(id: Int64, _ database: Database) throws -> Record? {
    let sql = """
      SELECT uid, kind, reference, revision, body FROM record JOIN record_body USING(id) WHERE id = ?
      """
    return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(record)
  }

  /// - Parameter uid: there is no index of these: not for what is done often.
  static func record(uid: String, _ database: Database) throws -> Record? {
    try Int64.fetchOne(
      database, sql: "SELECT id FROM record WHERE uid = ?", arguments: [Data(Identity.bytes(of: uid))]
    ).flatMap { try record(id: $0, database) }
  }

  static func record(_ reference: String, _ database: Database) throws -> Record? {
    try id(of: reference, database).flatMap { try record(id: $0, database) }
  }

  /// Throws when the row holds what no version of this program wrote.
  static func record(_ row: Row) throws -> Record {
    let body: String = try row.value(4)
    guard let kind = KindName(rawValue: try row.value(1)),
      case .object(let values)? = try? JSON(parsing: body)
    else { throw DatabaseError.unreadableRow }
    return try Record(
      uid: row.identity(0), kind: kind, reference: row.value(2), revision: row.value(3), values: values)
  }

  // MARK: - Writing

  /// - Parameter before: the record as it stands; nil when it is new.
  static func save(
    _ record: Record, before: Record?, _ tallies: inout TallyTable.Moves, _ pass: WritePass
  ) throws -> Int64 {
    guard let before else { return try insert(record, NewRows(record), &tallies, pass) }
    let isMoved = HeadingTallyTable.isMoved(from: before, to: record)
    let id = try update(record, from: before, isMoved: isMoved, &tallies, pass)
    try saveParts(of: record, id: id, before: before, isMoved: isMoved, pass)
    return id
  }

  /// What the rows of a new record hold, but for its reference: it takes time, and can be made beside the writing of
  /// others.
  struct NewRows: Sendable {
    fileprivate let head: StatementArguments
    fileprivate let group: TallyTable.Group
    /// The values, as canonical JSON.
    fileprivate let body: String

    init(_ record: Record) {
      let row = RecordRow(id: 0, record)
      head =
        StatementArguments(columns(row)) + [Data(Identity.bytes(of: record.uid)), record.kind.rawValue]
      group = TallyTable.group(of: row)
      body = JSON.object(record.values).text
    }
  }

  /// - Parameter rows: what was made of the record.
  static func insert(
    _ record: Record, _ rows: NewRows, _ tallies: inout TallyTable.Moves, _ pass: WritePass
  ) throws -> Int64 {
    try pass.run(
      """
      INSERT INTO record(title, stage, isOpen, owner, team, place, channel, party, parent, received, due,
        closed, awaitedSince, marking, circle, unread, paused, revision, uid, kind, reference)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, rows.head + [record.reference])
    let id = pass.database.lastInsertedRowID
    try pass.run("INSERT INTO record_body(id, body) VALUES (?, ?)", [id, rows.body])
    tallies.move(from: nil, to: rows.group)
    try saveParts(
      of: record, id: id, before: nil, isMoved: HeadingTallyTable.isMoved(from: nil, to: record), pass)
    return id
  }

  private static func saveParts(
    of record: Record, id: Int64, before: Record?, isMoved: Bool, _ pass: WritePass
  ) throws {
    try saveThemes(record, id: id, before: before, pass)
    try savePlaces(record, id: id, before: before, pass)
    try ReaderTable.save(record, id: id, before: before, pass)
    try RecordValueTable.save(record, id: id, before: before, pass)
    if isMoved { try HeadingTallyTable.add(id: id, pass) }
  }

  /// Writes the columns that differ: every other would be taken out of its indexes and put in again.
  private static func update(
    _ record: Record, from before: Record, isMoved: Bool, _ tallies: inout TallyTable.Moves, _ pass: WritePass
  ) throws -> Int64 {
    guard let id = try id(of: record.reference, pass.database) else {
      throw StoreError.noSuchRecord(record.reference)
    }
    if isMoved { try HeadingTallyTable.remove(id: id, pass) }
    let group = try TallyTable.group(ofRow: id, pass.database)
    let row = RecordRow(id: 0, record)
    tallies.move(from: group, to: TallyTable.group(of: row))
    let changed = zip(columnNames, zip(columns(RecordRow(id: 0, before)), columns(row))).filter {
      !$1.0.isWritten(like: $1.1)
    }
    if !changed.isEmpty {
      let assignments = changed.map { "\($0.0) = ?" }.joined(separator: ", ")
      try pass.run(
        "UPDATE record SET \(assignments) WHERE id = ?",
        StatementArguments(changed.map(\.1.1)) + [id])
    }
    try pass.run(
      "UPDATE record_body SET body = ? WHERE id = ?", [JSON.object(record.values).text, id])
    return id
  }

  /// What a check reads of each record, in the order in which ``isAsWritten(_:row:)`` compares it.
  static let checked = """
    SELECT id, uid, kind, reference, revision, body, title, stage, isOpen, owner, team, place, channel, party, parent,
      received, due, closed, awaitedSince, marking, circle, unread, paused
    FROM record LEFT JOIN record_body USING(id) WHERE id BETWEEN ? AND ? ORDER BY id
    """

  /// The record of such a row; nil when the row holds what no version of this program wrote.
  static func record(checked row: Statement) -> Record? {
    guard let kind = KindName(rawValue: row.text(at: 2)),
      case .object(let values)? = try? JSON(parsing: Array(row.bytes(at: 5)))
    else { return nil }
    return Record(
      uid: Identity.text(of: Array(row.blob(at: 1))), kind: kind, reference: row.text(at: 3),
      revision: Int(sqlite3_column_int64(row.sqliteStatement, 4)), values: values)
  }

  /// Whether the head's columns of such a row are those that this program writes for the record, byte for byte.
  static func isAsWritten(_ record: Record, row: Statement) -> Bool {
    let head = RecordRow(id: 0, record)
    let texts = [
      head.title, head.stage, nil, head.owner, head.team, head.place, head.channel, head.party, head.parent,
      head.received?.description ?? "", head.due?.description ?? noDue, head.closed?.description,
      head.awaitedSince?.description, head.marking.rawValue, head.circle?.rawValue,
    ]
    return row.holds(head.isOpen ? 1 : 0, at: 8) && row.holds(head.isUnread ? 1 : 0, at: 21)
      && row.holds(head.isPaused ? 1 : 0, at: 22) && row.holds(head.revision, at: 4)
      && row.holds(head.reference, at: 3)
      && texts.enumerated().allSatisfy { $0 == 2 || row.holds($1, at: CInt(6 + $0)) }
  }

  /// The columns of the head that may change, in the order of ``columns(_:)``.
  private static let columnNames = [
    "title", "stage", "isOpen", "owner", "team", "place", "channel", "party", "parent", "received", "due",
    "closed", "awaitedSince", "marking", "circle", "unread", "paused", "revision",
  ]

  private static func columns(_ row: RecordRow) -> [DatabaseValue] {
    let values: [(any DatabaseValueConvertible)?] = [
      row.title, row.stage, row.isOpen, row.owner, row.team, row.place, row.channel, row.party, row.parent,
      row.received?.description ?? "", row.due?.description ?? noDue, row.closed?.description,
      row.awaitedSince?.description, row.marking.rawValue, row.circle?.rawValue, row.isUnread, row.isPaused,
      row.revision,
    ]
    return values.map { $0?.databaseValue ?? .null }
  }

  private static func saveThemes(_ record: Record, id: Int64, before: Record?, _ pass: WritePass) throws {
    if let before {
      guard before.values[Head.themes.name] != record.values[Head.themes.name] else { return }
      try pass.run("DELETE FROM record_theme WHERE record = ?", [id])
    }
    for theme in Set(record[Head.themes] ?? []) {
      try pass.run("INSERT INTO record_theme(theme, record) VALUES (?, ?)", [theme, id])
    }
  }

  /// Every place that the record is about, so that one that serves two wards is found under both.
  private static func savePlaces(_ record: Record, id: Int64, before: Record?, _ pass: WritePass) throws {
    if let before {
      guard !before.allPlaces.elementsEqual(record.allPlaces, by: { $0.isSpelledLike($1) }) else { return }
      try pass.run("DELETE FROM record_place WHERE record = ?", [id])
    }
    try PlaceOrderTable.meet(record.allPlaces, pass)
    for place in record.allPlaces {
      try pass.run("INSERT INTO record_place(place, record) VALUES (?, ?)", [place, id])
    }
  }

  static func delete(id: Int64, _ tallies: inout TallyTable.Moves, _ pass: WritePass) throws {
    tallies.move(from: try TallyTable.group(ofRow: id, pass.database), to: nil)
    try HeadingTallyTable.remove(id: id, pass)
    try pass.run("DELETE FROM record WHERE id = ?", [id])
  }
}

extension DatabaseValue {
  /// Whether both are the same bytes: to Swift, one letter of two scalars is the same as that letter in one.
  func isWritten(like other: DatabaseValue) -> Bool {
    if case .string(let mine) = storage, case .string(let theirs) = other.storage {
      return mine.isSpelledLike(theirs)
    }
    return self == other
  }
}
