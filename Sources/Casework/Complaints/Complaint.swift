/// An expression of dissatisfaction with a police force, as the force's extract has it.
///
/// The record's reference is the force's own, byte for byte, for it goes into frames, tickets and receipts. What the
/// force says of a complaint is written by imports alone (``ComplaintDraft/record(updating:uid:extract:rulebook:)``);
/// people give it an owner, a place, themes, notes. It opens and closes as the extract says, not by hand.
/// Source: requirements CP-03, B4, B16 to B21; design section 8.
package enum Complaint {
  /// The force's own word for where it happened or who is responsible; for strata.
  package static let area = Field<String>("area", "Area", .text, isDerived: true)
  /// Source: requirements B4.
  package static let track = Field<ComplaintTrack>(
    "track", "Track", .choice(ComplaintTrack.choices), isDerived: true)
  /// That of the first allegation; for strata and queries.
  package static let category = Field<String>("category", "Category", .text, isDerived: true)
  /// That of the first allegation; for strata and queries.
  package static let result = Field<String>("result", "Result", .text, isDerived: true)
  /// Source: requirements B16.
  package static let allegations = Field<[Allegation]>("allegations", "Allegations", .list, isDerived: true)
  package static let summary = Field<String>("summary", "Summary", .longText, isDerived: true)
  /// The account or name of who handled it, who must not review it. Source: requirements C9.
  package static let handler = Field<String>("handler", "Handled by", .text, isDerived: true)
  /// The days on which the complainant was told how it stands, earliest first. Source: requirements B7.
  package static let updates = Field<[Day]>("updates", "Updates", .list, isDerived: true)
  /// Whose categories these are. Source: requirements B20.
  package static let scheme = Field<String>("scheme", "Scheme", .text, isDerived: true)
  /// The reference of the extract that last said something new of it. Source: requirements CP-03.
  package static let extract = Field<String>("extract", "Extract", .record, isDerived: true)

  package static let kind = RecordKind(
    name: .complaint, prefix: "CMP", label: "Complaint", plural: "Complaints",
    head: [
      Head.title.called("Complaint", isDerived: true), Head.owner.description, Head.place.description,
      Head.themes.description, Head.marking.description, Head.received.called(isDerived: true),
    ] + Head.derived,
    ownFields: [
      area.description, track.description, category.description, result.description,
      allegations.description, summary.description, handler.description, updates.description,
      scheme.description, extract.description,
    ],
    stages: [
      Stage(open, "Open", next: []),
      Stage(closed, "Closed", next: [], isFinal: true),
    ],
    isMadeByHand: false,
    hooks: RecordKind.Hooks(
      derive: { record, _ in record.deriveComplaint() },
      words: { [$0[summary] ?? ""] + ($0[allegations] ?? []).flatMap { [$0.category, $0.result] } }))

  // MARK: - Stages

  package static let open = "open"
  package static let closed = "closed"
}

extension Record {
  fileprivate mutating func deriveComplaint() {
    let first = self[Complaint.allegations]?.first
    self[Complaint.category] = first?.category
    self[Complaint.result] = first.flatMap { $0.result.isEmpty ? nil : $0.result }
  }
}

/// How a complaint is handled. Source: requirements B4; Police Reform Act 2002, Schedule 3.
package enum ComplaintTrack: String, FieldValue, CaseIterable {
  case outsideSchedule3 = "outside-schedule-3"
  case schedule3Otherwise = "schedule-3-otherwise"
  case schedule3Investigation = "schedule-3-investigation"

  package var label: Message {
    switch self {
    case .outsideSchedule3: "Outside Schedule 3"
    case .schedule3Otherwise: "Schedule 3, otherwise than by investigation"
    case .schedule3Investigation: "Schedule 3, investigated"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// One thing that a complaint alleges, with what came of it. Source: requirements B16 to B21.
package struct Allegation: Sendable, Equatable {
  /// In the words of the force's scheme.
  package var category: String
  /// Empty while there is none.
  package var result: String

  package init(category: String, result: String = "") {
    self.category = category
    self.result = result
  }
}

extension Allegation: FieldValue {
  package init?(json: JSON) {
    guard let category = json["category"]?.string else { return nil }
    self.init(category: category, result: json["result"]?.string ?? "")
  }

  package var json: JSON {
    var members: [String: JSON] = ["category": .string(category)]
    if !result.isEmpty { members["result"] = .string(result) }
    return .object(members)
  }
}
