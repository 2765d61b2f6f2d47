/// A walkabout, surgery, talk, roadshow or ward meeting: where the office meets the public.
///
/// Source: requirements WE-01, WE-07 to WE-11.
package enum EngagementEvent {
  package static let type = Field<EventType>("type", "Type", .choice(EventType.choices), isRequired: true)
  /// The wards that it served besides the place where it was: each of them counts. Source: requirements WE-01.
  package static let wards = Field<[String]>(
    "wards", "Wards", .places, help: "Further wards in which it is held, with commas between them.")
  /// Who was there from the office and the force; free text, for most hold no account here.
  package static let officers = Field<String>("officers", "Officers", .text)
  package static let partners = Field<String>("partners", "Partners", .text)
  /// The priority project that it is part of. Source: requirements WE-07.
  package static let project = Field<String>("project", "Project", .text)
  package static let route = Field<String>("route", "Route", .text)
  /// To whom a talk was given. Source: requirements WE-10.
  package static let group = Field<String>("group", "Group", .text)
  /// How many came.
  package static let attended = Field<Int>("attended", "Attended", .number, help: "How many people came.")

  package static let kind = RecordKind(
    name: .event, prefix: "WLK", label: "Engagement event", plural: "Engagement events",
    head: [
      Head.title.called("What"), Head.received.called("Date"), Head.place.description,
      Head.owner.called("Led by"), Head.themes.description, Head.marking.description,
    ] + Head.derived,
    ownFields: [
      type.description, wards.description, officers.description, partners.description, project.description,
      route.description, group.description, attended.description,
    ],
    stages: [
      Stage(planned, "Planned", next: [held, cancelled]),
      Stage(held, "Held", next: [closed, planned, cancelled], gates: [dayHasCome]),
      Stage(closed, "Written up", next: [held], gates: [placeIsKnown], isFinal: true),
      Stage(cancelled, "Cancelled", next: [planned], isFinal: true),
    ],
    acts: [IssueLog.act],
    hooks: RecordKind.Hooks(
      check: { (record, facts) throws(RuleRefusal) in
        if record.isHeldEvent { try record.requireDayHasCome(facts) }
      },
      party: { $0[group] ?? $0[project] }, channel: { $0[type]?.rawValue },
      morePlaces: { $0[wards] ?? [] },
      words: { record in [officers, partners, project, route, group].map { record[$0] ?? "" } }))

  // MARK: - Stages

  static let planned = "planned"
  static let held = "held"
  static let closed = "closed"
  static let cancelled = "cancelled"

  private static let dayHasCome = Gate(yieldsToReason: false) { record, facts in
    do throws(RuleRefusal) { try record.requireDayHasCome(facts) } catch { return error }
    return nil
  }

  /// What is written up without a place would count nowhere. Source: requirements WE-01.
  private static let placeIsKnown = Gate(yieldsToReason: true) { record, _ in
    record.allPlaces.isEmpty ? .eventNowhere(reference: record.reference) : nil
  }
}

extension Record {
  /// An event that took place: only these count in a programme.
  package var isHeldEvent: Bool {
    [EngagementEvent.held, EngagementEvent.closed].contains(self[Head.stage] ?? "")
  }

  /// What was held was held on a day that has come, whether the stage or the day was set last.
  fileprivate func requireDayHasCome(_ facts: Facts) throws(RuleRefusal) {
    guard let day = self[Head.received], day > facts.today else { return }
    throw .eventAhead(reference: reference, day: day)
  }

  package var isCancelledEvent: Bool { self[Head.stage] == EngagementEvent.cancelled }
}

/// What kind of event it is. Source: requirements WE-06 to WE-11.
package enum EventType: String, FieldValue, CaseIterable {
  case walkabout, surgery
  case wardMeeting = "ward-meeting"
  case talk, roadshow, other

  package var label: Message {
    switch self {
    case .walkabout: "Walkabout"
    case .surgery: "Surgery"
    case .wardMeeting: "Ward meeting"
    case .talk: "Talk"
    case .roadshow: "Roadshow"
    case .other: "Other"
    }
  }

  /// How an issue that was raised there reached the office. Source: requirements CO-02.
  var channel: Channel {
    switch self {
    case .walkabout: .walkabout
    case .surgery: .surgery
    case .wardMeeting, .talk, .roadshow, .other: .visit
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

extension RuleRefusal {
  fileprivate static func eventAhead(reference: String, day: Day) -> RuleRefusal {
    .rule("event-ahead", "\(reference) is planned for \(day): it is held on that day, or set its date first.")
  }

  fileprivate static func eventNowhere(reference: String) -> RuleRefusal {
    .rule(
      "event-nowhere",
      "\(reference) has no place and no ward, so it counts nowhere: set them, or give a reason.",
      yieldsToReason: true)
  }
}
