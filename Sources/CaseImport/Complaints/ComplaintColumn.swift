/// The columns that a table of complaints can have. One row is one allegation (B16).
package enum ComplaintColumn: String, Sendable, CaseIterable {
  case reference, received, closed, area, track, category, result, summary
  /// Days on which the complainant was told how it stands, with spaces or semicolons between them (CP-09).
  case updates
  /// Who handled it (C9).
  case handler
  /// Whose categories these are (B20).
  case scheme

  /// Without these there is no complaint.
  var isRequired: Bool { self == .reference || self == .received }
}
