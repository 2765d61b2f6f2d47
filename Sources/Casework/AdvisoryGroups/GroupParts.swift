// What a group consists of: values that stand in lists of its record and are changed only by acts.

/// On whose side somebody sits at the table. Source: requirements D5, "attendees by side".
package enum GroupSide: String, FieldValue, CaseIterable {
  case community, force, office, partner

  package var label: Message {
    switch self {
    case .community: "Community"
    case .force: "Force"
    case .office: "Office of the Commissioner"
    case .partner: "Partners"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// Somebody who belongs to a group.
package struct GroupMember: Sendable, Equatable {
  package var name: String
  package var side: GroupSide
  package var from: Day
  /// The day on which they left; nil while they belong to it.
  package var to: Day?
  /// Whether they agreed that minutes for everybody name them. Source: requirements D7.
  package var mayBeNamed: Bool

  package init(name: String, side: GroupSide, from: Day, to: Day? = nil, mayBeNamed: Bool = false) {
    self.name = name
    self.side = side
    self.from = from
    self.to = to
    self.mayBeNamed = mayBeNamed
  }
}

extension GroupMember: FieldValue {
  package init?(json: JSON) {
    guard let name = json["name"]?.string, let side = json["side"].flatMap(GroupSide.init(json:)),
      let from = json["from"].flatMap(Day.init(json:))
    else { return nil }
    self.init(
      name: name, side: side, from: from, to: json["to"].flatMap(Day.init(json:)),
      mayBeNamed: json["mayBeNamed"] == true)
  }

  package var json: JSON {
    .members([
      "name": name.json, "side": side.json, "from": from.json, "to": to?.json,
      "mayBeNamed": mayBeNamed.json,
    ])
  }
}

/// A seat that somebody has to take at every meeting, such as "PCC". Source: requirements IA-04.
package struct RequiredSeat: Sendable, Equatable {
  package var name: String
  /// Who takes it, so that their name alone fills the seat; nil when that differs from meeting to meeting.
  package var holder: String?
  /// Nil when it was always required.
  package var from: Day?
  /// The first day on which it was required no more.
  package var to: Day?

  package init(name: String, holder: String? = nil, from: Day? = nil, to: Day? = nil) {
    self.name = name
    self.holder = holder
    self.from = from
    self.to = to
  }

  func isRequired(on day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day < $0 } ?? true)
  }
}

extension RequiredSeat: FieldValue {
  package init?(json: JSON) {
    guard let name = json["name"]?.string else { return nil }
    self.init(
      name: name, holder: json["holder"]?.string, from: json["from"].flatMap(Day.init(json:)),
      to: json["to"].flatMap(Day.init(json:)))
  }

  package var json: JSON {
    .members(["name": name.json, "holder": holder?.json, "from": from?.json, "to": to?.json])
  }
}

/// An office that somebody was given at an annual general meeting, for twelve months.
package struct OfficeTerm: Sendable, Equatable {
  package var office: String
  package var holder: String
  /// The day of the meeting.
  package var from: Day
  /// The day on which the term has ended: twelve months after the meeting.
  package var to: Day
  /// The meeting that made the appointment.
  package var meeting: String
  /// The number of the item of its minutes.
  package var item: String

  package init(office: String, holder: String, from: Day, meeting: String, item: String) {
    self.init(
      office: office, holder: holder, from: from, to: from.adding(months: Self.months), meeting: meeting,
      item: item)
  }

  private init(office: String, holder: String, from: Day, to: Day, meeting: String, item: String) {
    self.office = office
    self.holder = holder
    self.from = from
    self.to = to
    self.meeting = meeting
    self.item = item
  }

  /// Source: requirements IA-01, "the Chair was appointed for another year".
  private static let months = 12
}

extension OfficeTerm: FieldValue {
  package init?(json: JSON) {
    guard let office = json["office"]?.string, let holder = json["holder"]?.string,
      let from = json["from"].flatMap(Day.init(json:)), let to = json["to"].flatMap(Day.init(json:)),
      let meeting = json["meeting"]?.string, let item = json["item"]?.string
    else { return nil }
    self.init(office: office, holder: holder, from: from, to: to, meeting: meeting, item: item)
  }

  package var json: JSON {
    [
      "office": office.json, "holder": holder.json, "from": from.json, "to": to.json,
      "meeting": meeting.json, "item": item.json,
    ]
  }
}

extension JSON {
  /// An object of those members that have a value.
  static func members(_ members: [String: JSON?]) -> JSON { .object(members.compactMapValues { $0 }) }
}

extension String {
  /// Whether both are the same name, however it is written in large and small letters.
  func isSameName(as other: String) -> Bool { trimmed.lowercased() == other.trimmed.lowercased() }

  /// Without white space at either end.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(
      start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
  }
}
