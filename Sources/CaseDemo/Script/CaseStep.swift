internal import Casework

/// One thing that happens to a case after its first letter, and how long after the thing before it.
struct CaseStep: Sendable {
  enum What: Equatable, Sendable {
    case triage, acknowledge, note, holding, answer, reply
    case refer(isAgain: Bool)
    /// A move to a stage that no other act leads to.
    case move(String)
    case close(Outcome, reason: String?)
    /// The correspondent writes back.
    case writeBack(isContent: Bool)
    case automaticReply, bounce
  }

  let what: What
  /// Working days after the step before.
  let days: Int

  /// A machine answers within seconds, whatever the hour.
  var isAtOnce: Bool { what == .automaticReply || what == .bounce }
}
