/// What happened to a clock since it started.
///
/// A record keeps these in one list for all its clocks, sorted by day; they come into it only through
/// ``ClockRule/adding(_:to:from:calendars:today:)``. A clock that restarts, such as that of the updates to a
/// complainant, is not met but given its new start: what happened before that day then no longer counts.
package struct ClockEvent: Sendable, Equatable {
  /// The rule's name.
  package let clock: String
  package let what: What
  package let on: Day

  package enum What: Sendable, Equatable {
    /// From this day on, this day included, no day is counted.
    case paused(PauseCategory, reason: String)
    /// From this day on, this day included, days are counted again.
    case resumed
    case extended(ClockExtension)
    /// What was due was done.
    case met
  }

  package init(_ clock: String, _ what: What, on: Day) {
    self.clock = clock
    self.what = what
    self.on = on
  }
}

/// More time, and who gave it. Source: requirements A9.
package struct ClockExtension: Sendable, Equatable {
  package let span: TimeSpan
  /// The account or the person that allowed it.
  package let authoriser: String
  package let reason: String

  package init(_ span: TimeSpan, authoriser: String, reason: String) {
    self.span = span
    self.authoriser = authoriser
    self.reason = reason
  }
}

/// Why a clock may stand still. Source: requirements A10 for the first two; the others are offices' practice.
package enum PauseCategory: String, Sendable, CaseIterable, FieldValue {
  case awaitingClarification = "awaiting-clarification"
  case identityCheck = "identity-check"
  case awaitingForce = "awaiting-force"
  case subJudice = "sub-judice"
  case correspondentAsked = "correspondent-asked"
  /// Needs a reason in words.
  case other

  package var label: Message {
    switch self {
    case .awaitingClarification: "awaiting clarification"
    case .identityCheck: "identity to be confirmed"
    case .awaitingForce: "awaiting the force"
    case .subJudice: "sub judice"
    case .correspondentAsked: "the correspondent asked for it"
    case .other: "another reason"
    }
  }
}

extension ClockEvent: FieldValue {
  package init?(json: JSON) {
    guard let clock = json["clock"]?.string, let what = What(json: json),
      let on = json["on"].flatMap(Day.init(json:))
    else { return nil }
    self.init(clock, what, on: on)
  }

  package var json: JSON {
    let members: [String: JSON] = ["clock": .string(clock), "on": on.json]
    return .object(members.merging(what.members) { $1 })
  }
}

extension ClockEvent.What {
  fileprivate init?(json: JSON) {
    let reason = json["reason"]?.string ?? ""
    switch json["what"]?.string {
    case "paused":
      guard let category = json["category"].flatMap(PauseCategory.init(json:)) else { return nil }
      self = .paused(category, reason: reason)
    case "resumed": self = .resumed
    case "extended":
      guard let span = TimeSpan(members: json), let authoriser = json["authoriser"]?.string else {
        return nil
      }
      self = .extended(ClockExtension(span, authoriser: authoriser, reason: reason))
    case "met": self = .met
    default: return nil
    }
  }

  fileprivate var members: [String: JSON] {
    switch self {
    case .paused(let category, let reason):
      return ["what": "paused", "category": category.json, "reason": .string(reason)]
    case .resumed: return ["what": "resumed"]
    case .extended(let extended):
      let members: [String: JSON] = [
        "what": "extended", "authoriser": .string(extended.authoriser), "reason": .string(extended.reason),
      ]
      return members.merging(extended.span.members) { $1 }
    case .met: return ["what": "met"]
    }
  }
}
