internal import Casework
internal import GRDB

extension RecordRow {
  /// What a list statement selects, in the order of ``init(_:)``.
  static let columns = """
    record.id, record.kind, record.reference, record.revision, record.title, record.stage, record.owner,
    record.team, record.place, record.channel, record.party, record.received, record.due,
    record.marking, record.unread, record.isOpen, record.parent, record.closed, record.awaitedSince,
    record.circle, record.paused
    """

  /// Where the column stands by which an order sorts; nil for those that sort by the place in the store.
  static func column(of order: ListOrder) -> Int? {
    switch order {
    case .newest, .best: nil
    case .reference: 2
    case .title: 4
    case .stage: 5
    case .owner: 6
    case .place: 8
    case .party: 10
    case .received: 11
    case .due: 12
    }
  }

  init(_ row: Row) {
    let due: String = row[12]
    self.init(
      id: row[0], kind: KindName(rawValue: row[1]) ?? .caseFile, reference: row[2], revision: row[3],
      title: row[4], stage: row[5], owner: row[6], team: row[7], place: row[8], channel: row[9],
      party: row[10], parent: row[16], received: Day(row[11] as String),
      due: due == RecordTable.noDue ? nil : Day(due), closed: (row[17] as String?).flatMap { Day($0) },
      awaitedSince: (row[18] as String?).flatMap { Day($0) },
      marking: Marking(rawValue: row[13]) ?? .restricted,
      circle: (row[19] as String?).map(Circle.init(rawValue:)), isUnread: row[14], isOpen: row[15],
      isPaused: row[20])
  }
}
