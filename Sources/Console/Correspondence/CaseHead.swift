internal import Canvas
internal import Casework

/// The head of a case as lines: label and value.
struct CaseHead {
  private(set) var lines: [StyledLine] = []
  private let format: CaseText.Format
  private var words: CaseWords { format.words }

  private static let labelColumns = 11

  init(_ record: Record, format: CaseText.Format) {
    self.format = format
    add("From", words.correspondent(record))
    let received = record[Head.received].map { DayWords.long($0) } ?? ""
    let channel = record[CaseFile.channel].flatMap { channel in
      Channel.choices.first { $0.name == channel.rawValue }?.label.text()
    }
    add("Received", ([received] + [channel].compactMap { $0 }).joined(separator: ", "))
    let stage = record.currentStage?.label.text() ?? ""
    add("Stage", record.isClosed ? stage + words.outcome(record) : stage)
    add("Owner", record[Head.owner].map(words.lists.fullName) ?? Message("nobody yet").text())
    addDue(record)
    addTeam(record)
    let themes = (record[Head.themes] ?? []).map(words.lists.title(ofTheme:))
    if !themes.isEmpty { add("Themes", themes.joined(separator: ", ")) }
    if let place = record[Head.place] { add("Place", words.lists.title(ofPlace: place)) }
    if record[CaseFile.replyLanguage] == .welsh { add("Reply in", Message("Welsh").text()) }
  }

  private mutating func addDue(_ record: Record) {
    guard let due = record[Head.due] else { return }
    let (text, urgency) = DayWords.due(due, today: words.today, calendar: words.calendar)
    add("Reply due", "\(DayWords.long(due))  \(text.text())", urgency.role)
  }

  private mutating func addTeam(_ record: Record) {
    if let referral = record.awaitedReferral {
      let team = words.lists.title(ofTeam: referral.team)
      let since = DayWords.short(referral.asked.londonDay, today: words.today)
      add("Awaiting", Message("\(team), asked \(since)").text(), .soon)
    } else if let team = record[Head.team] {
      add("Team", words.lists.title(ofTeam: team))
    }
  }

  private mutating func add(_ label: Message, _ text: String, _ role: Role = .text) {
    let name = label.text()
    let indent = String(repeating: " ", count: Self.labelColumns)
    let padding = String(repeating: " ", count: max(1, Self.labelColumns - CellWidth.of(name)))
    for (position, line) in wrap(displaySafe(text), width: format.width - Self.labelColumns).enumerated() {
      lines.append(StyledLine(position == 0 ? name + padding : indent, .dim) + StyledLine(line, role))
    }
  }
}
