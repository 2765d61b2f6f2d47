/// A sitting of an advisory group: its agenda, who was there, its minutes and what was corrected in them later.
///
/// Source: requirements IA-02, IA-04, IA-09, D3, D5.
package enum Meeting {
  package static let type = Field<MeetingType>(
    "type", "Type", .choice(MeetingType.choices), isRequired: true)
  package static let venue = Field<String>("venue", "Venue", .text)
  package static let attendance = Field<[Attendance]>("attendance", "Attendance", .list, isDerived: true)
  /// What stood on the agenda when the minutes were begun; absent before.
  package static let agenda = Field<[AgendaEntry]>("agenda", "Agenda", .list, isDerived: true)
  package static let items = Field<[MinuteItem]>("items", "Minutes", .list, isDerived: true)
  package static let amendments = Field<[Amendment]>("amendments", "Amendments", .list, isDerived: true)
  package static let circulated = Field<Day>("circulated", "Sent round", .day, isDerived: true)
  package static let agreed = Field<Day>("agreed", "Agreed", .day, isDerived: true)

  package static let kind = RecordKind(
    name: .meeting, prefix: "MTG", label: "Meeting", plural: "Meetings",
    head: [
      Head.title.called("Title"), Head.parent.called("Group", isRequired: true),
      Head.received.called("Date"), Head.place.description, Head.owner.called("Minutes by"),
      Head.themes.description, Head.marking.description,
    ] + Head.derived,
    ownFields: [
      type.description, venue.description, attendance.description, agenda.description, items.description,
      amendments.description, circulated.description, agreed.description,
    ],
    stages: [
      Stage(planned, "Planned", next: [draft]),
      Stage(draft, "Draft", next: [circulatedStage], gates: [agendaIsKept]),
      Stage(circulatedStage, "Sent round", next: [draft, agreedStage], gates: [isSentRound, somebodyCame]),
      Stage(agreedStage, "Agreed", next: [], gates: [isAgreed], isFinal: true),
    ],
    acts: MeetingActs.all, parents: [.group], needsParent: true, guarded: [circulated.name, agreed.name],
    hooks: RecordKind.Hooks(
      derive: { record, _ in if record.stageName == draft { record[circulated] = nil } },
      check: { (record, facts) throws(RuleRefusal) in
        _ = try facts.register.require(record[Head.parent] ?? "", .group, for: .meeting)
        if record.stageName != planned { try record.requireMeetingDay(facts) }
      },
      frozen: { record, edit in
        guard record.stageName == agreedStage else { return nil }
        return switch edit {
        case .act(MeetingActs.amend), .undoing("agree", isSlip: true): nil
        case .act, .undoing: .minutesAgreed(record.reference)
        }
      },
      channel: { $0[type]?.rawValue }, people: { ($0[attendance] ?? []).map(\.who) },
      words: { record in
        [record[venue] ?? ""] + (record[items] ?? []).map(\.text) + (record[amendments] ?? []).map(\.text)
      },
      // Its forms offer the members and seats of the group.
      mentions: { [$0[Head.parent]].compactMap { $0 } }))

  // MARK: - Stages

  package static let planned = "planned"
  package static let draft = "draft"
  static let circulatedStage = "circulated"
  package static let agreedStage = "agreed"

  private static let agendaIsKept = Gate(yieldsToReason: false) { record, _ in
    record[agenda] == nil ? .openedByAct(record.reference) : nil
  }

  private static let isSentRound = Gate(yieldsToReason: false) { record, _ in
    record[circulated] == nil ? .circulatedByAct(record.reference) : nil
  }

  /// Minutes without attendance say nothing of who agreed to what. Source: requirements IA-04.
  private static let somebodyCame = Gate(yieldsToReason: true) { record, _ in
    record.hasSomebodyPresent ? nil : .nobodyPresent(record.reference)
  }

  private static let isAgreed = Gate(yieldsToReason: false) { record, _ in
    record[agreed] == nil ? .agreedByAct(record.reference) : nil
  }
}

extension Record {
  var stageName: String { self[Head.stage] ?? "" }

  /// Whether a meeting or an event took place, as far as anybody said. A meeting that is only planned did once
  /// somebody was there; apologies may come before it.
  package var tookPlace: Bool {
    switch kind {
    case .event: isHeldEvent
    case .meeting: stageName != Meeting.planned || hasSomebodyPresent
    default: true
    }
  }

  fileprivate var hasSomebodyPresent: Bool {
    (self[Meeting.attendance] ?? []).contains { $0.presence == .present }
  }

  /// Throws: ``RuleRefusal`` before the day of the meeting.
  func requireMeetingDay(_ facts: Facts) throws(RuleRefusal) {
    guard let day = self[Head.received], day > facts.today else { return }
    throw .meetingAhead(reference, on: day)
  }

  /// The item of the minutes with this number; `3.a1` is `3.A1`.
  func minuteItem(_ number: String) -> MinuteItem? {
    (self[Meeting.items] ?? []).first { $0.number.isSameName(as: number) }
  }
}

/// Source: requirements IA-01, D1.
package enum MeetingType: String, FieldValue, CaseIterable {
  case agm, ordinary, extraordinary

  package var label: Message {
    switch self {
    case .agm: "Annual general meeting"
    case .ordinary: "Ordinary meeting"
    case .extraordinary: "Extraordinary meeting"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}
