/// What was said in a focus group, in one line.
///
/// Source: requirements VF-04, VF-06.
package enum Contribution {
  package static let nature = Field<FindingNature>("nature", "Nature", .choice(FindingNature.choices))
  /// The reference of the participant who said it; nil when the group did.
  package static let participant = Field<String>("participant", "Said by", .record)

  package static let kind = RecordKind(
    name: .contribution, prefix: "VCN", label: "Contribution", plural: "Contributions",
    head: [
      Head.title.called("What was said"), Head.themes.description, Head.parent.called("Session"),
      Head.received.called("Said on"), Head.marking.description,
    ] + Head.derived,
    ownFields: [nature.description, participant.description],
    stages: [
      Stage("kept", "Kept", next: ["taken-out"]),
      // Words that a person took back. Source: requirements E2.
      Stage("taken-out", "Taken out", next: ["kept"], isFinal: true),
    ],
    parents: [.session], needsParent: true, isMadeByHand: false, writers: [.victimsLead], circle: .victims,
    hooks: RecordKind.Hooks(mentions: { [$0[participant]].compactMap { $0 } }))
}
