/// What can be done to a meeting and its minutes.
///
/// Source: requirements IA-02, IA-04, IA-09, D3, D5.
package enum MeetingActs {
  package static let line = Field<String>("line", "Line", .text, isRequired: true)
  package static let restricted = Field<Bool>(
    "restricted", "Closed part", .flag, help: "Whether it is left out of the minutes for the public.")
  package static let level = Field<AdviceLevel>("level", "Advice level", .choice(AdviceLevel.choices))
  package static let who = Field<String>(
    "who", "Who", .text, isRequired: true,
    help: "A member or a seat of the group; anybody else with a side, or with the seat that they take.")
  package static let how = Field<Presence>(
    "how", "How", .choice(Presence.choices), help: "Present when it is empty.")
  package static let seat = Field<String>(
    "seat", "Seat", .text,
    help: "The required seat that they take, as a deputy does; that of a member is known.")
  package static let side = Field<GroupSide>(
    "side", "Side", .choice(GroupSide.choices),
    help: "For whom they sit at the table; that of a member is known.")
  package static let number = Field<String>(
    "number", "Number", .text, isRequired: true,
    help: "The number that it has in the minutes, such as 3 or 3.A1; what is carried over has one such as C1."
  )
  package static let text = Field<String>("text", "Text", .longText)
  package static let owner = Field<String>("owner", "Who has the action", .text, help: "Who has to do it.")
  package static let due = Field<Day>("due", "By", .day, help: "The day by which it has to be done.")
  package static let remove = Field<Bool>("remove", "Take the item out", .flag)
  package static let on = Field<Day>(
    "on", "On", .day, help: "The day on which it was done; today when it is empty.")

  static let amend = "amend"

  static let all = [
    Act(
      "log", "minutes", "write the minutes line by line: ! action, ? advice, > answer, = decision",
      inputs: [line.description, restricted.description, level.description], isAdding: true,
      perform: { decision, said, facts throws(RuleRefusal) in try decision.logMinute(said, facts) }),
    Act(
      "attend", "attendance", "record who was there, or sent apologies, and in which seat",
      inputs: [who.description, how.description, seat.description, side.description], isAdding: true,
      perform: { decision, said, facts throws(RuleRefusal) in try decision.record.attend(said, facts) }),
    Act(
      "open", "begin minutes", "begin the minutes and keep the agenda with them",
      isOffered: { $0.stageName == Meeting.planned },
      perform: { decision, _, facts throws(RuleRefusal) in try decision.record.openMinutes(facts) }),
    Act(
      "item", "change item", "change an item of the minutes, or take it out",
      inputs: [
        number.description, text.description, owner.description, due.description, restricted.description,
        remove.description,
      ],
      isOffered: { $0.stageName == Meeting.draft },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.changeItem(said, facts) }),
    Act(
      "answer-item", "answer item", "record the answer to advice or an action in the minutes",
      inputs: [number.description, text.called("The answer", isRequired: true), restricted.description],
      isAdding: true, isOffered: { $0.stageName == Meeting.draft },
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.record.requireDraft(facts)
        try decision.answer(said[number] ?? "", said[text] ?? "", said[restricted] ?? false, facts)
      }),
    Act(
      "circulate", "send round", "record that the draft was sent round", inputs: [on.description],
      isOffered: { $0.stageName == Meeting.draft },
      perform: { decision, said, facts throws(RuleRefusal) in
        decision.record[Meeting.circulated] = said[on] ?? facts.today
        try decision.record.move(to: Meeting.circulatedStage, facts: facts)
      }),
    Act(
      "agree", "agree", "record that the minutes were agreed; they cannot be edited then",
      inputs: [on.description], isOffered: { $0.stageName == Meeting.circulatedStage },
      perform: { decision, said, facts throws(RuleRefusal) in
        decision.record[Meeting.agreed] = said[on] ?? facts.today
        try decision.record.move(to: Meeting.agreedStage, facts: facts)
      }),
    Act(
      amend, "amend", "record a correction of agreed minutes, dated today",
      inputs: [
        number.called("Item", isRequired: false), text.called("The correction", isRequired: true),
        restricted.description,
      ],
      isAdding: true, isOffered: { $0.stageName == Meeting.agreedStage },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.record.amend(said, facts) }),
  ]
}

extension Record {
  /// Begins the minutes: what is on the agenda now stays with them, whatever is answered later.
  mutating func openMinutes(_ facts: Facts) throws(RuleRefusal) {
    self[Meeting.agenda] = Agenda.entries(of: self, facts.register)
    try move(to: Meeting.draft, facts: facts)
  }

  /// Who writes in the minutes has begun them.
  mutating func requireDraft(_ facts: Facts) throws(RuleRefusal) {
    if stageName == Meeting.planned { return try openMinutes(facts) }
    guard stageName == Meeting.draft else { throw .notADraft(reference) }
  }

  // MARK: - Attendance

