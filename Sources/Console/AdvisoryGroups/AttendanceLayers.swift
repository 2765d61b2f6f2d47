internal import Casework

// Asking which required seats were empty, from a group or one of its meetings.
extension Session {
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
}
