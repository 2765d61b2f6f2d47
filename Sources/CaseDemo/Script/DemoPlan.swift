internal import Casework

/// When one letter arrives, by which route, and how far the office has come with it by the last morning.
struct DemoPlan: Sendable {
  enum Kind: Equatable, Sendable {
    case ordinary, welsh, hostile
    /// The position among the letters of the campaign.
    case campaign(Int)
  }

  /// Where the case stands at the end.
  enum Fate: Sendable {
    case untriaged, open, awaitingForce, replyOwed, replied, closed
  }

  let kind: Kind
  let channel: Channel
  let day: Day
  /// Since midnight, London.
  let minute: Int
  let fate: Fate
}
