internal import Canvas
internal import Casework

/// A record as text to read: head, body, what belongs to it, thread with the newest first, attachments, history; cleaned for the screen
/// and wrapped to a width.
///
/// Lines are made as they are needed, so that a letter of a megabyte or a thread of a hundred costs no more
/// than what is seen of it.
struct RecordText: Sendable, Equatable {
  /// The longest line, in columns: on a wider screen the eye would lose the beginning of the next.
  static let measure = 120

  /// What the lines depend on besides the case.
  struct Format: Sendable, Equatable {
    let width: Int
    let words: RecordWords
    let showsQuoted: Bool
  }

  /// What is still to be made into lines.
  private enum Piece: Sendable, Equatable {
    case contact(Contact)
    /// A text as it came, without its lines that are made already.
    case text(Substring, Role)
    case folded(Substring)
    /// Paragraphs that so many other letters have too.
    case same(paragraphs: Int, others: Int)
    /// A paragraph that so many other letters have in other words.
    case reworded([LetterDifference.Segment], others: Int)
    case attachment(MailAttachment, number: Int)
    /// Blank lines at the end of a letter go.
    case endOfBody
    /// What belongs to the record.
    case children([RecordRow])
    case history([HistoryLine], KindName)
  }

  let format: Format
  private(set) var lines: [StyledLine] = []
  /// The next piece is the last.
  private var pieces: [Piece] = []
  private var scalarsRead = 0
  private let campaign: CampaignNote?

  /// The screen shows no more lines of a case: to go to its end must not take longer than a key may take.
  static let longest = 5000
  /// How much text one key reads, in scalars, if it makes fewer lines than it should: a megabyte of accents
  /// is one line.
  private static let mostAtOnce = 30_000
  /// A line that is longer is cut here, in scalars: its end is not known before all of it is read.
  private static let longestLine = 4000

  /// Whether all lines are made.
  var isWhole: Bool { pieces.isEmpty }

  init(_ view: RecordView, history: [HistoryLine], format: Format) {
    self.format = format
    campaign = view.campaign
    lines = RecordHead(view, format: format).lines + RecordBody.lines(view, format: format)
    pieces = [.history(history, view.record.kind)] + view.contacts.map { .contact($0) }
    let children = RecordBody.otherChildren(view)
    if !children.isEmpty { pieces.append(.children(children)) }
  }

  /// Goes on until there are so many lines, or no more.
  mutating func make(lines count: Int) {
    let mostScalars = count < Self.longest ? scalarsRead + Self.mostAtOnce : Int.max
    while lines.count < min(count, Self.longest), scalarsRead < mostScalars, let piece = pieces.popLast() {
      add(piece)
    }
    guard lines.count >= Self.longest, !isWhole else { return }
    pieces = []
    addWrapped("[the rest is too long for the screen: casebook show prints all of it]", .note)
  }

  private mutating func add(_ piece: Piece) {
    switch piece {
    case .contact(let contact): add(contact)
    case .text(let text, let role): addFirstLine(of: text, role)
    case .folded(let text):
      let count =
        text.utf8.count { $0 == UInt8(ascii: "\n") } + (text.utf8.last == UInt8(ascii: "\n") ? 0 : 1)
      addWrapped(
        .counted(
          count, one: "[1 quoted line; z q shows it]", other: "[\(count) quoted lines; z q shows them]"),
        .quote)
    case .same(let paragraphs, let others):
      addWrapped(
        .counted(
          paragraphs, one: "[same as \(others) others: 1 paragraph; z q shows it]",
          other: "[same as \(others) others: \(paragraphs) paragraphs; z q shows them]"), .quote)
    case .reworded(let segments, let others):
      addWrapped(
        "[\(others) others say this in other words; what only this one says is in brackets; z q shows it as it came]",
        .quote)
      addParts(of: displaySafe(segments.bracketed), .text)
      lines.append(StyledLine(""))
    case .attachment(let attachment, let number):
      let size = DataSize.text(attachment.size)
      addWrapped("Attachment \(number)  \(attachment.name)  \(size)  (o saves)", .heading)
    case .endOfBody: while lines.last?.text.isEmpty == true { lines.removeLast() }
    case .children(let rows): add(rows)
    case .history(let history, let kind): add(history, kind)
    }
  }

