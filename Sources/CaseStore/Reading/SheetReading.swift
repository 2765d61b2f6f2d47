internal import Casework
internal import GRDB

/// Tables about many records, as one reader may see them.
enum SheetReading {
  static func sheet(
    _ request: SheetRequest, for reader: Actor, today: Day, _ database: Database
  ) throws -> Sheet {
    switch request {
    case .coverage(let name): try coverage(name, for: reader, today: today, database)
    case .attendance(let group, let year): try attendance(group, year: year, for: reader, database)
    case .trend(let question): .trend(try TrendReading.grid(question, for: reader, today: today, database))
    }
  }

  // MARK: - Coverage

  /// Source: requirements WE-01, WE-10.
  private static func coverage(
    _ name: String, for reader: Actor, today: Day, _ database: Database
  ) throws -> Sheet {
    let json = try SettingTable.value(kind: .programme, name: name, database)?.json
    guard let programme = json.flatMap({ CoverageProgramme(name: name, json: $0) }) else {
      throw StoreError.noSuchSetting(kind: .programme, name: name)
    }
    let places = try SettingTable.all(Place.self, database)
    let tree = PlaceTree(places)
    var owed = programme.owed(in: tree, places: places)
    var kind = KindName.event
    if case .eachGroup = programme.unit {
      owed = try groups(for: reader, today: today, database)
      kind = .meeting
    }
    let query = Query.and([
      .field(.kind, .equals(kind.rawValue)),
      .field(.received, .days(from: programme.first, to: programme.last)),
    ])
    var events: [CoverageEvent] = []
    try RecordReading.each(query, today: today, for: reader, database) { record in
      if let event = CoverageEvent(record, in: tree) { events.append(event) }
    }
    return .coverage(programme, programme.report(on: events, owed: owed, today: today))
  }

  /// The groups that meet, by title.
  private static func groups(
    for reader: Actor, today: Day, _ database: Database
  ) throws -> [TitledName] {
    let query = Query.and([.field(.kind, .equals(KindName.group.rawValue)), .field(.is, .equals("open"))])
    var groups: [TitledName] = []
    try RecordReading.each(query, today: today, for: reader, database) { record in
      groups.append(TitledName(name: record.reference, title: record[Head.title] ?? ""))
    }
    return groups.sorted { ($0.title, $0.name) < ($1.title, $1.name) }
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
