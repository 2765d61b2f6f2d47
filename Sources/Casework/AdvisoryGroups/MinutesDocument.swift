/// The minutes of a meeting as a document, from one source for both readers.
///
/// The version for the group has everything. That for the public has no restricted item and names only those who may
/// be named. Source: requirements D3, D5, D7, IA-09.
package struct MinutesDocument: Sendable {
  /// For whom it is made.
  package enum Audience: Sendable {
    case group, everybody
  }

  private let meeting: Record
  private let group: Record
  private let audience: Audience
  private let names: OpenNames
  /// Whether days are written as programs read them.
  private var isForPrograms = false

  /// Throws: ``RuleRefusal`` when the whole meeting is restricted and the document is for everybody.
  package init(_ meeting: Record, of group: Record, for audience: Audience) throws(RuleRefusal) {
    guard audience == .group || meeting[Head.marking] != .restricted else {
      throw .restrictedMeeting(meeting.reference)
    }
    self.meeting = meeting
    self.group = group
    self.audience = audience
    names = OpenNames(meeting, of: group, hidesNames: audience == .everybody)
  }

  private var items: [MinuteItem] { (meeting[Meeting.items] ?? []).filter { isShown($0.isRestricted) } }

  private func isShown(_ isRestricted: Bool) -> Bool { audience == .group || !isRestricted }

  /// What the template is filled with. A list that is empty, and a text that is not there, is absent.
  package var values: JSON {
    .members([
      "words": .object(Self.words.mapValues { $0.text(in: .english).json }),
      "title": names.hidden(in: meeting[Head.title] ?? "").json,
      "group": (group[Head.title] ?? "").json, "reference": meeting.reference.json,
      "type": meeting[Meeting.type]?.label.text(in: .english).json, "date": meeting[Head.received].map(said),
      "venue": meeting[Meeting.venue].map { names.hidden(in: $0).json },
      "status": status.text(in: .english).json,
      "version": version.text(in: .english).json, "sides": list(sides), "apologies": list(people(.apologies)),
      "absent": list(people(.absent)), "quorum": quorum?.text(in: .english).json, "carried": section(carried),
      "items": list(items.map(item)), "hidden": hiddenItems?.text(in: .english).json,
      "actions": section(items.filter { $0.mark == .action }.map(item)), "amendments": section(amendments),
      "hiddenAmendments": hiddenAmendments?.text(in: .english).json,
    ])
  }

  /// What the document says, for programs: without the headings, with days such as 2026-11-20.
  package var json: JSON {
    var document = self
    document.isForPrograms = true
    let said = (document.values.object ?? [:]).filter { $0.key != "words" }
    return .object(said.mapValues { $0["rows"] ?? $0 })
  }

  private func said(_ day: Day) -> JSON { (isForPrograms ? day.description : day.inWords).json }

  private func list(_ elements: [JSON]) -> JSON? { elements.isEmpty ? nil : .array(elements) }

  /// A list with a heading of its own, which is absent with it.
  private func section(_ rows: [JSON]) -> JSON? { rows.isEmpty ? nil : ["rows": .array(rows)] }

  // MARK: - Head

  private var status: Message {
    let (circulated, agreed) = (meeting[Meeting.circulated]?.inWords, meeting[Meeting.agreed]?.inWords)
    if meeting.stageName == Meeting.agreedStage, let agreed { return "Agreed on \(agreed)" }
    if let circulated { return "Draft, sent round on \(circulated), not agreed" }
    return "Draft, not agreed"
  }

  private var version: Message {
    switch audience {
    case .group: "With the closed part: for the group alone"
    case .everybody: "For the public"
    }
  }

  // MARK: - Attendance

  private var present: [Attendance] {
    (meeting[Meeting.attendance] ?? []).filter { $0.presence == .present }
  }

  /// Who was there, side by side. Source: requirements D5.
  private var sides: [JSON] {
    let sides: [GroupSide?] = GroupSide.allCases + [nil]
    return sides.compactMap { side in
      let people = present.filter { $0.side == side }
      guard !people.isEmpty else { return nil }
      let label: Message = side?.label ?? "Others"
      return ["side": label.text(in: .english).json, "people": .array(people.map(person))]
    }
  }

  private func people(_ presence: Presence) -> [JSON] {
    (meeting[Meeting.attendance] ?? []).filter { $0.presence == presence }.map(person)
  }

  private func person(_ line: Attendance) -> JSON {
    let name = names.name(line.who, orElse: line.side)
    let seat = line.seat.flatMap { $0.isSameName(as: name) ? nil : $0 }
    return .members(["name": name.json, "seat": seat?.json])
  }

  /// Source: requirements D6: each group has a number of its own, or none.
  private var quorum: Message? {
    guard let quorum = group[AdvisoryGroup.quorum], quorum > 0 else { return nil }
    let count = present.count { $0.side == .community }
    return count >= quorum
      ? "Quorum of \(quorum) members reached (\(count) there)"
      : "Quorum of \(quorum) members not reached (\(count) there)"
  }

  // MARK: - Items

  private var carried: [JSON] {
    (meeting[Meeting.agenda] ?? []).filter { $0.reference != nil && isShown($0.isRestricted) }.map { entry in
      .members([
        "label": entry.label.json, "text": names.hidden(in: entry.text).json, "source": entry.source?.json,
        "owner": entry.owner.map { names.owners($0).json }, "due": entry.due.map(said),
      ])
    }
  }

  private func item(_ item: MinuteItem) -> JSON {
    .members([
      "number": item.number.json, "text": names.hidden(in: item.text).json,
      "mark": item.heading.map { names.hidden(in: $0.text(in: .english)).json },
      "owner": item.owner.map { names.owners($0).json }, "due": item.due.map(said),
      "reference": item.reference?.json, "restricted": item.isRestricted ? true : nil,
    ])
  }

  private var hiddenItems: Message? {
    let count = (meeting[Meeting.items] ?? []).count - items.count
    guard count > 0 else { return nil }
    return .counted(count, one: "[1 item is not public]", other: "[\(count) items are not public]")
  }

  // MARK: - Amendments

  private var amendments: [JSON] {
    (meeting[Meeting.amendments] ?? []).filter { isShown($0.isRestricted) }.map { amendment in
      .members([
        "on": said(amendment.on), "item": amendment.item?.json,
        "text": names.hidden(in: amendment.text).json,
      ])
    }
  }

  private var hiddenAmendments: Message? {
    let count = (meeting[Meeting.amendments] ?? []).count { !isShown($0.isRestricted) }
    guard count > 0 else { return nil }
    return .counted(count, one: "[1 amendment is not public]", other: "[\(count) amendments are not public]")
  }

  // MARK: - Words of the form

  /// The headings, so that the template holds markup alone.
  private static let words: [String: Message] = [
    "minutes": "Minutes", "reference": "Reference", "status": "Status", "date": "Date", "venue": "Venue",
    "present": "Present", "apologies": "Apologies", "absent": "Absent", "items": "Items",
    "actions": "Actions", "number": "Number", "action": "Action", "owner": "Who", "due": "By", "by": "by",
    "carried": "Carried over from earlier meetings", "amendments": "Amendments",
    "closed": "closed part", "item": "Item", "none": "None",
  ]
}
