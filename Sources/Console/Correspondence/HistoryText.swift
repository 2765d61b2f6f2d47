internal import Canvas
internal import Casework

/// The history of a case as lines: who did what, when, and what it changed. The newest comes first.
enum HistoryText {
  /// How many entries the short form has at most.
  static let shortest = 12

  /// In full: each change with its fields.
  static func lines(_ history: [HistoryLine], width: Int, words: CaseWords) -> [StyledLine] {
    history.reversed().flatMap { line in
      wrapped(head(of: line, words), width: width, indent: 0, .heading)
        + details(of: line, words).flatMap { wrapped($0, width: width, indent: 2, .text) }
    }
  }

  /// The newest entries, a line each.
  static func short(_ history: [HistoryLine], width: Int, words: CaseWords) -> [StyledLine] {
    var lines = history.suffix(shortest).reversed().flatMap { line in
      // What arrives has all its fields new, and the head of the case shows them.
      let details = line.isBeginning ? [] : details(of: line, words)
      let text = ([head(of: line, words)] + details).joined(separator: "; ")
      return wrapped(text, width: width, indent: 0, .text).prefix(1)
    }
    if history.count > shortest {
      lines += wrapped(
        Message("and \(history.count - shortest) before").text(), width: width, indent: 0, .dim)
    }
    return lines
  }

  private static func head(of line: HistoryLine, _ words: CaseWords) -> String {
    let moment = DayWords.moment(line.entry.at, today: words.today)
    let action = AuditAction(rawValue: line.entry.action)?.done.text() ?? line.entry.action
    return "\(moment)  \(action)  \(words.lists.fullName(of: line.entry.actor))"
  }

  // MARK: - What changed

  private static func details(of line: HistoryLine, _ words: CaseWords) -> [String] {
    var details = line.entry.reason.map { [Message("reason: \($0)").text()] } ?? []
    let fields = line.detail.fields
    for field in CaseFile.kind.fields where !field.isDerived || field.name == Head.stage.name {
      guard let change = fields[field.name] else { continue }
      let before = words.text(change.before, of: field)
      let after = words.text(change.after, of: field)
      let label = field.label.text()
      details.append(
        change.before == .null
          ? "\(label): \(after)"
          : change.after == .null
            ? Message("\(label): \(before), taken away").text()
            : "\(label): \(before) -> \(after)")
    }
    return details
  }

  private static func wrapped(_ text: String, width: Int, indent: Int, _ role: Role) -> [StyledLine] {
    let start = String(repeating: " ", count: indent)
    return wrap(displaySafe(text), width: max(10, width - indent)).map { StyledLine(start + $0, role) }
  }
}

extension HistoryLine {
  /// Whether there was nothing before it.
  fileprivate var isBeginning: Bool {
    entry.action == AuditAction.import.rawValue || entry.action == AuditAction.create.rawValue
  }
}

extension CaseWords {
  /// The value of a field as people say it.
  func text(_ value: JSON, of field: FieldDescription) -> String {
    if value == .null { return "--" }
    if let names = value.array?.compactMap(\.string) {
      return names.map { text(.string($0), of: field) }.joined(separator: ", ")
    }
    guard let name = value.string else { return value.text }
    return switch field.type {
    case .account: lists.fullName(of: name)
    case .team: lists.title(ofTeam: name)
    case .place: lists.title(ofPlace: name)
    case .themes: lists.title(ofTheme: name)
    case .choice(let choices): choices.first { $0.name == name }?.label.text() ?? name
    case .day: Day(name).map { DayWords.short($0, today: today) } ?? name
    default:
      field.name == Head.stage.name ? CaseFile.kind.stage(named: name)?.label.text() ?? name : name
    }
  }
}

extension AuditAction {
  /// What was done, in the past.
  fileprivate var done: Message {
    switch self {
    case .create: "recorded"
    case .change: "changed"
    case .note: "note written"
    case .refer: "referred"
    case .answer: "answer recorded"
    case .reply: "reply recorded"
    case .move: "moved"
    case .import: "arrived"
    case .join: "another letter arrived"
    case .undo: "taken back"
    }
  }
}
