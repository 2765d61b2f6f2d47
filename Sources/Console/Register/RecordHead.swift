internal import Canvas
internal import Casework

/// The head of a record as lines: label and value.
struct RecordHead {
  private(set) var lines: [StyledLine] = []
  private let format: RecordText.Format
  private var words: RecordWords { format.words }

  private static let labelColumns = 11

  init(_ view: RecordView, format: RecordText.Format) {
    self.format = format
    let record = view.record
    if record.kind == .caseFile, !view.isUnopened { addCorrespondent(record) }
    if let parent = view.parent { add("Belongs to", "\(parent.reference)  \(parent.title)") }
    if record.kind != .caseFile { addReceived(record, and: nil) }
    addStage(record)
    addClocks(record)
    addAwaited(record)
    if let owner = record[Head.owner] ?? (record.kind == .caseFile ? "" : nil) {
      add(
        label(Head.owner, record),
        owner.isEmpty ? Message("nobody yet").text() : words.lists.fullName(of: owner))
    }
    let themes = (record[Head.themes] ?? []).map(words.lists.title(ofTheme:))
    if !themes.isEmpty { add("Themes", themes.joined(separator: ", ")) }
    if let note = view.campaign {
      add("Same text", Message("1 of \(note.cases) cases  (g e lists them)").text())
    }
    if let place = record[Head.place] { add("Place", words.lists.title(ofPlace: place)) }
    addOwnFields(record)
    if let hold = record[DisposalHold.field] {
      let who = words.lists.fullName(of: hold.by)
      let since = DayWords.short(hold.since, today: words.today)
      add("Held", Message("by \(who) since \(since): \(hold.reason)").text(), .soon)
    }
    if let circle = record[Head.circle], !circle.isOneAccount { add("Read by", circle.label.text()) }
    addAccess(record)
    if view.isUnopened { addUnopened() }
  }

  /// Who reads a restricted record, and who is walled off.
  private mutating func addAccess(_ record: Record) {
    let names = (record[Head.readers] ?? []).map(words.lists.fullName(of:))
    if record.isRestricted {
      let byRule: Message = "supervisors and the owner"
      add("Read by", ([byRule.text()] + names).joined(separator: ", "))
    }
    let walled = (record[Head.walled] ?? []).map(words.lists.fullName(of:))
    if !walled.isEmpty { add("Walled off", walled.joined(separator: ", ")) }
  }

  private mutating func addUnopened() {
    lines.append(StyledLine(""))
    let sentence: Message =
      "This record is restricted. Enter asks why you open it; the reason stands in the log, and then its words stand here."
    lines += wrap(sentence.text(), width: format.width).map { StyledLine($0, .heading) }
  }

  private mutating func addCorrespondent(_ record: Record) {
    add("From", words.correspondent(record))
    let channel = record[CaseFile.channel].flatMap { channel in
      Channel.choices.first { $0.name == channel.rawValue }?.label.text()
    }
    addReceived(record, and: channel)
  }

  private mutating func addReceived(_ record: Record, and more: String?) {
    guard let received = record[Head.received] else { return }
    let words = [DayWords.long(received), more].compactMap { $0 }
    add(label(Head.received, record), words.joined(separator: ", "))
  }

  private mutating func addStage(_ record: Record) {
    let stage = record.currentStage?.label.text() ?? ""
    add("Stage", record.isClosed && record.kind == .caseFile ? stage + words.outcome(record) : stage)
  }

  /// Each clock that runs or stands; where there are none, the day that somebody set.
  private mutating func addClocks(_ record: Record) {
    let clocks = record.isSettled ? [] : record.clocks(words.rulebook).filter { $0.met == nil }
    for clock in clocks {
      let name = clock.rule.label.text()
      guard let due = clock.due else {
        add("Clock", Message("\(name), paused  (g d: how it is made)").text(), .dim)
        continue
      }
      let (text, urgency) = words.due(due)
      add("Clock", "\(name), \(DayWords.short(due, today: words.today))  \(text.text())", urgency.role)
    }
    guard clocks.isEmpty, let due = record[Head.due] else { return }
    let (text, urgency) = words.due(due)
    add(label(Head.due, record), "\(DayWords.long(due))  \(text.text())", urgency.role)
  }

  private mutating func addAwaited(_ record: Record) {
    if let referral = record.awaitedReferral {
      let team = words.lists.title(ofTeam: referral.team)
      let since = DayWords.short(referral.asked.londonDay, today: words.today)
      let asked: Message = "\(team), asked \(since)"
      add("Awaiting", (referral.chased.isEmpty ? asked : "\(asked), \(chases(referral))").text(), .soon)
    } else if let team = record[Head.team] {
      add(label(Head.team, record), words.lists.title(ofTeam: team))
    }
  }

  private func chases(_ referral: Referral) -> Message {
    let last = DayWords.short((referral.chased.last ?? referral.asked).londonDay, today: words.today)
    return switch referral.chased.count {
    case 1: "chased \(last)"
    case 2: "chased twice, last \(last)"
    case let count: "chased \(count) times, last \(last)"
    }
  }

  /// What the kind itself has, as long as it is no text of many lines and no list.
  private mutating func addOwnFields(_ record: Record) {
    let shown = record.kind == .caseFile ? Self.shownElsewhere : []
    for field in RecordKind.named(record.kind).ownFields where !shown.contains(field.name) {
      guard let value = record.values[field.name], field.type != .list, field.type != .longText,
        field.type != .instant
      else { continue }
      add(field.label, words.text(value, of: field, record.kind))
    }
  }

  /// Fields of a case that stand in the head already, or in the body.
  private static let shownElsewhere = [
    CaseFile.channel.name, CaseFile.correspondent.name, CaseFile.address.name, CaseFile.outcome.name,
    CaseFile.answerDue.name,
  ]

  private func label<Value>(_ field: Field<Value>, _ record: Record) -> Message {
    RecordKind.named(record.kind).field(named: field.name)?.label ?? field.description.label
  }

  private mutating func add(_ label: Message, _ text: String, _ role: Role = .text) {
    let name = label.text()
    let column = max(Self.labelColumns, CellWidth.of(name) + 1)
    guard column + 8 <= format.width else { return addBelow(name, text, role) }
    let padding = String(repeating: " ", count: column - CellWidth.of(name))
    let indent = String(repeating: " ", count: column)
    for (position, line) in wrap(displaySafe(text), width: format.width - column).enumerated() {
      lines.append(StyledLine(position == 0 ? name + padding : indent, .dim) + StyledLine(line, role))
    }
  }

  /// Where there is no room beside the label.
  private mutating func addBelow(_ name: String, _ text: String, _ role: Role) {
    lines += wrap(name, width: format.width).map { StyledLine($0, .dim) }
    lines += wrap(displaySafe(text), width: format.width).map { StyledLine($0, role) }
  }
}
