internal import Canvas
internal import Casework

/// The history of a case as lines: who did what, when, and what it changed. The newest comes first.
enum HistoryText {
  static func lines(_ history: [HistoryLine], width: Int, words: CaseWords) -> [StyledLine] {
    history.reversed().flatMap { line -> [StyledLine] in
      let moment = DayWords.moment(line.entry.at, today: words.today)
      let who = words.lists.fullName(of: line.entry.actor)
      let head = displaySafe("\(moment)  \(line.entry.action)  \(who)")
      var lines = [StyledLine(head, .heading)]
      if let reason = line.entry.reason {
        lines += wrapped(Message("reason: \(reason)").text(), width: width, .note)
      }
      for (name, change) in line.detail.fields.sorted(by: { $0.key < $1.key }) {
        lines += wrapped(sentence(name, change), width: width, .text)
      }
      return lines
    }
  }

  private static func sentence(_ name: String, _ change: (before: JSON, after: JSON)) -> String {
    if name == "contacts" {
      let written = change.after.array?.compactMap { $0["kind"]?.string }.joined(separator: ", ") ?? ""
      return change.after == .null ? Message("taken back").text() : Message("written: \(written)").text()
    }
    return "\(name): \(plain(change.before)) -> \(plain(change.after))"
  }

  private static func plain(_ value: JSON) -> String {
    value == .null ? "--" : value.string ?? value.text
  }

  private static func wrapped(_ text: String, width: Int, _ role: Role) -> [StyledLine] {
    wrap(displaySafe(text), width: max(10, width - 2)).map { StyledLine("  " + $0, role) }
  }
}
