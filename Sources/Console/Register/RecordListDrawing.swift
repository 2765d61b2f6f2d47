internal import Canvas
internal import Casework

/// The rows of a list of records.
///
/// A row begins with what matters, in words: focus, tag, unread, reference, due or stage, day; the free text comes last, so
/// that right-to-left or wide writing can move nothing beside it.
struct RecordListDrawing {
  let words: RecordWords
  /// The columns between the reference and the subject, from the left, with their widths in cells.
  let plan: [(column: ListColumn, width: Int)]

  /// Of the two rows of a narrow screen.
  private let dueColumns: Int

  /// So much stays for the subject, whatever columns were chosen. Cells.
  private static let leastText = 12

  /// - Parameter chosen: the columns of this list; nil for as many as the screen allows.
  /// - Parameter lines: those on the screen; a column in which none of them has anything is left out.
  /// - Parameter widest: what the texts of the list need; what they leave free goes to the names.
  init(
    words: RecordWords, width: Int, isOfCases: Bool, chosen: ListColumns? = nil,
    lines: some Sequence<ListLine>, widest: ListWidths = ListWidths()
  ) {
    self.words = words
    dueColumns = isOfCases ? 9 : 12
    var left = width - Self.marksAndReference - Self.leastText
    let planned: [(column: ListColumn, width: Int)] =
      if let chosen {
        chosen.all.filter { column in
          left -= column.width
          return left >= 0
        }
      } else if isOfCases {
        Self.casePlan(width: width)
      } else {
        Self.plan(width: width, hasParties: lines.contains { $0.row.party != nil })
      }
    plan = Self.widened(planned, width: width, widest: widest)
  }

  /// The focus, the tag, the mark of what is new, and a usual reference. Cells.
  private static let marksAndReference = 16

  /// With as much more room for the names as the subjects leave free, and as the names need.
  private static func widened(
    _ plan: [(column: ListColumn, width: Int)], width: Int, widest: ListWidths
  ) -> [(column: ListColumn, width: Int)] {
    guard let position = plan.firstIndex(where: { $0.column == .party }) else { return plan }
    let free = width - marksAndReference - plan.reduce(0) { $0 + $1.width } - widest.text
    let missing = widest.party + 1 - plan[position].width
    guard free > 0, missing > 0 else { return plan }
    var plan = plan
    plan[position].width += min(free, missing)
    return plan
  }

  /// A list of cases. As it narrows, columns go in the order channel, owner, who.
  private static func casePlan(width: Int) -> [(column: ListColumn, width: Int)] {
    var plan: [(column: ListColumn, width: Int)] = [(.due, 9)]
    if width >= 56 { plan.append((.owner, 3)) }
    if width >= 90 { plan.append((.channel, 10)) }
    if width >= 46 { plan.append((.party, width >= 100 ? 22 : width >= 60 ? 18 : 13)) }
    return plan
  }

  /// A list of records of other kinds: their stages take more room than days, and few have somebody they are from.
  private static func plan(width: Int, hasParties: Bool) -> [(column: ListColumn, width: Int)] {
    var plan: [(column: ListColumn, width: Int)] = [(.due, 12)]
    if width >= 56 { plan.append((.day, DayWords.briefColumns + 1)) }
    if width >= 62 { plan.append((.owner, 3)) }
    if hasParties, width >= 62 { plan.append((.party, width >= 100 ? 22 : 14)) }
    return plan
  }

  func draw(_ line: ListLine, isFocused: Bool, isTagged: Bool, in row: Rectangle, on frame: inout Frame) {
    let record = line.row
    var column = row.column
    func put(_ text: String, _ width: Int, _ style: Style = Style()) {
      let end = row.column + row.columns
      frame.put(text, row: row.row, column: column, width: min(width, max(0, end - column)), style: style)
      column += width
    }
    put(isFocused ? ">" : " ", 1)
    put(isTagged ? "*" : " ", 1, Style(.tagged))
    put(record.isUnread ? Self.newMark.text() : "", 2, Style(.soon))
    // On the smallest screens the letters of the kind give way, so that the day can be read in full.
    let reference = row.columns < 30 ? String(record.reference.dropFirst(4)) : record.reference
    put(reference, max(row.columns < 30 ? 0 : 11, min(20, reference.count)) + 1)
    for (kind, width) in plan {
      let (text, style) = cell(kind, of: record)
      // The last cell stays free, so that the columns never touch.
      put(text, width - 1, style)
      column += 1
    }
    let rest = max(0, row.column + row.columns - column)
    frame.put(Self.text(line), row: row.row, column: column, width: rest)
    guard isFocused else { return }
    frame.restyle(row: row.row, column: row.column, width: row.columns) { $0.isFocused = true }
  }

  private func cell(_ column: ListColumn, of record: RecordRow) -> (text: String, style: Style) {
    switch column {
    case .due:
      let due = due(of: record)
      return (due.text, Style(due.role))
    case .stage: return (Self.stage(of: record), Style())
    case .day: return (day(of: record), Style())
    case .owner: return (words.lists.initials(of: record.owner), Style(.dim))
    case .team: return (record.team.map(words.lists.title(ofTeam:)) ?? "", Style(.dim))
    case .channel: return (channel(of: record), Style(.dim))
    case .party: return (correspondent(of: record), Style())
    case .place: return (record.place.map(words.lists.title(ofPlace:)) ?? "", Style())
    case .parent: return (record.parent ?? "", Style(.dim))
    }
  }

