internal import Canvas
internal import Casework

/// What stands under the head of this pane's records.
enum AdvisoryGroupsText {
  static func lines(_ view: RecordView, format: RecordText.Format) -> [StyledLine] {
    var text = LabelledLines(format: format)
    if view.record.kind == .group {
      text.addGroup(view.record)
    } else if view.record.currentStage?.name == Meeting.planned {
      text.addAgenda(view.agenda, heading: "Agenda, as it stands now")
      text.addAttendance(view.record)
    } else {
      text.addMinutes(view.record)
      text.addAttendance(view.record)
      text.addAgenda(view.agenda, heading: "Agenda, as it stood when the minutes were begun")
    }
    return text.lines
  }

  /// What one has to see to write on: what is carried over, with the labels to answer it by, and the items so far.
  static func paper(_ view: RecordView, format: RecordText.Format) -> [StyledLine] {
    var text = LabelledLines(format: format)
    text.addEntries(view.agenda.filter { $0.reference != nil })
    text.addItems(view.record[Meeting.items] ?? [])
    return text.lines
  }
}

extension Session {
  /// Shows the minutes as they stand above the line in which they are written.
  mutating func layMinutesBesideLog() {
    guard case .log(var log)? = layers.last, let view = pane.opened, view.record.kind == .meeting,
      view.record.reference == log.reference
    else { return }
    let format = RecordText.Format(width: size.columns, words: words, showsQuoted: false)
    log.paper = AdvisoryGroupsText.paper(view, format: format)
    replaceTop(.log(log))
  }
}

/// Lines of a label and a text that is wrapped beside it.
private struct LabelledLines {
  let format: RecordText.Format
  private(set) var lines: [StyledLine] = []

  init(format: RecordText.Format) {
    self.format = format
  }

  private var today: Day { format.words.today }

  mutating func addHeading(_ heading: Message) {
    lines += [StyledLine(""), StyledLine(heading.text(), .heading)]
  }

  mutating func add(_ label: String, _ message: Message, _ role: Role = .text, columns: Int = 7) {
    add(label, text: message.text(), role, columns: columns)
  }

  /// A label that is wider than its column stands on a line of its own.
  mutating func add(_ label: String, text: String, _ role: Role = .text, columns: Int = 7) {
    let name = displaySafe(label)
    let indent = String(repeating: " ", count: columns)
    let isWide = CellWidth.of(name) >= columns
    if isWide { lines += wrap(name, width: format.width).map { StyledLine($0, .dim) } }
    let first = isWide ? indent : name + String(repeating: " ", count: columns - CellWidth.of(name))
    for (position, line) in wrap(displaySafe(text), width: max(8, format.width - columns)).enumerated() {
      lines.append(StyledLine(position == 0 ? first : indent, .dim) + StyledLine(line, role))
    }
  }

  private func day(_ day: Day) -> String { DayWords.short(day, today: today) }
}

// MARK: - A group

extension LabelledLines {
  fileprivate mutating func addGroup(_ group: Record) {
    addHeading("Offices")
    for state in group.officeStates(on: today) { add(state) }
    addSeats(group[AdvisoryGroup.seats] ?? [])
    addMembers(group[AdvisoryGroup.members] ?? [])
  }

  /// Source: requirements IA-01, the Chair shows "term ended".
  private mutating func add(_ state: OfficeState) {
    guard let term = state.term else {
      return add(state.office, "nobody is appointed", .soon, columns: Self.names)
    }
    let minute = "\(term.meeting), \(Message("item \(term.item)").text())"
    switch state.standing {
    case .ended:
      add(
        state.office, "\(term.holder): TERM ENDED on \(day(term.to)) (\(minute))", .late, columns: Self.names)
    case .held, .vacant:
      add(state.office, "\(term.holder), until \(day(term.to)) (\(minute))", columns: Self.names)
    }
  }

  private mutating func addSeats(_ seats: [RequiredSeat]) {
    let required = seats.filter { $0.to == nil }
    guard !required.isEmpty else { return }
    addHeading("Required seats (g a: who took them)")
    for seat in required {
      add(seat.name, text: seat.holder ?? Message("taken by whoever comes").text(), columns: Self.names)
    }
  }

  private mutating func addMembers(_ members: [GroupMember]) {
    guard !members.isEmpty else { return }
    let current = members.filter { $0.to == nil }
    addHeading("Members: \(current.count) now, \(members.count - current.count) left")
    for member in current {
      let naming: Message = member.mayBeNamed ? "may be named" : "not to be named to the public"
      add(
        member.name, "\(member.side.label), since \(day(member.from)), \(naming)", columns: Self.names)
    }
    for member in members {
      guard let left = member.to else { continue }
      add(
        member.name, "\(member.side.label), \(day(member.from)) to \(day(left))", .dim, columns: Self.names)
    }
  }

  /// Room for names. Columns.
  private static let names = 18
}

// MARK: - A meeting

extension LabelledLines {
  fileprivate mutating func addAgenda(_ entries: [AgendaEntry], heading: Message) {
    guard !entries.isEmpty else { return }
    addHeading(heading)
    addEntries(entries)
  }

  fileprivate mutating func addEntries(_ entries: [AgendaEntry]) {
    for entry in entries {
      guard let reference = entry.reference else {
        add(entry.label, text: entry.text)
        continue
      }
      let more = [reference, entry.source, entry.owner, entry.due.map { Message("by \(day($0))").text() }]
      let type = entry.type?.label.text() ?? ""
      let isLate = entry.due.map { $0 < today } ?? false
      add(
        "   " + entry.label, "\(type): \(entry.text) (\(more.compactMap { $0 }.joined(separator: ", ")))",
        isLate ? .late : .text)
    }
  }

  fileprivate mutating func addMinutes(_ meeting: Record) {
    let amendments = meeting[Meeting.amendments] ?? []
    addHeading(meeting.isClosed ? "Minutes, agreed" : "Minutes, not agreed (L writes them)")
    addItems(meeting[Meeting.items] ?? [])
    guard !amendments.isEmpty else { return }
    addHeading("Amendments")
    for amendment in amendments {
      let place = amendment.item.map { Message("item \($0): ").text() } ?? ""
      let closed = amendment.isRestricted ? " " + Message("[closed part]").text() : ""
      add(day(amendment.on), text: place + amendment.text + closed, columns: 13)
    }
  }

  fileprivate mutating func addItems(_ items: [MinuteItem]) {
    for item in items { add(item) }
  }

  private mutating func add(_ item: MinuteItem) {
    var parts = [item.text]
    if item.mark == .action || item.mark == .advice {
      parts += [item.owner, item.due.map { Message("by \(day($0))").text() }, item.reference].compactMap {
        $0
      }
    } else if let reference = item.reference {
      parts.append(reference)
    }
    let mark = item.heading.map { $0.text() + ": " } ?? ""
    let closed = item.isRestricted ? " " + Message("[closed part]").text() : ""
    add(
      (item.mark == .action ? " " : "") + item.number, text: mark + parts.joined(separator: ", ") + closed,
      item.mark == .action ? .soon : .text)
  }

  fileprivate mutating func addAttendance(_ meeting: Record) {
    let attendance = meeting[Meeting.attendance] ?? []
    guard !attendance.isEmpty else { return }
    addHeading("Attendance")
    for presence in Presence.allCases {
      let people = attendance.filter { $0.presence == presence }.map { line in
        line.seat.flatMap { $0 == line.who ? nil : "\(line.who) (\($0))" } ?? line.who
      }
      if !people.isEmpty { add(presence.label.text(), text: people.joined(separator: ", "), columns: 11) }
    }
  }
}
