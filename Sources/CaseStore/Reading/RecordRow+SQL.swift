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

  init(_ row: Row) throws {
    let due: String = try row.value(12)
    try self.init(
      id: row.value(0), kind: KindName(rawValue: row.value(1)) ?? .caseFile, reference: row.value(2),
      revision: row.value(3), title: row.value(4), stage: row.value(5), owner: row.value(6),
      team: row.value(7), place: row.value(8), channel: row.value(9), party: row.value(10),
      parent: row.value(16),
      received: Day(row.value(11) as String), due: due == RecordTable.noDue ? nil : Day(due),
      closed: (row.value(17) as String?).flatMap { Day($0) },
      awaitedSince: (row.value(18) as String?).flatMap { Day($0) },
      marking: Marking(rawValue: row.value(13)) ?? .restricted,
      circle: (row.value(19) as String?).map(Circle.init(rawValue:)), isUnread: row.value(14),
      isOpen: row.value(15), isPaused: row.value(20))
  }
}
