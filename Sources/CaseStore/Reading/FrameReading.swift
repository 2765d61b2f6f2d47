internal import Casework
internal import GRDB

/// The population of a dip sample, read in one statement: two hundred thousand complaints are not opened one by one.
enum FrameReading {
  /// The query of a frame; `*` finds every closed complaint.
  ///
  /// Throws: ``RuleRefusal/frameNotUnderstood(_:_:)``.
  static func query(
    _ typed: String, today: Day, for reader: Actor, calendar: WorkingCalendar?
  ) throws(RuleRefusal) -> Query {
    guard typed != "*" else { return .all }
    do throws(QueryFault) {
      return try QueryParser.parse(typed, today: today, actor: reader.name, calendar: calendar)
    } catch {
      throw .frameNotUnderstood(typed, error)
    }
  }

  /// The closed complaints that a query finds and the reader may see, in the order of the bytes of their references.
  ///
  /// - Parameter field: the value by which the draw is stratified; nil for none.
  /// Source: the contract of the draw; requirements C1, "scope is closed files".
  static func members(
    _ query: Query, by field: SampleField?, today: Day, for reader: Actor, _ database: Database
  ) throws -> [SampleMember] {
    let closed: [Query] = [
      .field(.kind, .equals(KindName.complaint.rawValue)), .field(.is, .equals(QueryState.closed.rawValue)),
    ]
    guard let found = try FoundRows(.and(closed + [query]), today: today, reader: reader, database) else {
      return []
    }
    // The name of a field is the program's own.
    let stratum = field.map { "coalesce(record_body.body ->> '$.\($0.rawValue)', '')" } ?? "''"
    let rows = try found.cursor(
      "record.reference, \(stratum)",
      join: field == nil ? "" : "JOIN record_body ON record_body.id = record.id",
      end: "ORDER BY record.reference", database)
    var members: [SampleMember] = []
    while let row = try rows.next() { members.append(try SampleMember(row.value(0), stratum: row.value(1))) }
    return members
  }
}
