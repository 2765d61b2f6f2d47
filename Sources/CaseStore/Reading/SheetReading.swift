internal import Casework
internal import GRDB

/// Tables about many records, as one reader may see them.
enum SheetReading {
  static func sheet(
    _ request: SheetRequest, for reader: Actor, today: Day, _ database: Database
  ) throws -> Sheet {
    switch request {
    case .attendance(let group, let year): try attendance(group, year: year, for: reader, database)
    }
  }

  // MARK: - Attendance

  /// Source: requirements IA-04.
  private static func attendance(
    _ reference: String, year: Int, for reader: Actor, _ database: Database
  ) throws -> Sheet {
    guard let group = try RecordReading.record(reference, for: reader, database)?.record, group.kind == .group
    else { throw StoreError.noSuchRecord(reference) }
    return .attendance(
      try ReaderRegister.reading(reader, database) { AttendanceGrid.of(group, year: year, $0) })
  }
}
