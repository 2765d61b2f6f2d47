internal import Casework
internal import GRDB

/// Who may read what the log says of a record, also when the record is gone.
struct LoggedCircles {
  let reader: Actor
  /// By uid.
  private var known: [String: Bool] = [:]

  init(reader: Actor) {
    self.reader = reader
  }

  /// Whether the reader may see the detail of an entry.
  mutating func isOpen(_ entry: AuditEntry, _ database: Database) throws -> Bool {
    guard KindName(rawValue: entry.kind) != nil else { return true }
    if let answer = known[entry.uid] { return answer }
    let answer = try circle(of: entry, database).map(reader.circles.contains) ?? true
    known[entry.uid] = answer
    return answer
  }

  /// Of a damaged store a record that cannot be read is as good as gone.
  private func standing(_ entry: AuditEntry, _ database: Database) throws -> Record? {
    do { return try RecordTable.record(entry.reference, database) } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CORRUPT
    { return nil }
  }

  /// The record's circle as it stands; for a record that was taken back, the last one that the log knows.
  private func circle(of entry: AuditEntry, _ database: Database) throws -> Circle? {
    if let record = try standing(entry, database), record.uid == entry.uid { return record[Head.circle] }
    return try AuditTable.of(uid: entry.uid, database).reversed().lazy.compactMap { entry in
      let change = ChangeDetail(json: entry.parsedDetail).fields[Head.circle.name]
      return change.flatMap { Circle(json: $0.after) ?? Circle(json: $0.before) }
    }.first
  }
}
