internal import Canvas
internal import Casework

// The list of jobs: a row a job, beneath it what is to be said of the one under the cursor.
extension LayerDrawing {
  /// Rows of the list on a page of so many rows; the rest is for details and for what can be started.
  static func jobRows(of rows: Int) -> Int { max(1, rows * 2 / 5) }

  func draw(_ page: JobsPage, on frame: inout Frame) {
    let foot = FootRows(
      page.isLeaving
        ? ["q stop it and leave", "Esc stay", "x stop"]
        : Self.keys(of: page.selected) + ["m import mail", "e export", "v verify", "Esc back"],
      last: "F1 help")
    guard let area = pageBox("Jobs of this console", foot: foot, on: &frame) else { return }
    let (list, rest) = area.split(atRow: min(max(1, page.jobs.count), Self.jobRows(of: area.rows)))
    frame.cursor = Point(row: area.row, column: 0)
    if page.jobs.isEmpty {
      frame.put(
        Message("Nothing was begun yet.").text(), row: list.row, column: 0, width: size.columns,
        style: Style(.dim))
    }
    for (line, position) in page.cursor.visible.prefix(list.rows).enumerated() {
      let isFocused = position == page.cursor.selection
      draw(page.jobs[position], isFocused: isFocused, row: list.row + line, on: &frame)
      if isFocused { frame.cursor = Point(row: list.row + line, column: 0) }
    }
    draw(details(of: page), in: rest, on: &frame)
  }

  /// What can be done to the job under the cursor.
  private static func keys(of job: Job?) -> [Message] {
    guard let job else { return [] }
    return job.isRunning ? ["x stop"] : ["Enter again"]
  }

  private func draw(_ job: Job, isFocused: Bool, row: Int, on frame: inout Frame) {
    let role: Role = job.end?.outcome == .failed ? .error : .text
    let state = job.state.text()
    let padded = state + String(repeating: " ", count: max(1, 14 - state.count))
    let time = size.columns < 60 ? "" : "\(job.began.londonTime)  "
    let line =
      "\(isFocused ? ">" : " ") \(time)\(padded)\(job.order.kind.label.text())  \(displaySafe(job.order.path))"
    frame.put(line, row: row, column: 0, width: size.columns, style: Style(role, isFocused: isFocused))
    guard isFocused else { return }
    frame.restyle(row: row, column: 0, width: size.columns) { $0.isFocused = true }
  }

  private func details(of page: JobsPage) -> [StyledLine] {
    var lines: [StyledLine] = [StyledLine("")]
    if let job = page.selected {
      let role: Role = job.end?.outcome == .failed ? .error : .text
      lines += wrapped(job.words, role)
      lines += (job.end?.details ?? []).flatMap { wrapped($0, .dim) }
      lines.append(StyledLine(""))
    }
    lines.append(StyledLine(Message("What can be begun").text(), .heading))
    for kind in JobKind.allCases {
      let name = "  \(kind.key) \(kind.label.text())"
      let blank = String(repeating: " ", count: max(2, 28 - name.count))
      let both = "\(kind.sentence.text())   \(kind.twin)"
      // Half a command is none: it goes beneath where it does not fit.
      let fits = CellWidth.of(name + blank + both) <= size.columns
      let detail = size.columns < 110 ? kind.twin : fits ? both : kind.sentence.text()
      lines.append(StyledLine(spans: [StyledSpan(name), StyledSpan(blank + detail, Style(.dim))]))
      guard size.columns >= 110, !fits else { continue }
      lines.append(StyledLine(String(repeating: " ", count: 28) + kind.twin, .dim))
    }
    return lines
  }

  private func wrapped(_ message: Message, _ role: Role) -> [StyledLine] {
    wrap(displaySafe(message.text()), width: max(8, size.columns - 2)).map { StyledLine("  " + $0, role) }
  }

  private func draw(_ lines: [StyledLine], in area: Rectangle, on frame: inout Frame) {
    for (row, line) in lines.prefix(area.rows).enumerated() {
      frame.put(line, row: area.row + row, column: 0, width: size.columns)
    }
  }
}