  // MARK: - Thread

  private mutating func add(_ contact: Contact) {
    lines.append(StyledLine(""))
    addHeading(contact)
    guard !contact.isUnreadable else {
      return addWrapped("[this message could not be read; it is kept as it came]", .note)
    }
    for remark in contact.remarks { addWrapped(remark.words, .note) }
    var next: [Piece] = QuotedHistory(contact.text).runs.flatMap { run -> [Piece] in
      switch run.kind {
      case .ownWords: ownWords(run.text, of: contact)
      case .signature: [.text(run.text, .dim)]
      case .quotedHistory: [format.showsQuoted ? .text(run.text, .quote) : .folded(run.text)]
      }
    }
    next.append(.endOfBody)
    next += contact.attachments.enumerated().map { .attachment($1, number: $0 + 1) }
    pieces += next.reversed()
  }

  private func ownWords(_ text: Substring, of contact: Contact) -> [Piece] {
    guard !format.showsQuoted else { return [.text(text, .text)] }
    let others = (campaign?.cases ?? 1) - 1
    return CampaignFolding.parts(of: text, in: contact, campaign).map { part in
      switch part {
      case .own(let words): .text(words, .text)
      case .common(_, let paragraphs): .same(paragraphs: paragraphs, others: others)
      case .reworded(_, let segments): .reworded(segments, others: others)
      }
    }
  }

  private mutating func addHeading(_ contact: Contact) {
    let moment = DayWords.moment(contact.at, today: format.words.today)
    let who = format.words.party(of: contact)
    var text = "-- \(contact.kind.label.text())  \(moment)  \(who) "
    if contact.mailNature == .automaticReply { text += Message("(automatic reply) ").text() }
    if contact.mailNature == .bounce { text += Message("(not delivered) ").text() }
    addRule(text)
    if !contact.subject.isBlank { addWrapped("\(contact.subject)", .text) }
  }

  private mutating func addRule(_ text: String) {
    var parts = wrap(displaySafe(text), width: format.width)
    let rest = max(0, format.width - CellWidth.of(parts[parts.count - 1]) - 1)
    if rest > 0 { parts[parts.count - 1] += " " + String(repeating: "-", count: rest) }
    lines += parts.map { StyledLine($0, .heading) }
  }

  private mutating func addFirstLine(of text: Substring, _ role: Role) {
    let scalars = text.unicodeScalars
    var line = scalars.prefix(Self.longestLine).prefix { $0 != "\n" }
    var rest = scalars[line.endIndex...]
    if let next = rest.first, next != "\n", let space = line.lastIndex(of: " ") {
      line = line[...space]
      rest = scalars[line.endIndex...]
    }
    scalarsRead += line.count
    if rest.first == "\n" { rest = rest.dropFirst() }
    if !rest.isEmpty { pieces.append(.text(Substring(rest), role)) }
    if line.last == "\r" { line = line.dropLast() }
    for part in displaySafeLines(String(Substring(line))) { addParts(of: part, role) }
  }

  // MARK: - What belongs to it

  private mutating func add(_ rows: [RecordRow]) {
    var kind: KindName?
    for row in rows {
      if row.kind != kind {
        lines.append(StyledLine(""))
        let count = rows.count { $0.kind == row.kind }
        addRule(Message("-- \(RecordKind.named(row.kind).plural): \(count)  (g l lists them) ").text())
        kind = row.kind
      }
      let line = RecordListDrawing.plain(row, words: format.words)
      lines.append(StyledLine(wrap(displaySafe(line), width: format.width).first ?? ""))
    }
  }

  // MARK: - History

  private mutating func add(_ history: [HistoryLine], _ kind: KindName) {
    guard !history.isEmpty else { return }
    lines.append(StyledLine(""))
    addRule(Message("-- History  (g h shows all of it) ").text())
    lines += HistoryText.short(history, of: kind, width: format.width, words: format.words)
  }

  private mutating func addWrapped(_ message: Message, _ role: Role) {
    addParts(of: displaySafe(message.text()), role)
  }

  private mutating func addParts(of safe: String, _ role: Role) {
    for part in wrap(safe, width: format.width) { lines.append(StyledLine(part, role)) }
  }
}
