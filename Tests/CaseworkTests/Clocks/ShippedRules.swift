import Casework
import Foundation
import Testing

/// The calendars and targets that the program is shipped with.
func shippedRules() throws -> Rulebook {
  let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
  let data = root.appending(path: "Resources/Data")
  return try #require(
    Rulebook { name in (try? Data(contentsOf: data.appending(path: name))).map(Array.init) })
}

extension Rulebook {
  /// The version of a target that is in force on `start`.
  func rule(_ name: String, on start: String) throws -> ClockRule {
    try #require(clocks.rule(name, on: day(start)))
  }

  /// When it is due by the way that explains itself; the quick way must say the same.
  func due(_ name: String, from start: String, events: [ClockEvent] = []) throws -> String? {
    let rule = try rule(name, on: start)
    let due = rule.deadline(from: day(start), events: events, calendars: calendars).due
    #expect(rule.due(from: day(start), events: events, calendars: calendars) == due)
    return due?.description
  }
}
