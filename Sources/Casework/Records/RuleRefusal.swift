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
  case clock(ClockRefusal)
  case consent(ConsentRefusal)
  case nameUnknown(String)
  case nameAmbiguous(String, candidates: [String])
  case notOfYourRole(kind: KindName)
  /// Something that is for others to do, with who may.
  case notYours(Message)
  case actUnknown(String, kind: KindName)
  case inputUnknown(String, act: String, known: [String])
  case cannotBelong(KindName, to: KindName)
  case noSuchRecord(String)
  case referenceTaken(String)
  case notMadeByHand(KindName)
  case somethingBelongs(String, to: String)
  /// A rule of one kind, with its sentence.
  case rule(BrokenRule)
}

/// A rule of one kind of record that does not hold. The kinds make these in their own folders.
package struct BrokenRule: Equatable, Sendable {
  /// For programs and tests: `no-support-worker`.
  package let name: String
  package let message: Message
  /// Whether a typed reason would let it happen.
  package let yieldsToReason: Bool
}

extension RuleRefusal {
  static func rule(_ name: String, _ message: Message, yieldsToReason: Bool = false) -> RuleRefusal {
    .rule(BrokenRule(name: name, message: message, yieldsToReason: yieldsToReason))
  }
}

extension RuleRefusal {
  /// Whether a typed reason would let it happen.
  package var yieldsToReason: Bool {
    switch self {
    case .noReplyRecorded, .answerStillAwaited: true
    case .rule(let rule): rule.yieldsToReason
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
    case .clock(let refusal): refusal.message
    case .notOfYourRole(let kind):
      "Your account may not change a record of the kind '\(RecordKind.named(kind).label)': that takes the role \(Self.writers(of: kind))."
    case .actUnknown(let name, let kind):
      RecordKind.named(kind).acts.isEmpty
        ? "There is no act '\(name)' on a record of the kind '\(kind.rawValue)', nor any other."
        : "There is no act '\(name)' on a record of the kind '\(kind.rawValue)': use one of \(Self.acts(of: kind))."
    case .inputUnknown(let name, let act, let known):
      "The act '\(act)' asks for no '\(name)': give \(known.joined(separator: ", "))."
    case .cannotBelong(let kind, let other):
      "A record of the kind '\(RecordKind.named(kind).label)' cannot belong to '\(RecordKind.named(other).label)': give another record."
    case .noSuchRecord(let reference): "There is no record \(reference): check the reference."
    case .referenceTaken(let reference): "The reference \(reference) is not free: nothing was written."
    case .notYours(let sentence): sentence
    case .notMadeByHand(let kind):
      "A record of the kind '\(RecordKind.named(kind).label)' is made by another act, not by itself."
    case .somethingBelongs(let child, let reference):
      "\(child) belongs to \(reference): undo that first."
    case .rule(let rule): rule.message
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

  private static func acts(of kind: KindName) -> String {
    RecordKind.named(kind).acts.map(\.name).joined(separator: ", ")
  }

  private static func writers(of kind: KindName) -> String {
    (RecordKind.named(kind).writers ?? []).map(\.rawValue).sorted().joined(separator: ", ")
  }

  private static func fields(of kind: KindName) -> String {
    RecordKind.named(kind).fields.filter { !$0.isDerived }.map(\.name).joined(separator: ", ")
  }
}

extension RuleRefusal {
  /// The same refusal with the labels of fields that a person sees, for a form; a command line knows their names.
  package func naming(_ fields: [FieldDescription]) -> RuleRefusal {
    func label(_ name: String) -> String { fields.first { $0.name == name }?.label.text() ?? name }
    return switch self {
    case .fieldRequired(let name): .fieldRequired(label(name))
    case .fieldIsDerived(let name): .fieldIsDerived(label(name))
    case .valueNotUnderstood(let value, let field, let expected):
      .valueNotUnderstood(value, field: label(field), expected: expected)
    default: self
    }
  }
}
