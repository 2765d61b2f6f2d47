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

  /// The head as the values of `record` have it: what is written, and what verification compares with.
  package init(id: Int64, _ record: Record) {
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
    correspondent = record[CaseFile.correspondent] ?? record[CaseFile.address]
    received = record[Head.received]
    due = record[Head.due]
    marking = record[Head.marking] ?? .official
    isUnread = record[Head.isUnread] ?? false
    isOpen = !record.isClosed
  }

  package init(
    id: Int64, kind: KindName, reference: String, revision: Int, title: String, stage: String, owner:
    String?, team: String?, place: String?, channel: String?, correspondent: String?, received: Day?,
    due: Day?, marking: Marking, isUnread: Bool, isOpen: Bool
  ) {
    self.id = id
    self.kind = kind
    self.reference = reference
    self.revision = revision
    self.title = title
    self.stage = stage
    self.owner = owner
    self.team = team
    self.place = place
    self.channel = channel
    self.correspondent = correspondent
    self.received = received
    self.due = due
    self.marking = marking
    self.isUnread = isUnread
    self.isOpen = isOpen
  }
}
