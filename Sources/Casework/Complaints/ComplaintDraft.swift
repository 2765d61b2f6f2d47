/// A complaint as the force's table tells it, before it is a record.
package struct ComplaintDraft: Sendable, Equatable {
  /// The force's own reference, byte for byte: it goes into the draw's tickets.
  package var reference: String
  package var received: Day
  /// Nil while it is open.
  package var closed: Day?
  /// Empty when not told, as are track and summary.
  package var area: String
  /// `outside-schedule-3`, `schedule-3-otherwise` or `schedule-3-investigation` (B4).
  package var track: String
  package var summary: String
  /// The account or name of who handled it, who must not review it (C9); nil when not told.
  package var handler: String?
  /// Whose categories these are, for the same letter meant another thing before 2020 (B20); nil when not told.
  package var scheme: String?
  /// The days on which the complainant was told how it stands, earliest first (CP-09).
  package var updates: [Day]
  /// In the order of the rows (B16).
  package var allegations: [AllegationDraft]
  /// The line of the file on which its first row begins.
  package var line: Int

  package init(
    reference: String, received: Day, closed: Day? = nil, area: String = "", track: String = "",
    summary: String = "", handler: String? = nil, scheme: String? = nil, updates: [Day] = [],
    allegations: [AllegationDraft] = [], line: Int
  ) {
    self.reference = reference
    self.received = received
    self.closed = closed
    self.area = area
    self.track = track
    self.summary = summary
    self.handler = handler
    self.scheme = scheme
    self.updates = updates
    self.allegations = allegations
    self.line = line
  }
}

/// One thing that a complaint alleges, with what came of it (B16).
package struct AllegationDraft: Sendable, Equatable {
  /// In the words of the force's scheme (B17 to B20).
  package var category: String
  /// Empty while there is none (B21).
  package var result: String

  package init(category: String, result: String = "") {
    self.category = category
    self.result = result
  }
}