  private static func stage(of record: RecordRow) -> String {
    RecordKind.named(record.kind).stage(named: record.stage)?.label.text().lowercased() ?? record.stage
  }

  /// Two rows for one record, for narrow screens.
  func drawNarrow(
    _ line: ListLine, isFocused: Bool, isTagged: Bool, in area: Rectangle, on frame: inout Frame
  ) {
    let record = line.row
    let due = due(of: record)
    let new = record.isUnread ? Self.newMark.text() : " "
    let mark = "\(isFocused ? ">" : " ")\(isTagged ? "*" : " ")\(new) \(record.reference)  "
    var used = frame.put(mark, row: area.row, column: area.column, width: area.columns)
    frame.put(
      due.text, row: area.row, column: area.column + used, width: area.columns - used, style: Style(due.role))
    used += dueColumns
    let who = "\(words.lists.initials(of: record.owner)) \(correspondent(of: record))"
    if area.columns >= used + 8 {
      frame.put(who, row: area.row, column: area.column + used, width: area.columns - used)
    }
    frame.put(Self.text(line).indented, row: area.row + 1, column: area.column, width: area.columns)
    guard isFocused else { return }
    frame.restyle(row: area.row, column: area.column, width: area.columns) { $0.isFocused = true }
  }

  private func channel(of record: RecordRow) -> String {
    guard let name = record.channel else { return "" }
    return Channel(rawValue: name)?.short.text() ?? name
  }

  /// One letter for a record to which nothing was done since the last letter came.
  static let newMark = Message("N", context: "one letter: new")

  /// The day on which it took place, or arrived.
  private func day(of record: RecordRow) -> String {
    guard let day = record.received else { return "" }
    return DayWords.brief(day, today: words.today)
  }

  private func due(of record: RecordRow) -> (text: String, role: Role) { Self.due(of: record, words: words) }

  /// When it is due, or, when nothing is, where it stands.
  static func due(of record: RecordRow, words: RecordWords) -> (text: String, role: Role) {
    if record.isPaused, record.due == nil { return (Message("paused").text(), .dim) }
    guard record.isOpen, let due = record.due else {
      guard record.kind != .caseFile || !record.isOpen || record.stage == CaseFile.replied else {
        return ("", .text)
      }
      return (stage(of: record), .dim)
    }
    let (text, urgency) = DayWords.due(due, today: words.today, calendar: words.workdays)
    return (text.text(), urgency.role)
  }

  /// A row in plain words, for a text.
  static func plain(_ row: RecordRow, words: RecordWords) -> String {
    let due = due(of: row, words: words).text
    let party = row.party.map { "\($0)  " } ?? ""
    return "\(row.reference)  \(due)  \(party)\(row.title)"
  }

  private func correspondent(of record: RecordRow) -> String {
    if let party = record.party { return party }
    guard record.kind == .caseFile else { return "" }
    // An issue that nobody in particular raised is from where it was raised.
    return record.parent.map { "(\($0))" } ?? Message("(no name)").text()
  }

  /// The subject, or where the search matched.
  static func text(_ line: ListLine) -> StyledLine {
    guard let excerpt = line.excerpt else { return StyledLine(displaySafe(line.row.title)) }
    let characters = Array(excerpt.text)
    var spans: [StyledSpan] = []
    var position = 0
    for match in excerpt.matches where match.lowerBound >= position && match.upperBound <= characters.count {
      spans.append(StyledSpan(displaySafe(String(characters[position..<match.lowerBound]))))
      spans.append(StyledSpan(displaySafe(String(characters[match])), Style(.match)))
      position = match.upperBound
    }
    spans.append(StyledSpan(displaySafe(String(characters[position...]))))
    return StyledLine(spans: spans)
  }
}

extension StyledLine {
  fileprivate var indented: StyledLine { StyledLine("    ") + self }
}

extension Channel {
  /// In a narrow column: at most nine letters.
  fileprivate var short: Message {
    switch self {
    case .email: Message("email", context: "channel")
    case .letter: Message("letter", context: "channel")
    case .phone: Message("phone", context: "channel")
    case .visit: Message("visit", context: "channel")
    case .surgery: Message("surgery", context: "channel")
    case .walkabout: Message("walkabout", context: "channel")
    case .social: Message("social", context: "channel")
    case .form: Message("form", context: "channel")
    }
  }
}

/// What the texts of a list need: enough for nearly all names, and for most subjects. Cells.
struct ListWidths: Sendable, Equatable {
  private(set) var party = 0
  private(set) var text = 0

  /// Columns do not move while one pages through a list: its first page speaks for all.
  private static let rows = 200

  init(_ lines: [ListLine] = []) {
    let lines = lines.prefix(Self.rows)
    party = Self.width(of: lines.map { $0.row.party ?? "" }, share: 95)
    text = Self.width(of: lines.map { $0.excerpt?.text ?? $0.row.title }, share: 75)
  }

  /// A width in which so many per cent of the texts have room: the longest alone shall not take it from all.
  private static func width(of texts: [String], share: Int) -> Int {
    let widths = texts.map { CellWidth.of(displaySafe($0)) }.sorted()
    return widths[safe: (widths.count - 1) * share / 100] ?? 0
  }
}
