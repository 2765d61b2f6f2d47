/// One time at which the complainant was owed word of how it stands.
package struct ComplaintUpdate: Sendable, Equatable {
  /// The day on which they were told; nil when they were not before the complaint was closed.
  package let day: Day?
  /// The last day on which the word was in time.
  package let due: Day
  package let isOnTime: Bool
}

// Source: requirements B7, CP-09; SI 2020/2 reg 34(2)(a).
extension Record {
  /// Each time at which the complainant was told how it stands, or should have been before the complaint was closed.
  ///
  /// The first within four weeks of the start of the handling, which is taken to be the day of receipt, each other
  /// within four weeks of the one before: the clock runs from the last word, not from a fixed grid. What was said
  /// before receipt or after closing does not count. Empty when no updates are known, or no rule was in force.
  package func complaintUpdates(_ rulebook: Rulebook) -> [ComplaintUpdate] {
    guard let received = self[Head.received], let days = self[Complaint.updates], !days.isEmpty,
      let rule = rulebook.clocks.rule("complaint-update", on: received)
    else { return [] }
    var updates: [ComplaintUpdate] = []
    var last = received
    let end = self[Head.closed]
    for day in days.sorted() where day >= received && end.map({ day <= $0 }) ?? true {
      guard let due = rule.due(from: last, calendars: rulebook.calendars) else { return [] }
      updates.append(ComplaintUpdate(day: day, due: due, isOnTime: day <= due))
      last = day
    }
    if let end, let due = rule.due(from: last, calendars: rulebook.calendars), due < end {
      updates.append(ComplaintUpdate(day: nil, due: due, isOnTime: false))
    }
    return updates
  }

  /// Whether the complainant was told of the progress in time, up to the day of closing.
  ///
  /// - Returns: nil when there is no update to judge: the extract gives no dates, or none between receipt and closing
  ///   while none was owed, or no rule was in force on the day of receipt.
  package func updatesWereOnTime(_ rulebook: Rulebook) -> Bool? {
    let updates = complaintUpdates(rulebook)
    return updates.isEmpty ? nil : updates.allSatisfy(\.isOnTime)
  }
}
