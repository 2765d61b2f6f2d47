internal import Canvas
internal import Casework

/// A case as text to read: head, thread, attachments; cleaned for the screen and wrapped to a width.
///
/// Made once when a case arrives or the width changes, not at every frame.
struct CaseText: Sendable, Equatable {
  private(set) var lines: [StyledLine] = []
  private let width: Int
  private let words: CaseWords

  init(_ view: RecordView, width: Int, words: CaseWords, showsQuoted: Bool) {
    self.width = max(10, width)
    self.words = words
    addHead(view.record)
    for contact in view.contacts.reversed() { add(contact, showsQuoted: showsQuoted) }
  }

  // MARK: - Head

  private mutating func addHead(_ record: Record) {
    add(label: "From", words.correspondent(record))
    let received = record[Head.received].map { DayWords.long($0) } ?? ""
    let channel = record[CaseFile.channel].flatMap { channel in
      Channel.choices.first { $0.name == channel.rawValue }?.label.text()
    }
    add(label: "Received", ([received] + [channel].compactMap { $0 }).joined(separator: ", "))
    let stage = record.currentStage?.label.text() ?? ""
    add(label: "Stage", record.isClosed ? stage + words.outcome(record) : stage)
    add(label: "Owner", record[Head.owner].map(words.lists.fullName) ?? Message("nobody yet").text())
    if let due = record[Head.due] {
      let (text, urgency) = DayWords.due(due, today: words.today, calendar: words.calendar)
      let role: Role = urgency == .late ? .late : urgency == .soon ? .soon : .text
      add(label: "Reply due", "\(DayWords.long(due))  \(text.text())", role)
    }
    if let referral = record.awaitedReferral {
      let team = words.lists.title(ofTeam: referral.team)
      let since = DayWords.short(referral.asked.londonDay, today: words.today)
      add(label: "Awaiting", Message("\(team), asked \(since)").text(), .soon)
    } else if let team = record[Head.team] {
      add(label: "Team", words.lists.title(ofTeam: team))
    }
    let themes = (record[Head.themes] ?? []).map(words.lists.title(ofTheme:))
    if !themes.isEmpty { add(label: "Themes", themes.joined(separator: ", ")) }
    if let place = record[Head.place] { add(label: "Place", words.lists.title(ofPlace: place)) }
    if record[CaseFile.replyLanguage] == .welsh { add(label: "Reply in", Message("Welsh").text()) }
  }

  private mutating func add(label: Message, _ text: String, _ role: Role = .text) {
    let name = label.text()
    let padding = String(repeating: " ", count: max(1, 10 - CellWidth.of(name)))
    for (position, line) in wrap(displaySafe(text), width: width - 10).enumerated() {
      let start = position == 0 ? name + padding : String(repeating: " ", count: 10)
      lines.append(StyledLine(start, .dim) + StyledLine(line, role))
    }
  }

  // MARK: - Thread

  private mutating func add(_ contact: Contact, showsQuoted: Bool) {
    lines.append(StyledLine(""))
    addHeading(contact)
    if contact.isUnreadable {
      return addWrapped(Message("This message could not be read; its raw bytes are kept.").text(), .note)
    }
    for remark in contact.remarks { addWrapped(remark.words.text(), .note) }
    addBody(contact.text, showsQuoted: showsQuoted)
    for (position, attachment) in contact.attachments.enumerated() {
      let size = DataSize.text(attachment.size)
      let text = Message("Attachment \(position + 1)  \(attachment.name)  \(size)  (o saves)").text()
      addWrapped(text, .heading)
    }
  }

  private mutating func addHeading(_ contact: Contact) {
    let moment = DayWords.moment(contact.at, today: words.today)
    let who = words.party(of: contact)
    var text = "-- \(contact.kind.label.text())  \(moment)  \(who) "
    if contact.mailNature == .automaticReply { text += Message("(automatic reply) ").text() }
    if contact.mailNature == .bounce { text += Message("(not delivered) ").text() }
    let safe = displaySafe(text)
    let rest = max(0, width - CellWidth.of(safe))
    lines.append(StyledLine(safe + String(repeating: "-", count: rest), .heading))
    if !contact.subject.isBlank { addWrapped(contact.subject, .text) }
  }

  /// The writer's own words in full; what earlier letters said in one line, unless it is asked for.
  private mutating func addBody(_ text: String, showsQuoted: Bool) {
    for run in QuotedHistory(text).runs {
      let body = displaySafeLines(String(run.text))
      switch run.kind {
      case .ownWords: body.forEach { addWrapped($0, .text) }
      case .signature: body.forEach { addWrapped($0, .dim) }
      case .quotedHistory where showsQuoted: body.forEach { addWrapped($0, .quote) }
      case .quotedHistory:
        let count = body.count
        lines.append(StyledLine(Message("[\(count) quoted lines; z q shows them]").text(), .quote))
      }
    }
    while lines.last?.text.isEmpty == true { lines.removeLast() }
  }

  private mutating func addWrapped(_ text: String, _ role: Role) {
    for line in wrap(displaySafe(text), width: width) { lines.append(StyledLine(line, role)) }
  }
}

/// What the text of a case needs to know besides the case.
struct CaseWords: Sendable, Equatable {
  let lists: OfficeLists
  let calendar: WorkingCalendar
  let today: Day

  func correspondent(_ record: Record) -> String {
    let name = record[CaseFile.correspondent] ?? ""
    let address = record[CaseFile.address] ?? ""
    if name.isEmpty { return address.isEmpty ? Message("(no name)").text() : address }
    return address.isEmpty ? name : "\(name) <\(address)>"
  }

  func outcome(_ record: Record) -> String {
    guard let outcome = record[CaseFile.outcome] else { return "" }
    return ": \(outcome.label.text())"
  }

  /// Who wrote it, or to whom it went.
  func party(of contact: Contact) -> String {
    switch contact.kind {
    case .received: contact.sender.name.isEmpty ? contact.sender.address : contact.sender.name
    case .answer: lists.title(ofTeam: contact.sender.name)
    case .referral:
      Message("to \(lists.title(ofTeam: contact.recipients.first?.name ?? ""))").text()
    case .reply, .note: lists.fullName(of: contact.sender.name)
    }
  }
}

extension MailRemark {
  /// What the reader is told.
  var words: Message {
    switch self {
    case .charsetReplaced:
      "[the letter names a character set that it is not written in; a likelier one was used]"
    case .fromHTML: "[made readable from HTML]"
    case .hiddenText: "[the sender had hidden some text; it is shown between marks]"
    case .structureBroken: "[the message was broken or too large; what could be read is shown]"
    case .newSender: "[this sender has not written on this case before]"
    case .remoteContent: "[the message asks for pictures from elsewhere; they are never fetched]"
    }
  }
}

/// Sizes of files for people.
enum DataSize {
  /// `84 kB`, `1.2 MB`; a kilobyte is 1,000 bytes.
  static func text(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    if bytes < 1_000_000 { return "\((bytes + 500) / 1000) kB" }
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
