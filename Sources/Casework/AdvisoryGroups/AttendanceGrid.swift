/// Which required seat was taken at which meeting of a year: one table for each group of a tree.
///
/// Source: requirements IA-04, "a yearly attendance grid shows which required seat was empty at which meeting".
package struct AttendanceGrid: Sendable, Equatable {
  package let year: Int
  /// The group that was asked for, then those under it.
  package let groups: [GroupAttendance]

  /// The grid of a group and of all groups under it.
  package static func of(_ group: Record, year: Int, _ register: any RegisterLookup) -> AttendanceGrid {
    var groups: [GroupAttendance] = []
    var seen: Set<String> = []
    var waiting = [group]
    while let next = waiting.popLast() {
      guard seen.insert(next.reference).inserted else { continue }
      let meetings = register.children(of: next.reference, .meeting)
      groups.append(GroupAttendance(next, meetings: meetings, year: year))
      waiting += register.children(of: next.reference, .group).reversed()
    }
    return AttendanceGrid(year: year, groups: groups)
  }

  /// Every required seat that nobody took, in the order of the grid.
  package var empty: [EmptySeat] {
    groups.flatMap { group in
      group.meetings.enumerated().flatMap { position, meeting in
        group.seats.filter { $0.marks[position].isEmpty }.map { seat in
          EmptySeat(group: group.reference, meeting: meeting, seat: seat.name, mark: seat.marks[position])
        }
      }
    }
  }
}

/// The table of one group: seats by meetings.
package struct GroupAttendance: Sendable, Equatable {
  package let reference: String
  package let title: String
  /// Those of the year that have taken place, oldest first.
  package let meetings: [Column]
  package let seats: [SeatRow]

  package struct Column: Sendable, Equatable {
    package let reference: String
    package let day: Day
    package let type: MeetingType
  }

  package struct SeatRow: Sendable, Equatable {
    package let name: String
    /// One for each meeting.
    package let marks: [SeatMark]
  }

  init(_ group: Record, meetings: [Record], year: Int) {
    let held = meetings.filter { meeting in
      meeting[Head.received]?.year == year && meeting.tookPlace
    }
    let columns: [(column: Column, attendance: [Attendance])] = held.compactMap { meeting in
      meeting[Head.received].map { day in
        let type = meeting[Meeting.type] ?? .ordinary
        return (Column(reference: meeting.reference, day: day, type: type), meeting[Meeting.attendance] ?? [])
      }
    }.sorted { ($0.column.day, $0.column.reference) < ($1.column.day, $1.column.reference) }
    reference = group.reference
    title = group[Head.title] ?? ""
    self.meetings = columns.map(\.column)
    seats = Self.rows(group[AdvisoryGroup.seats] ?? [], columns)
  }

  /// A seat that was required no more and then again is one row.
  private static func rows(
    _ seats: [RequiredSeat], _ columns: [(column: Column, attendance: [Attendance])]
  ) -> [SeatRow] {
    var names: [String] = []
    for seat in seats where !names.contains(where: seat.name.isSameName) { names.append(seat.name) }
    return names.map { name in
      let periods = seats.filter { $0.name.isSameName(as: name) }
      return SeatRow(
        name: name,
        marks: columns.map { column, attendance in
          periods.contains { $0.isRequired(on: column.day) } ? SeatMark(name, attendance) : .notRequired
        })
    }.filter { row in columns.isEmpty || row.marks.contains { $0 != .notRequired } }
  }
}

/// What became of a required seat at one meeting.
package enum SeatMark: String, Sendable, Equatable {
  case present, apologies, absent
  /// Nothing is recorded about it.
  case unrecorded
  /// It was not required on that day.
  case notRequired = "not-required"

  /// The best that is recorded about the seat: a deputy who came fills it.
  init(_ seat: String, _ attendance: [Attendance]) {
    let found = attendance.filter { $0.seat?.isSameName(as: seat) ?? $0.who.isSameName(as: seat) }.map(
      \.presence)
    self =
      if found.contains(.present) { .present } else if found.contains(.apologies) {
        .apologies
      } else if found
        .contains(.absent)
      { .absent } else { .unrecorded }
  }

  /// Whether the seat was required and nobody took it.
  package var isEmpty: Bool { self != .present && self != .notRequired }

  /// At most eight columns wide.
  package var label: Message {
    switch self {
    case .present: "present"
    case .apologies: "apolog."
    case .absent: "absent"
    case .unrecorded: "EMPTY"
    case .notRequired: "-"
    }
  }
}

/// A required seat that nobody took.
package struct EmptySeat: Sendable, Equatable {
  package let group: String
  package let meeting: GroupAttendance.Column
  package let seat: String
  package let mark: SeatMark

  /// Why, as far as it is recorded.
  package var reason: Message {
    switch mark {
    case .apologies: "apologies"
    case .absent: "absent"
    case .unrecorded, .present, .notRequired: "nobody recorded"
    }
  }
}
