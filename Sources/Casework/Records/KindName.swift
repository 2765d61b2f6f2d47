/// The name of a kind in the store and the query language.
package enum KindName: String, Sendable, CaseIterable {
  case caseFile = "case"
  // Complaints
  case complaint, extract, round, review
  // Victims
  case participant, session, contribution
  // Advisory groups
  case group, meeting
  // Walkabouts
  case event
  /// Anything that asks somebody for an answer: an action, advice, a recommendation, a finding.
  case action
}

extension RecordKind {
  /// Every kind of record there is.
  package static let all = KindName.allCases.map(named)

  package static func named(_ name: KindName) -> RecordKind {
    switch name {
    case .caseFile: CaseFile.kind
    case .complaint: Complaint.kind
    case .extract: Extract.kind
    case .round: DipSampleRound.kind
    case .review: FileReview.kind
    case .participant: Participant.kind
    case .session: FocusGroupSession.kind
    case .contribution: Contribution.kind
    case .group: AdvisoryGroup.kind
    case .meeting: Meeting.kind
    case .event: EngagementEvent.kind
    case .action: OwedAnswer.kind
    }
  }
}

/// Who alone may read a record: the holders of a role, or one account.
package struct Circle: RawRepresentable, FieldValue, Hashable {
  /// As stored: the circle's name, or the account's after `@`.
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The victims' lead and the supervisors: what was said in focus groups. Source: requirements VF-04, VF-05.
  package static let victims = Circle(rawValue: "victims")
  /// The victims' lead alone: who took part. Source: requirements E6.
  package static let participants = Circle(rawValue: "participants")

  /// One account alone, such as the reviewer of a file before the second reading is in.
  package static func only(_ account: String) -> Circle { Circle(rawValue: "@" + account) }

  package var isOneAccount: Bool { rawValue.hasPrefix("@") }

  package var label: Message {
    switch self {
    case .victims: "the victims' lead and supervisors"
    case .participants: "the victims' lead"
    default: "one account"
    }
  }

  /// Those that are named; records of all others are of one account.
  package static let named = [victims, participants]
}
