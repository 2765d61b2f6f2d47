/// A table worked out from many records.
package enum SheetRequest: Sendable, Equatable {
  /// Which required seat of a group, and of those under it, was taken at which meeting of a year.
  case attendance(group: String, year: Int)
}

/// The answer to a ``SheetRequest``.
package enum Sheet: Sendable, Equatable {
  case attendance(AttendanceGrid)
}
