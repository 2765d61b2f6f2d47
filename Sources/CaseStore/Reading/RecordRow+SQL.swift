internal import Casework
internal import GRDB

extension RecordRow {
  /// What a list statement selects, in the order of ``init(_:)``.
  static let columns = """
    record.id, record.kind, record.reference, record.revision, record.title, record.stage, record.owner,
    record.team, record.place, record.channel, record.correspondent, record.received, record.due,
    record.marking, record.unread, record.isOpen
    """

  init(_ row: Row) {
    let due: String = row[12]
    self.init(
      id: row[0], kind: KindName(rawValue: row[1]) ?? .caseFile, reference: row[2], revision: row[3],
      title: row[4], stage: row[5], owner: row[6], team: row[7], place: row[8], channel: row[9],
      correspondent: row[10], received: Day(row[11] as String), due: due == RecordTable.noDue ? nil : Day(due),
      marking: Marking(rawValue: row[13]) ?? .restricted, isUnread: row[14], isOpen: row[15])
  }
}
