// The attendance of a year as people and programs read it.

extension AttendanceGrid {
  var sheetTitle: Message { "Attendance \(year): \(groups.first?.title ?? "")" }

  /// For each group a table of seats by meetings, then in words which seats were empty.
  func lines(columns: Int) -> [SheetLine] {
    let tables = groups.flatMap { $0.lines(columns: columns) + [.blank] }
    let seats = empty
    guard !seats.isEmpty else { return tables + [SheetLine(.text, "No required seat was empty.")] }
    let count = Message.counted(seats.count, one: "1 empty seat", other: "\(seats.count) empty seats")
    return tables + [SheetLine(.heading, count)]
      + seats.map { seat in
        SheetLine(
          .red,
          "Empty: \(seat.seat) at \(seat.meeting.reference) on \(seat.meeting.day.inWords) (\(seat.reason))")
      }
  }

  /// One row for each seat and meeting.
  var table: [[String]] {
    [["group", "title", "seat", "meeting", "date", "type", "attendance"]]
      + groups.flatMap { group in
        group.seats.flatMap { seat in
          zip(group.meetings, seat.marks).map { meeting, mark in
            [
              group.reference, group.title, seat.name, meeting.reference, meeting.day.description,
              meeting.type.rawValue, mark.rawValue,
            ]
          }
        }
      }
  }

  var json: JSON {
    [
      "year": .integer(year),
      "groups": .array(groups.map(\.json)),
      "empty": .array(
        empty.map { seat in
          [
            "group": seat.group.json, "meeting": seat.meeting.reference.json, "day": seat.meeting.day.json,
            "seat": seat.seat.json, "mark": seat.mark.rawValue.json,
          ]
        }),
    ]
  }
}

extension GroupAttendance {
  fileprivate var json: JSON {
    [
      "group": reference.json, "title": title.json,
      "meetings": .array(
        meetings.map { ["reference": $0.reference.json, "day": $0.day.json, "type": $0.type.json] }),
      "seats": .array(
        seats.map { ["seat": $0.name.json, "marks": .array($0.marks.map { .string($0.rawValue) })] }),
    ]
  }

  /// As many meetings side by side as there is room for, the others beneath.
  fileprivate func lines(columns: Int) -> [SheetLine] {
    let heading = SheetLine(.heading, plain: "\(reference)  \(title)")
    guard !meetings.isEmpty else {
      return [heading, SheetLine(.quiet, "No meeting took place in that year.")]
    }
    guard !seats.isEmpty else {
      return [heading, SheetLine(.quiet, "No seat is required: the act 'seat' requires one.")]
    }
    let names = room(forNamesIn: columns)
    let perBlock = max(1, (columns - names) / Self.column)
    let blocks = stride(from: 0, to: meetings.count, by: perBlock).map { start in
      start..<min(start + perBlock, meetings.count)
    }
    return [heading]
      + blocks.flatMap { block in [days(block, names: names)] + seats.map { row($0, block, names: names) } }
  }

  private func days(_ block: Range<Int>, names: Int) -> SheetLine {
    let days = meetings[block].map { meeting in
      "\(meeting.day.dayOfMonth) \(Month.short[meeting.day.month - 1].text())".padded(to: Self.column)
    }
    return SheetLine(.quiet, plain: "".padded(to: names) + days.joined())
  }

  private func row(_ seat: SeatRow, _ block: Range<Int>, names: Int) -> SheetLine {
    let marks = seat.marks[block]
    let words = marks.map { $0.label.text().padded(to: Self.column) }.joined()
    return SheetLine(
      marks.contains(where: \.isEmpty) ? .red : .text, plain: seat.name.padded(to: names) + words)
  }

  /// Columns for the names of the seats. On a narrow screen they take no more than they need, and leave room for one
  /// meeting at least; a long name has more where all meetings stand beside it.
  private func room(forNamesIn columns: Int) -> Int {
    let longest = 1 + (seats.map(\.name.count).max() ?? 0)
    guard columns < 60 else {
      return max(Self.names, min(longest, columns - Self.column * meetings.count))
    }
    return max(2, min(longest, Self.names, columns - Self.column))
  }

  /// Room for a seat's name on a screen that has it, and for each meeting. Columns.
  private static let names = 24
  private static let column = 9
}

extension String {
  /// Cut or filled to so many characters, the last of which is blank.
  fileprivate func padded(to columns: Int) -> String {
    let shown = prefix(columns - 1)
    return shown + String(repeating: " ", count: columns - shown.count)
  }
}
