/// What can be done to a group: who belongs to it, who must be there, who holds its offices.
///
/// Source: requirements IA-01, IA-04, D7.
package enum GroupActs {
  package static let name = Field<String>("name", "Name", .text, isRequired: true)
  package static let side = Field<GroupSide>(
    "side", "Side", .choice(GroupSide.choices),
    help: "For whom they sit at the table; for the community when it is empty.")
  package static let from = Field<Day>("from", "From", .day)
  package static let on = Field<Day>("on", "On", .day)
  package static let mayBeNamed = Field<Bool>(
    "mayBeNamed", "May be named to the public", .flag,
    help: "Whether minutes for the public may have their name.")
  package static let holder = Field<String>(
    "holder", "Taken by", .text,
    help:
      "Who takes the seat, so that their name alone fills it; empty when it differs from meeting to meeting.")
  package static let office = Field<String>(
    "office", "Office", .text, isRequired: true,
    help: "Such as Chair; it is held for twelve months from the meeting.")
  package static let meeting = Field<String>(
    "meeting", "Annual general meeting", .record, isRequired: true, help: "The meeting whose minutes say so.")
  package static let item = Field<String>(
    "item", "Item of its minutes", .text, isRequired: true,
    help: "The number that it has in those minutes, such as 2.")

  static let all = [
    Act(
      "appoint", "appoint",
      "record who an annual general meeting gave an office, with the item of its minutes",
      inputs: [
        office.description, holder.called("Holder", isRequired: true), meeting.description, item.description,
      ],
      isAdding: true,
      perform: { decision, said, facts throws(RuleRefusal) in try decision.appoint(said, facts) }),
    Act(
      "member", "member", "add somebody who belongs to the group",
      inputs: [name.description, side.description, from.description, mayBeNamed.description], isAdding: true,
      perform: { decision, said, facts throws(RuleRefusal) in try decision.record.addMember(said, facts) }),
    Act(
      "naming", "naming", "record whether minutes for the public may name a member",
      inputs: [name.description, mayBeNamed.called(isRequired: true)], isAdding: true,
      isOffered: { !($0[AdvisoryGroup.members] ?? []).isEmpty },
      perform: { decision, said, _ throws(RuleRefusal) in
        try decision.record.changeMember(said[name] ?? "") { $0.mayBeNamed = said[mayBeNamed] ?? false }
      }),
    Act(
      "leave", "member leaves", "record that a member has left", inputs: [name.description, on.description],
      isAdding: true, isOffered: { ($0[AdvisoryGroup.members] ?? []).contains { $0.to == nil } },
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.record.changeMember(said[name] ?? "") { $0.to = said[on] ?? facts.today }
      }),
    Act(
      "seat", "require seat", "require a seat at every meeting, or say who takes it",
      inputs: [name.called("Seat"), holder.description, from.description], isAdding: true,
      perform: { decision, said, _ throws(RuleRefusal) in decision.record.require(seat: said) }),
    Act(
      "unseat", "seat not required", "require a seat no more",
      inputs: [name.called("Seat"), on.description], isAdding: true,
      isOffered: { ($0[AdvisoryGroup.seats] ?? []).contains { $0.to == nil } },
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.record.release(seat: said[name] ?? "", on: said[on] ?? facts.today)
      }),
  ]
}

extension Decision {
  /// Only the minute of an annual general meeting of this group gives an office. Source: requirements IA-01.
  fileprivate mutating func appoint(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    let meeting = try facts.register.require(said[GroupActs.meeting] ?? "", .meeting, for: .group)
    guard meeting[Head.parent] == record.reference, meeting[Meeting.type] == .agm,
      let day = meeting[Head.received]
    else { throw .notAnAGM(meeting.reference, of: record.reference) }
    let number = said[GroupActs.item] ?? ""
    guard let item = meeting.minuteItem(number) else { throw .noSuchItem(number, in: meeting.reference) }
    let office = (said[GroupActs.office] ?? "").trimmed
    let terms = record[AdvisoryGroup.offices] ?? []
    guard !terms.contains(where: { $0.office.isSameName(as: office) && $0.from == day }) else {
      throw .officeGivenAlready(office, on: day)
    }
    record[AdvisoryGroup.offices] =
      terms + [
        OfficeTerm(
          office: office, holder: (said[GroupActs.holder] ?? "").trimmed,
          from: day, meeting: meeting.reference, item: item.number)
      ]
  }
}

extension Record {
  fileprivate mutating func addMember(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    let name = (said[GroupActs.name] ?? "").trimmed
    var members = self[AdvisoryGroup.members] ?? []
    guard !members.contains(where: { $0.to == nil && $0.name.isSameName(as: name) }) else {
      throw .memberAlready(name, of: reference)
    }
    members.append(
      GroupMember(
        name: name, side: said[GroupActs.side] ?? .community, from: said[GroupActs.from] ?? facts.today,
        mayBeNamed: said[GroupActs.mayBeNamed] ?? false))
    self[AdvisoryGroup.members] = members
  }

  /// Changes the member of this name who has not left.
  fileprivate mutating func changeMember(
    _ name: String, _ change: (inout GroupMember) -> Void
  ) throws(RuleRefusal) {
    var members = self[AdvisoryGroup.members] ?? []
    guard let position = members.firstIndex(where: { $0.to == nil && $0.name.isSameName(as: name) }) else {
      throw .noSuchMember(name, of: reference)
    }
    change(&members[position])
    self[AdvisoryGroup.members] = members
  }

  fileprivate mutating func require(seat said: ActInput) {
    let name = (said[GroupActs.name] ?? "").trimmed
    var seats = self[AdvisoryGroup.seats] ?? []
    if let position = seats.firstIndex(where: { $0.to == nil && $0.name.isSameName(as: name) }) {
      seats[position].holder = said[GroupActs.holder] ?? seats[position].holder
      seats[position].from = said[GroupActs.from] ?? seats[position].from
    } else {
      seats.append(RequiredSeat(name: name, holder: said[GroupActs.holder], from: said[GroupActs.from]))
    }
    self[AdvisoryGroup.seats] = seats
  }

  fileprivate mutating func release(seat name: String, on day: Day) throws(RuleRefusal) {
    var seats = self[AdvisoryGroup.seats] ?? []
    guard let position = seats.firstIndex(where: { $0.to == nil && $0.name.isSameName(as: name) }) else {
      throw .noSuchSeat(name, of: reference)
    }
    seats[position].to = day
    self[AdvisoryGroup.seats] = seats
  }
}
