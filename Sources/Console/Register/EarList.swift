internal import Canvas
internal import Casework

/// The rows of a list as sentences, for who listens or reads by touch: what matters first, nothing shortened, signs
/// as words.
struct EarList {
  let words: RecordWords

  /// `new, COR-26-0001, late by 3 working days, Speeding, from Gwen Ellis, owner Siân Llwyd`.
  func sentence(_ line: ListLine) -> Message {
    let row = line.row
    var parts: [Message] = row.isUnread ? ["new"] : []
    parts.append("\(row.reference)")
    parts.append(standing(of: row))
    parts.append("\(line.excerpt?.text ?? row.title)")
    if let party = row.party { parts.append("from \(party)") }
    parts.append(row.owner.map { "owner \(words.lists.fullName(of: $0))" } ?? "nobody's")
    return parts.dropFirst().reduce(parts[0]) { "\($0), \($1)" }
  }

  /// When it is due; else where it stands.
  private func standing(of row: RecordRow) -> Message {
    guard row.isOpen, let due = row.due else {
      if row.isPaused { return "paused" }
      let stage = RecordKind.named(row.kind).stage(named: row.stage)
      return "\(stage?.label.text().lowercased() ?? row.stage)"
    }
    return Self.due(due, words: words)
  }

  /// Units: working days, of the office's calendar.
  static func due(_ day: Day, words: RecordWords) -> Message {
    let today = words.today
    if day == today { return "due today" }
    let count = abs(words.workdays.workingDays(from: min(day, today), to: max(day, today)))
    if day < today {
      return .counted(max(1, count), one: "late by 1 working day", other: "late by \(count) working days")
    }
    return .counted(count, one: "due in 1 working day", other: "due in \(count) working days")
  }

  func draw(_ line: ListLine, isFocused: Bool, in row: Rectangle, on frame: inout Frame) {
    let text = (isFocused ? "> " : "  ") + displaySafe(sentence(line).text())
    frame.put(
      text, row: row.row, column: row.column, width: row.columns, style: Style(.text, isFocused: isFocused))
  }
}
