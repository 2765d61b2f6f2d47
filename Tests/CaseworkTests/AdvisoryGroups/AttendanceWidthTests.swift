import Casework
import Testing

/// The attendance of a year as a table, on a screen of any width.
@Suite struct AttendanceWidthTests {
  /// A group with two seats and as many meetings in one year, at which the first seat is taken.
  private func grid(meetings count: Int) throws -> AttendanceGrid {
    let desk = GroupDesk(on: "2026-12-31")
    let group = try desk.make(.group, ["title": "Strategic IAG", "received": "2024-01-15"])
    for seat in ["PCC", "Officer for Consultation and Engagement"] {
      try desk.act("seat", ["name": .string(seat)], on: group)
    }
    for month in 1...count {
      let day = "2026-\(month < 10 ? "0" : "")\(month)-05"
      let meeting = try desk.make(
        .meeting,
        [
          "title": "Meeting", "type": "ordinary", "parent": .string(group), "received": .string(day),
        ])
      try desk.act("attend", ["who": "PCC"], on: meeting)
    }
    return AttendanceGrid.of(desk[group], year: 2026, desk)
  }

  private func lines(_ grid: AttendanceGrid, columns: Int) throws -> [String] {
    Sheet.attendance(grid).lines(today: try #require(Day("2026-12-31")), columns: columns).map(\.text)
      .filter { !$0.hasPrefix("Empty:") }
  }

  @Test(arguments: [20, 30, 50, 60, 80, 120, 160])
  func noRowOfTheTableIsWiderThanTheScreen(columns: Int) throws {
    let lines = try lines(grid(meetings: 8), columns: columns)
    #expect(lines.dropFirst().allSatisfy { $0.count <= columns }, "\(lines)")
    let marks = lines.filter { $0.hasPrefix("PCC") }.joined().split(separator: " ").count { $0 == "present" }
    #expect(marks == 8)
  }

  @Test func aLongNameIsWholeWhereThereIsRoomForIt() throws {
    let name = "Officer for Consultation and Engagement "
    #expect(try lines(grid(meetings: 3), columns: 80).contains { $0.hasPrefix(name) })
    #expect(try !lines(grid(meetings: 8), columns: 80).contains { $0.hasPrefix(name) })
  }

  @Test func aWideScreenHasTheYearInOneTable() throws {
    #expect(try lines(grid(meetings: 8), columns: 120).count { $0.hasPrefix("PCC") } == 1)
    #expect(try lines(grid(meetings: 8), columns: 80).count { $0.hasPrefix("PCC") } == 2)
  }
}
