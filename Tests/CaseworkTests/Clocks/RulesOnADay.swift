import Casework
import Testing

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
