/// A standing group that advises and challenges the force, with members, required seats and offices held for a year.
///
/// Source: requirements IA-01, IA-04, D6, D7. Groups make a tree: one Strategic, one for each district.
package enum AdvisoryGroup {
  package static let level = Field<GroupLevel>("level", "Level", .choice(GroupLevel.choices))
  /// How many members must be there; absent when the group has no such rule. Source: requirements D6.
  package static let quorum = Field<Int>(
    "quorum", "Quorum", .number, help: "How many members of the community have to be there.")
  package static let members = Field<[GroupMember]>("members", "Members", .list, isDerived: true)
  package static let seats = Field<[RequiredSeat]>("seats", "Required seats", .list, isDerived: true)
  /// Every term that was ever given, in the order in which they were recorded.
  package static let offices = Field<[OfficeTerm]>("offices", "Offices", .list, isDerived: true)

  package static let kind = RecordKind(
    name: .group, prefix: "IAG", label: "Advisory group", plural: "Advisory groups",
    head: [
      Head.title.called("Name"), Head.owner.called("Officer"), Head.place.called("Area"),
      Head.parent.called("Under"), Head.received.called("Set up"),
      Head.due.called("Term ends", isDerived: true), Head.marking.description,
    ] + Head.derived,
    ownFields: [
      level.description, quorum.description, members.description, seats.description, offices.description,
    ],
    stages: [
      Stage("active", "Active", next: ["ended"]),
      Stage("ended", "Ended", next: ["active"], isFinal: true),
    ],
    acts: GroupActs.all, parents: [.group],
    hooks: RecordKind.Hooks(
      derive: { record, _ in record[Head.due] = record.isClosed ? nil : record.soonestTermEnd },
      check: { (record, facts) throws(RuleRefusal) in try record.requireTree(facts) },
      party: { $0.currentTerm(of: chair)?.holder },
      people: { record in
        (record[members] ?? []).map(\.name) + (record[offices] ?? []).map(\.holder)
      },
      words: { ($0[seats] ?? []).map(\.name) }))

  /// The office that every group fills each year. Source: requirements IA-01.
  package static let chair = "Chair"
}

extension Record {
  /// A group never lies under itself, and nothing lies above a strategic one.
  fileprivate func requireTree(_ facts: Facts) throws(RuleRefusal) {
    var seen: Set<String> = [reference]
    var above = self[Head.parent]
    guard above == nil || self[AdvisoryGroup.level] != .strategic else { throw .strategicStandsAlone }
    while let name = above {
      guard seen.insert(name).inserted else { throw .groupUnderItself(reference) }
      let parent = try facts.register.require(name, .group, for: kind)
      above = parent[Head.parent]
    }
  }
}

extension RegisterLookup {
  /// The record of this reference and kind, under which one of `child` may stand.
  ///
  /// Throws: ``RuleRefusal/noSuchRecord(_:)``, ``RuleRefusal/cannotBelong(_:to:)``. A reference in small letters is
  /// refused too, for what belongs to a record is found by the reference as it is spelled.
  func require(_ reference: String, _ kind: KindName, for child: KindName) throws(RuleRefusal) -> Record {
    guard let found = record(reference), found.reference == reference else {
      throw .noSuchRecord(reference)
    }
    guard found.kind == kind else { throw .cannotBelong(child, to: found.kind) }
    return found
  }
}

/// Where in the tree a group stands. Source: requirements IA-04; other groups have no level (IA-06).
package enum GroupLevel: String, FieldValue, CaseIterable {
  case strategic, district

  package static let choices = [Choice("strategic", "Strategic"), Choice("district", "District")]
}