  /// Records one person or seat; a second line about the same replaces the first.
  fileprivate mutating func attend(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard stageName == Meeting.planned || stageName == Meeting.draft else { throw .notADraft(reference) }
    // Apologies may come before the day; who is there is known on it.
    if said[MeetingActs.how] != .apologies { try requireMeetingDay(facts) }
    let group = facts.register.record(self[Head.parent] ?? "")
    let day = self[Head.received] ?? facts.today
    let who = try attendee(said, of: group, on: day)
    let seat = try said[MeetingActs.seat].map { typed throws(RuleRefusal) in
      try requiredSeat(typed, of: group, on: day)
    }
    let line = Attendance(
      who, said[MeetingActs.how] ?? .present, seat: seat ?? group?.seat(of: who, on: day),
      side: said[MeetingActs.side] ?? group?.member(who)?.side)
    var attendance = self[Meeting.attendance] ?? []
    if let position = attendance.firstIndex(where: { $0.who.isSameName(as: who) }) {
      attendance[position] = line
    } else {
      attendance.append(line)
    }
    self[Meeting.attendance] = attendance
  }

  /// Who is meant by a typed name: somebody of the group, or as it was typed a guest with a side, or a deputy in a
  /// seat.
  private func attendee(
    _ said: ActInput, of group: Record?, on day: Day
  ) throws(RuleRefusal) -> String {
    let typed = (said[MeetingActs.who] ?? "").trimmed
    do throws(RuleRefusal) {
      return try QuickLine.resolve(typed, among: peopleKnown(in: group, on: day)).title
    } catch {
      guard case .nameUnknown = error else { throw error }
      guard said[MeetingActs.side] != nil || said[MeetingActs.seat] != nil else {
        throw .notOfTheGroup(typed, self[Head.parent] ?? "")
      }
      return typed
    }
  }

  /// The seat that is meant by the beginning of any of its words.
  private func requiredSeat(
    _ typed: String, of group: Record?, on day: Day
  ) throws(RuleRefusal) -> String {
    let seats = (group?[AdvisoryGroup.seats] ?? []).filter { $0.isRequired(on: day) }
    do throws(RuleRefusal) {
      return try QuickLine.resolve(typed, among: seats.map { TitledName(name: $0.name, title: $0.name) })
        .title
    } catch {
      guard case .nameUnknown = error else { throw error }
      throw .noSuchSeat(typed, of: self[Head.parent] ?? "")
    }
  }

  /// Who may be named at a meeting: who is in the attendance, and the group's members, seats and office holders. A
  /// person is found by the last word of the name first: `@rees` is Supt Rees.
  func peopleKnown(in group: Record?, on day: Day) -> [TitledName] {
    let seats = (group?[AdvisoryGroup.seats] ?? []).filter { $0.isRequired(on: day) }
    let offices = group?[AdvisoryGroup.offices] ?? []
    var known = (self[Meeting.attendance] ?? []).map(\.who)
    known += (group?[AdvisoryGroup.members] ?? []).filter { $0.to.map { day <= $0 } ?? true }.map(\.name)
    known += seats.flatMap { [$0.name, $0.holder ?? ""] }
    known += offices.map(\.office) + offices.filter { $0.from <= day && day < $0.to }.map(\.holder)
    var unique: [String] = []
    for name in known where !name.isBlank && !unique.contains(where: name.isSameName) { unique.append(name) }
    return unique.map { TitledName(name: String($0.split(separator: " ").last ?? ""), title: $0) }
  }

  /// The seat of a group that somebody takes: by the seat's own name, as who takes it, or as holder of that office.
  func seat(of who: String, on day: Day) -> String? {
    if let seat = seat(named: who, on: day) { return seat }
    return (self[AdvisoryGroup.seats] ?? []).filter { $0.isRequired(on: day) }.first { seat in
      [seat.holder, holder(of: seat.name, on: day)].compactMap { $0 }.contains { $0.isSameName(as: who) }
    }?.name
  }

  /// The required seat of a group that is called so.
  private func seat(named name: String, on day: Day) -> String? {
    (self[AdvisoryGroup.seats] ?? []).first { $0.isRequired(on: day) && $0.name.isSameName(as: name) }?.name
  }

  /// The newest entry of a member of a group.
  func member(_ name: String) -> GroupMember? {
    (self[AdvisoryGroup.members] ?? []).last { $0.name.isSameName(as: name) }
  }

  // MARK: - Corrections

  /// Source: requirements IA-09.
  fileprivate mutating func amend(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard stageName == Meeting.agreedStage else { throw .notAgreedYet(reference) }
    var number: String?
    var isRestricted = said[MeetingActs.restricted] ?? false
    if let typed = said[MeetingActs.number] {
      guard let item = minuteItem(typed) else { throw .noSuchItem(typed, in: reference) }
      number = item.number
      isRestricted = isRestricted || item.isRestricted
    }
    self[Meeting.amendments] =
      (self[Meeting.amendments] ?? []) + [
        Amendment(
          on: facts.today, by: facts.actor.name, item: number, text: said[MeetingActs.text] ?? "",
          isRestricted: isRestricted)
      ]
  }
}
