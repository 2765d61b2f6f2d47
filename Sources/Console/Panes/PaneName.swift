package import Casework

/// The five panes. Each is the same list and text; what differs is described here and in its folder.
enum PaneName: Int, Sendable, CaseIterable {
  case correspondence, complaints, victims, groups, walkabouts

  /// What the tab says.
  var title: Message {
    switch self {
    case .correspondence: "Correspondence"
    case .complaints: "Complaints"
    case .victims: "Victims"
    case .groups: "Advisory groups"
    case .walkabouts: "Walkabouts"
    }
  }

  /// What settings call it.
  var nameInSettings: String {
    switch self {
    case .correspondence: "correspondence"
    case .complaints: "complaints"
    case .victims: "victims"
    case .groups: "groups"
    case .walkabouts: "walkabouts"
    }
  }

  /// The tab on a screen with little room.
  var short: Message {
    switch self {
    case .correspondence: "Corr"
    case .complaints: "Compl"
    case .victims: "Victims"
    case .groups: "IAG"
    case .walkabouts: "Walks"
    }
  }

  /// The key that goes to it: `1` to `5`.
  var digit: Character { Character("\(rawValue + 1)") }

  /// In the order of the help; the first is what the pane opens with. No two have one letter.
  var views: [SavedView] {
    switch self {
    case .correspondence: SavedView.correspondence
    case .complaints: SavedView.complaints
    case .victims: SavedView.victims
    case .groups: SavedView.groups
    case .walkabouts: SavedView.walkabouts
    }
  }

  /// Acts of the pane's kinds that have a key of their own.
  var actKeys: [ActKey] {
    switch self {
    case .correspondence: ActKey.correspondence
    case .complaints: ActKey.complaints
    case .victims: ActKey.victims
    case .groups: ActKey.groups
    case .walkabouts: ActKey.walkabouts
    }
  }

  /// The kinds whose acts are offered here.
  var kinds: [KindName] {
    switch self {
    case .correspondence: [.caseFile]
    case .complaints: [.complaint, .round, .review, .extract, .action]
    case .victims: [.session, .participant, .contribution, .action]
    case .groups: [.meeting, .group, .action]
    case .walkabouts: [.event, .caseFile, .action]
    }
  }

  /// What the foot names first.
  var footIntents: [Intent] {
    switch self {
    case .correspondence: [.assign, .act("answer"), .act("reply"), .act("refer"), .act("close")]
    case .complaints: [.score, .nextStep] + actKeys.map { .act($0.act) }
    case .groups: [.log] + actKeys.map { .act($0.act) } + [.attendance]
    case .victims, .walkabouts: actKeys.map { .act($0.act) } + [.log]
    }
  }

  /// The kinds of record that are made here by hand, the most wanted first.
  var makes: [KindName] {
    switch self {
    case .correspondence: [.caseFile]
    case .complaints: [.round, .action]
    case .victims: [.session, .participant, .action]
    case .groups: [.meeting, .group, .action]
    case .walkabouts: [.event, .action]
    }
  }
}

extension PaneName {
  /// Under which queues of this pane are kept.
  var queuePane: QueuePane {
    switch self {
    case .correspondence: .correspondence
    case .complaints: .complaints
    case .victims: .victims
    case .groups: .groups
    case .walkabouts: .walkabouts
    }
  }
}

/// The queues that ship, for whoever lists them without a screen.
package enum ShippedQueues {
  /// In the order of the help.
  package static func of(_ pane: QueuePane) -> [Queue] {
    PaneName.allCases.first { $0.queuePane == pane }?.views ?? []
  }
}

/// A key for an act of the pane's kinds.
struct ActKey: Sendable, Equatable {
  let key: Character
  /// The act's name, as on the command line.
  let act: String
}
