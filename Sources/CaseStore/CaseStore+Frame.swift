package import Casework

// What a dip sample would be drawn from, before a round is begun.
extension CaseStore {
  /// The population that a round would have if its frame were fixed now; writes nothing.
  ///
  /// - Parameter field: the value by which the draw is stratified; nil for none.
  /// Throws: ``StoreError/refused(_:)`` when the query cannot be understood.
  package func population(
    _ query: String, by field: SampleField?, today: Day, for reader: Actor
  ) throws(StoreError) -> [SampleMember] {
    try read { database in
      let narrowed = try FrameReading.query(
        query, today: today, for: reader, calendar: rulebook.calendars.englandAndWales)
      return try FrameReading.members(narrowed, by: field, today: today, for: reader, database)
    }
  }
}
