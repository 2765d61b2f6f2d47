internal import Casework

/// The first letter of a case, with all that later letters and replies on the same matter speak of.
struct DemoLetter: Sendable {
  /// `0042`, the same for everything on this case.
  let key: String
  let plan: DemoPlan
  let person: DemoPerson
  let ward: DemoPlaces.Ward
  let topic: DemoTopic
  /// The team that would be asked.
  let team: String
  let ending: Ending
  let subject: String
  /// What is said, without greeting and signature.
  let body: [String]
  /// Greeting, body and signature; the body alone for what a caseworker logs.
  let paragraphs: [String]
  /// What goes into the braces of the blocks.
  let values: [String: String]

  /// How a case that is closed ends.
  enum Ending: Sendable {
    case answered
    /// Sent to others, with a copy to the Commissioner.
    case copiedIn
    case withdrawn, duplicate
    /// Answered, though the team has not.
    case withoutAnswer
  }

  var isWelsh: Bool { plan.kind == .welsh }

  var isCampaign: Bool {
    if case .campaign = plan.kind { return true }
    return false
  }

  var domain: String {
    person.address.split(separator: "@").last.map(String.init) ?? "example.org"
  }

  /// What acts on the case name: the Message-ID of a mail, the marker of anything else.
  var identifier: String {
    plan.channel == .email ? "letter-\(key)@\(domain)" : "logged-\(key)"
  }
}
