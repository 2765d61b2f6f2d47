internal import Canvas
internal import Casework

/// The history of a record as lines: who did what, when, and what it changed. The newest comes first.
enum HistoryText {
  /// How many entries the short form has at most.
  static let shortest = 12

  /// In full: each change with its fields.
  static func lines(
    _ history: [HistoryLine], of kind: KindName, width: Int, words: RecordWords
  ) -> [StyledLine] {
    history.reversed().flatMap { line in
      wrapped(head(of: line, kind, words), width: width, indent: 0, .heading)
        + details(of: line, kind, words).flatMap { wrapped($0, width: width, indent: 2, .text) }
    }
  }

  /// The newest entries, a line each.
  static func short(
    _ history: [HistoryLine], of kind: KindName, width: Int, words: RecordWords
  ) -> [StyledLine] {
    var lines = history.suffix(shortest).reversed().flatMap { line in
      // What arrives has all its fields new, and the head of the record shows them.
      let details = line.isBeginning ? [] : details(of: line, kind, words)
      let text = ([head(of: line, kind, words)] + details).joined(separator: "; ")
      return wrapped(text, width: width, indent: 0, .text).prefix(1)
    }
    if history.count > shortest {
      lines += wrapped(
        Message("and \(history.count - shortest) before").text(), width: width, indent: 0, .dim)
    }
    return lines
  }

  private static func head(of line: HistoryLine, _ kind: KindName, _ words: RecordWords) -> String {
    let moment = DayWords.moment(line.entry.at, today: words.today)
    let name = line.entry.action
    let action =
      AuditAction(rawValue: name).done?.text() ?? RecordKind.named(kind).act(named: name)?.done.text() ?? name
    return "\(moment)  \(action)  \(words.lists.fullName(of: line.entry.actor))"
  }

  // MARK: - What changed

  private static func details(of line: HistoryLine, _ kind: KindName, _ words: RecordWords) -> [String] {
    let fields = line.detail.fields
    let reason = line.entry.reason ?? fields["reason"]?.after.string
    var details = reason.map { [Message("reason: \($0)").text()] } ?? []
    details += ChangeText.lines(line.detail, of: kind, words)
    return details
  }

  private static func wrapped(_ text: String, width: Int, indent: Int, _ role: Role) -> [StyledLine] {
    let start = String(repeating: " ", count: indent)
    return wrap(displaySafe(text), width: max(10, width - indent)).map { StyledLine(start + $0, role) }
  }
}

/// What a change did to the fields of a record.
enum ChangeText {
  /// A line for each field that a person knows: as it was and as it is.
  ///
  /// - Parameter showsEmpty: whether it is said of a field, too, that nothing was in it.
  static func lines(
    _ detail: ChangeDetail, of kind: KindName, _ words: RecordWords, showsEmpty: Bool = false
  ) -> [String] {
    let fields = detail.fields
    return RecordKind.named(kind).fields.compactMap { field in
      guard !field.isDerived || field.name == Head.stage.name, let change = fields[field.name] else {
        return nil
      }
      let before = words.text(change.before, of: field, kind)
      let after = words.text(change.after, of: field, kind)
      let label = field.label.text()
      if change.before == .null, !showsEmpty { return "\(label): \(after)" }
      if change.after == .null { return Message("\(label): \(before), taken away").text() }
      return "\(label): \(before) -> \(after)"
    }
  }
}

extension HistoryLine {
  /// Whether there was nothing before it.
  fileprivate var isBeginning: Bool {
    entry.action == AuditAction.import.rawValue || entry.action == AuditAction.create.rawValue
  }
}

extension RecordWords {
  /// The value of a field as people say it.
  func text(_ value: JSON, of field: FieldDescription, _ kind: KindName) -> String {
    if value == .null { return "--" }
    if let isSo = Bool(json: value) { return (isSo ? Message("yes") : Message("no")).text() }
    if let names = value.array?.compactMap(\.string) {
      // The title of a place has a comma of its own.
      let separator = field.type == .places ? "; " : ", "
      return names.map { text(.string($0), of: field, kind) }.joined(separator: separator)
    }
    guard let name = value.string else { return value.text }
    return switch field.type {
    case .account: lists.fullName(of: name)
    case .team: lists.title(ofTeam: name)
    case .place, .places: lists.title(ofPlace: name)
    case .themes: lists.title(ofTheme: name)
    case .choice(let choices): choices.first { $0.name == name }?.label.text() ?? name
    case .day: Day(name).map { DayWords.short($0, today: today) } ?? name
    default:
      field.name == Head.stage.name ? RecordKind.named(kind).stage(named: name)?.label.text() ?? name : name
    }
  }
}

extension AuditAction {
  /// What was done, in the past.
  fileprivate var done: Message? {
    switch self {
    case .create: "recorded"
    case .change: "changed"
    case .note: "note written"
    case .move: "moved"
    case .import: "arrived"
    case .join: "another letter arrived"
    case .undo: "taken back"
    default: nil
    }
  }
}
