internal import Canvas
internal import Casework

/// The attendance grid as a page: for each group a table of seats by meetings, then in words which seats were empty.
enum AttendancePage {
  static func lines(_ grid: AttendanceGrid, width: Int) -> [StyledLine] {
    let tables = grid.groups.flatMap { table($0, width: width) + [StyledLine("")] }
    return tables + empty(grid, width: width)
  }

  /// Room for a seat's name, and for each meeting. Columns.
  private static let names = 24
  private static let column = 9

  /// As many meetings side by side as there is room for, the others beneath.
  private static func table(_ group: GroupAttendance, width: Int) -> [StyledLine] {
    var lines = [StyledLine(displaySafe("\(group.reference)  \(group.title)"), .heading)]
    guard !group.meetings.isEmpty else {
      return lines + [StyledLine(Message("No meeting took place in that year.").text(), .dim)]
    }
    guard !group.seats.isEmpty else {
      return lines + [
        StyledLine(Message("No seat is required: d, 'require seat' requires one.").text(), .dim)
      ]
    }
    let perBlock = max(1, (width - names) / column)
    for start in stride(from: 0, to: group.meetings.count, by: perBlock) {
      let block = start..<min(start + perBlock, group.meetings.count)
      let days = group.meetings[block].map { padded(DayWords.short($0.day, today: $0.day), to: column) }
      lines.append(StyledLine(padded("", to: names) + days.joined(), .dim))
      for seat in group.seats { lines.append(row(seat, block)) }
    }
    return lines
  }

  private static func row(_ seat: GroupAttendance.SeatRow, _ block: Range<Int>) -> StyledLine {
    seat.marks[block].reduce(StyledLine(padded(seat.name, to: names))) { line, mark in
      line + StyledLine(padded(mark.label.text(), to: column), mark.isEmpty ? .late : .text)
    }
  }

  private static func empty(_ grid: AttendanceGrid, width: Int) -> [StyledLine] {
    let seats = grid.empty
    guard !seats.isEmpty else { return [StyledLine(Message("No required seat was empty.").text())] }
    let heading: Message = seats.count == 1 ? "1 empty seat" : "\(seats.count) empty seats"
    let lines = seats.flatMap { seat in
      let words: Message =
        "\(seat.seat) at \(seat.meeting.reference) on \(DayWords.long(seat.meeting.day)) (\(seat.reason))"
      return wrap(displaySafe(words.text()), width: width).map { StyledLine($0, .late) }
    }
    return [StyledLine(heading.text(), .heading)] + lines
  }

  /// Cut or filled to so many columns, the last of which is blank.
  private static func padded(_ text: String, to columns: Int) -> String {
    var shown = displaySafe(text)
    while CellWidth.of(shown) >= columns { shown.removeLast() }
    return shown + String(repeating: " ", count: columns - CellWidth.of(shown))
  }
}

extension Session {
  /// Asks for the attendance of the group under the cursor, or of the one whose meeting stands there.
  mutating func askAttendance() -> [Request] {
    guard let record = pane.opened?.record, record.reference == pane.shownReference else { return [] }
    switch record.kind {
    case .group: return [.sheet(.attendance(group: record.reference, year: today.year))]
    case .meeting:
      let year = record[Head.received]?.year ?? today.year
      return record[Head.parent].map { [.sheet(.attendance(group: $0, year: year))] } ?? []
    default:
      notice = Notice(message: "Attendance is of groups and meetings: go to one of them.", isError: true)
      return []
    }
  }

  /// Lays a table that was asked for over the pane.
  mutating func show(_ sheet: Sheet) -> [Request] {
    switch sheet {
    case .attendance(let grid):
      let group = grid.groups.first?.title ?? ""
      return lay(
        .page(
          TextPage(
            "Attendance \(grid.year): \(group)", .lines(AttendancePage.lines(grid, width: size.columns)))))
    }
  }
}
