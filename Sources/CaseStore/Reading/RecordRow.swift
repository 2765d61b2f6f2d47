package import Casework
internal import GRDB

/// One line of a list: the head of a record.
package struct RecordRow: Sendable, Equatable {
  /// The row's place in the store; rises with the order of arrival.
  package let id: Int64
  package let kind: KindName
  package let reference: String
  package let revision: Int
  package let title: String
  package let stage: String
  package let owner: String?
  package let team: String?
  package let place: String?
  package let channel: String?
  package let correspondent: String?
  package let received: Day?
  package let due: Day?
  package let marking: Marking
  package let isUnread: Bool
  package let isOpen: Bool

  static let columns = """
    record.id, record.kind, record.reference, record.revision, record.title, record.stage, record.owner,
    record.team, record.place, record.channel, record.correspondent, record.received, record.due,
    record.marking, record.unread, record.isOpen
    """

  /// The head as the values of `record` have it: what is written, and what verification compares with.
  init(id: Int64, _ record: Record) {
    self.id = id
    kind = record.kind
    reference = record.reference
    revision = record.revision
    title = record[Head.title] ?? ""
    stage = record[Head.stage] ?? ""
    owner = record[Head.owner]
    team = record[Head.team]
    place = record[Head.place]
    channel = record[CaseFile.channel]?.rawValue
    correspondent = record[CaseFile.correspondent]
    received = record[Head.received]
    due = record[Head.due]
    marking = record[Head.marking] ?? .official
    isUnread = record[Head.isUnread] ?? false
    isOpen = !record.isClosed
  }

  init(_ row: Row) {
    id = row[0]
    kind = KindName(rawValue: row[1]) ?? .caseFile
    reference = row[2]
    revision = row[3]
    title = row[4]
    stage = row[5]
    owner = row[6]
    team = row[7]
    place = row[8]
    channel = row[9]
    correspondent = row[10]
    received = Day(row[11] as String)
    let due: String = row[12]
    self.due = due == RecordTable.noDue ? nil : Day(due)
    marking = Marking(rawValue: row[13]) ?? .restricted
    isUnread = row[14]
    isOpen = row[15]
  }
}

/// In which order a list stands.
package enum ListOrder: String, Sendable, CaseIterable {
  /// The last that arrived first.
  case newest
  /// What is due soonest first; what has no clock last, in order of arrival.
  case due
}

/// One page of a list.
package struct ListRequest: Sendable, Equatable {
  package var query: Query
  package var order: ListOrder
  /// The page begins after this row; nil for the first page.
  package var after: RecordRow?
  package var limit: Int
  /// For `is:overdue`: the day in London.
  package var today: Day

  package init(
    _ query: Query = .all, order: ListOrder = .newest, after: RecordRow? = nil, limit: Int = 50, today: Day
  ) {
    self.query = query
    self.order = order
    self.after = after
    self.limit = limit
    self.today = today
  }
}
