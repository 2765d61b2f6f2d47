internal import Canvas
internal import Casework

// The form of a reading: the file above, the questions below, the one under the cursor in full.
extension LayerDrawing {
  func draw(_ scoring: Scoring, on frame: inout Frame) {
    let foot = FootRows(
      [
        "1 yes", "2 no", "3 n/a", "4 cannot tell", "0 blank", "F finish", "w comment", "# themes", "[ ] file",
        "Tab next",
        "U unreadable", "Esc leave",
      ], last: "F1 help")
    let question: Message = "question \(scoring.position + 1) of \(scoring.questions.count)"
    let file: Message = "file \(scoring.number) of \(scoring.mine.count) that are mine"
    let area = box(
      "\(scoring.fileReference)  \(question)  \(file)", height: size.rows, foot: foot, on: &frame)
    let rows = ScoringRows(scoring, size: size)
    for (line, text) in scoring.fileLines.dropFirst(scoring.scroll).prefix(rows.file).enumerated() {
      frame.put(text, row: area.row + line, column: 0, width: size.columns)
    }
    let middle = area.row + rows.file
    let below = scoring.linesBelow
    let more = Message.counted(
      below, one: "-- \(below) more line of the file: PgDn ",
      other: "-- \(below) more lines of the file: PgDn ")
    let used =
      scoring.linesBelow == 0
      ? 0 : frame.put(more.text(), row: middle, column: 0, width: size.columns, style: Style(.dim))
    frame.horizontalLine(row: middle, column: used, width: size.columns - used, style: Style(.divider))
    drawQuestions(scoring, from: middle + 1, count: rows.list, on: &frame)
    for (line, text) in rows.asked.enumerated() {
      frame.put(
        text, row: middle + 1 + rows.list + line, column: 2, width: size.columns - 2, style: Style(.dim))
    }
    if !scoring.noted.isEmpty {
      frame.put(
        scoring.noted, row: middle + 1 + rows.list + rows.asked.count, column: 2, width: size.columns - 2,
        style: Style(.note))
    }
    if let told = scoring.told, scoring.refusal == nil, !isWaiting {
      MessageRows(told, Style(.note), lastRow: area.end.row - 1).draw(on: &frame)
    }
    drawRefusal(scoring.refusal, row: area.end.row - 1, on: &frame)
  }

  private func drawQuestions(_ scoring: Scoring, from top: Int, count: Int, on frame: inout Frame) {
    let first = max(0, min(scoring.position - count / 2, scoring.questions.count - count))
    for (line, question) in scoring.questions.dropFirst(first).prefix(count).enumerated() {
      let isFocused = first + line == scoring.position
      let answer = scoring.answers[question.id]?.label.text() ?? "--"
      let padding = String(repeating: " ", count: max(1, 15 - CellWidth.of(answer)))
      let start = "\(isFocused ? ">" : " ") \(first + line + 1) \(answer)\(padding)"
      let text = shortened(question.text, to: size.columns - CellWidth.of(start))
      frame.put(start + text, row: top + line, column: 0, width: size.columns)
      guard isFocused else { continue }
      frame.restyle(row: top + line, column: 0, width: size.columns) { $0.isFocused = true }
      frame.cursor = Point(row: top + line, column: 0)
    }
  }

  /// What is too long for its line ends between words, with a sign that it goes on; it stands in full below.
  func shortened(_ text: String, to width: Int) -> String {
    let safe = displaySafe(text)
    guard CellWidth.of(safe) > width, let beginning = wrap(safe, width: max(1, width - 1)).first else {
      return safe
    }
    return beginning + "…"
  }
}
