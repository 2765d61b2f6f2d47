internal import Casework
internal import GRDB

/// Counts for a trend grid. Reads each record of its years once, with its themes or places: for the background.
enum TrendReading {
  static func grid(
    _ question: TrendQuestion, for reader: Actor, today: Day, _ database: Database
  ) throws -> TrendGrid {
    let themes = try SettingTable.all(Theme.self, database)
      .map { TitledName(name: $0.name, title: $0.title) }.sorted { ($0.title, $0.name) < ($1.title, $1.name) }
    var tally = TrendTally(question, themes: themes, places: try SettingTable.all(Place.self, database))
    guard let found = try FoundRows(question.whole, today: today, reader: reader, database) else {
      return tally.grid
    }
    let table = question.axis == .theme ? "record_theme" : "record_place"
    let rows = try found.cursor(
      "record.id, record.received, named.\(question.axis.rawValue)",
      join: "LEFT JOIN \(table) AS named ON named.record = record.id", end: "ORDER BY \(found.place)",
      database)
    var record: (id: Int, day: Day)?
    var names: [String] = []
    while let row = try rows.next() {
      let id: Int = try row.value(0)
      if record?.id != id {
        if let record { tally.add(record.id, names, on: record.day) }
        record = Day(try row.value(1) as String).map { (id, $0) }
        names.removeAll(keepingCapacity: true)
      }
      if let name: String = try row.value(2) { names.append(name) }
    }
    if let record { tally.add(record.id, names, on: record.day) }
    return tally.grid
  }
}
