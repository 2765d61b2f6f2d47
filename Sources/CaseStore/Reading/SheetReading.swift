internal import Casework
internal import GRDB

/// Tables worked out from many records, as one reader may see them.
enum SheetReading {
  static func sheet(_ request: SheetRequest, for reader: Actor, _ database: Database) throws -> Sheet {
    switch request {
    case .attendance(let reference, let year):
      guard let group = try RecordReading.record(reference, for: reader, database)?.record,
        group.kind == .group
      else { throw StoreError.noSuchRecord(reference) }
      return .attendance(
        try ReaderRegister.reading(reader, database) { AttendanceGrid.of(group, year: year, $0) })
    }
  }
}
