package import Canvas
internal import Casework

extension Greeting {
  /// The whole screen, where there is no store and so no console.
  package func frame(size: Size) -> Frame {
    var frame = Frame(size: size)
    let foot: [Message] =
      stage == .choosing ? ["m mail", "d demo", "c first record", "Enter take"] : ["Enter on"]
    let last: Message = stage == .choosing ? "q leave" : "Esc back"
    FootRows(foot, last: last).draw(row: max(0, size.rows - 1), on: &frame)
    draw(in: Rectangle(row: 0, column: 0, rows: size.rows - 1, columns: size.columns), on: &frame)
    return frame
  }

  func draw(in area: Rectangle, on frame: inout Frame) {
    var row = area.row
    func put(_ text: String, column: Int = 0, role: Role = .text, isWrapped: Bool = true) {
      let width = max(8, area.columns - column)
      for line in isWrapped ? wrap(displaySafe(text), width: width) : [text] where row < area.end.row {
        frame.put(line, row: row, column: column, width: width, style: Style(role))
        row += 1
      }
    }
    let isRoomy = area.rows >= 16
    put(Message("Welcome to Casebook.").text(), role: .heading)
    if area.rows >= 9 { put(state.text(), role: .dim) }
    if isRoomy { row += 1 }
    switch stage {
    case .choosing: drawChoices(isRoomy: isRoomy, in: area, row: row, on: &frame)
    case .office:
      put(Message("What is your office called? Its store is made under this name.").text())
      drawEntry(office, row: row, in: area, on: &frame)
      row += 1
    case .mail:
      put(JobKind.importMail.question?.text() ?? "")
      drawEntry(mail, row: row, in: area, on: &frame)
      row += 1
    }
    guard let refusal else { return }
    row = max(row, area.end.row - 2)
    put(refusal, role: .error)
  }

  private var state: Message {
    missingStore.map { "There is no store at \($0) yet. What would you like to do first?" }
      ?? "This office has no records yet. What would you like to do first?"
  }

  private func drawEntry(_ entry: TextEntry, row: Int, in area: Rectangle, on frame: inout Frame) {
    let (text, cursor) = entry.window(width: max(4, area.columns - 3))
    frame.put("> \(text)", row: row, column: 0, width: area.columns)
    frame.cursor = Point(row: min(row, area.end.row - 1), column: min(area.columns - 1, 2 + cursor))
  }

  private func drawChoices(isRoomy: Bool, in area: Rectangle, row start: Int, on frame: inout Frame) {
    var row = start
    for choice in Choice.allCases where row < area.end.row {
      let isFocused = choice == self.choice
      let title = "\(isFocused ? ">" : " ") \(choice.key) \(choice.title.text())"
      frame.put(title, row: row, column: 0, width: area.columns, style: Style(.text, isFocused: isFocused))
      if isFocused { frame.cursor = Point(row: row, column: 0) }
      row += 1
      guard isRoomy else { continue }
      let twin = choice.twin(hasStore: missingStore == nil)
      for text in [choice.sentence.text(), twin] {
        for line in wrap(displaySafe(text), width: max(8, area.columns - 4)) where row < area.end.row {
          frame.put(line, row: row, column: 4, width: area.columns - 4, style: Style(.dim))
          row += 1
        }
      }
      row += 1
    }
    // On a small screen, the same on the command line for the chosen one alone.
    guard !isRoomy, row < area.end.row else { return }
    let twin = displaySafe(choice.twin(hasStore: missingStore == nil))
    for line in wrap(twin, width: max(8, area.columns - 2)) where row < area.end.row {
      frame.put(line, row: row, column: 2, width: area.columns - 2, style: Style(.dim))
      row += 1
    }
  }
}
