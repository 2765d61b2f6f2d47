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
  /// Who it is from, or about whom.
  package let party: String?
  /// The record that it belongs to.
  package let parent: String?
  package let received: Day?
  package let due: Day?
  package let closed: Day?
  /// Since when somebody owes the office an answer on it.
  package let awaitedSince: Day?
  package let marking: Marking
  /// Who alone may read it; nil for everybody.
  package let circle: Circle?
  package let isUnread: Bool
  package let isOpen: Bool
  /// A clock of it stands still.
  package let isPaused: Bool

  /// The head as the values of `record` have it: what is written, and what verification compares with.
  package init(id: Int64, _ record: Record) {
    let hooks = RecordKind.named(record.kind).hooks
    self.id = id
    kind = record.kind
    reference = record.reference
    revision = record.revision
    title = record[Head.title] ?? ""
    stage = record[Head.stage] ?? ""
    owner = record[Head.owner]
    team = record[Head.team]
    place = record[Head.place]
    channel = hooks.channel(record)
    party = hooks.party(record)
    parent = record[Head.parent]
    received = record[Head.received]
    due = record[Head.due]
    closed = record[Head.closed]
    awaitedSince = record.isClosed ? nil : hooks.awaitedSince(record)
    circle = record[Head.circle]
    marking = record[Head.marking] ?? .official
    isUnread = record[Head.isUnread] ?? false
    isOpen = !record.isClosed
    isPaused = hooks.isPaused(record)
  }

  package init(
    id: Int64, kind: KindName, reference: String, revision: Int, title: String, stage: String, owner: String?,
    team: String?, place: String?, channel: String?, party: String?, parent: String?, received: Day?,
    due: Day?, closed: Day?, awaitedSince: Day?, marking: Marking, circle: Circle?, isUnread: Bool,
    isOpen: Bool, isPaused: Bool
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
    self.party = party
    self.parent = parent
    self.received = received
    self.due = due
    self.closed = closed
    self.awaitedSince = awaitedSince
    self.marking = marking
    self.circle = circle
    self.isUnread = isUnread
    self.isOpen = isOpen
    self.isPaused = isPaused
  }
}

extension RecordRow {
  /// Whether it is a record that is opened for a reason alone: see ``Record/isRestricted``.
  package var isRestricted: Bool { marking == .restricted && circle == nil }

  /// The same row with another title and parent.
  package func replacing(title: String, parent: String?) -> RecordRow {
    RecordRow(
      id: id, kind: kind, reference: reference, revision: revision, title: title, stage: stage, owner: owner,
      team: team, place: place, channel: channel, party: party, parent: parent, received: received, due: due,
      closed: closed, awaitedSince: awaitedSince, marking: marking, circle: circle, isUnread: isUnread,
      isOpen: isOpen, isPaused: isPaused)
  }
}

extension Record {
  /// All places that the record is about: the one of the head, and those of its kind.
  package var allPlaces: [String] {
    var places = self[Head.place].map { [$0] } ?? []
    for place in RecordKind.named(kind).hooks.morePlaces(self) where !places.contains(place) {
      places.append(place)
    }
    return places
  }

  /// Names and addresses to be found by `from:`.
  package var people: [String] { RecordKind.named(kind).hooks.people(self) }

  /// What can be found of it besides title, people and contacts.
  package var words: [String] { RecordKind.named(kind).hooks.words(self) }
}
