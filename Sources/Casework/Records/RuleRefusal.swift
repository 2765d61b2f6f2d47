/// Why a rule of the trade does not let something happen.
package enum RuleRefusal: Error, Equatable, Sendable {
  case notPermitted(Permission)
  case lastAdministrator
  case stageUnknown(String, kind: KindName)
  case stageCannotFollow(String, after: String)
  case noReplyRecorded(reference: String)
  case noAnswerAwaited(reference: String)
  case answerStillAwaited(reference: String, from: String)
  case alreadyClosed(reference: String)
  case fieldUnknown(String, kind: KindName)
  case fieldIsDerived(String)
  case fieldRequired(String)
  case valueNotUnderstood(String, field: String, expected: Message)
  case textEmpty
  case nothingChanges(reference: String)
  case consent(ConsentRefusal)
  case nameUnknown(String)
  case nameAmbiguous(String, candidates: [String])
}

extension RuleRefusal {
  /// Whether a typed reason would let it happen.
  package var yieldsToReason: Bool {
    switch self {
    case .noReplyRecorded, .answerStillAwaited: true
    default: false
    }
  }

  /// The one sentence that the foot of the screen, the command line and the store all use.
  package var message: Message {
    switch self {
    case .notPermitted(let permission):
      "Your account may not \(permission.label): ask an administrator for a role that may."
    case .lastAdministrator:
      "The office needs an administrator: give another account that role first."
    case .stageUnknown(let stage, let kind):
      "There is no stage '\(stage)': use one of \(Self.stages(of: kind))."
    case .stageCannotFollow(let stage, let current):
      "A record in '\(current)' cannot go to '\(stage)' next."
    case .noReplyRecorded(let reference):
      "\(reference) has no reply to the correspondent: record the reply, or give a reason for closing without one."
    case .noAnswerAwaited(let reference):
      "\(reference) awaits no answer: refer it to a team first."
    case .answerStillAwaited(let reference, let team):
      "\(reference) still awaits the answer of \(team): record the answer, or give a reason."
    case .alreadyClosed(let reference):
      "\(reference) is closed: move it to 'open' first."
    case .fieldUnknown(let name, let kind):
      "There is no field '\(name)': use one of \(Self.fields(of: kind))."
    case .fieldIsDerived(let name):
      "The field '\(name)' follows from other acts and cannot be set."
    case .fieldRequired(let name):
      "The field '\(name)' cannot be empty."
    case .valueNotUnderstood(let value, let field, let expected):
      "'\(value)' does not fit the field '\(field)': give \(expected)."
    case .textEmpty:
      "The text is empty: write something, or leave it."
    case .nothingChanges(let reference):
      "\(reference) already stands so: nothing was changed."
    case .consent(let refusal): refusal.message
    case .nameUnknown(let typed):
      "There is nothing called '\(typed)': check the spelling, or type less of it."
    case .nameAmbiguous(let typed, let candidates):
      "'\(typed)' may be \(Self.alternatives(candidates)): type more of it."
    }
  }

  /// At most six of them, for the sentence must fit on a screen.
  private static func alternatives(_ candidates: [String]) -> String {
    candidates.prefix(6).map { "'\($0)'" }.joined(separator: ", ") + (candidates.count > 6 ? ", …" : "")
  }

  private static func stages(of kind: KindName) -> String {
    RecordKind.named(kind).stages.map(\.name).joined(separator: ", ")
  }

  private static func fields(of kind: KindName) -> String {
    RecordKind.named(kind).fields.filter { !$0.isDerived }.map(\.name).joined(separator: ", ")
  }
}
