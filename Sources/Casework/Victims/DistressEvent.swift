/// That somebody was distressed by a session, what it was, and what was done for them after it.
///
/// Source: requirements VF-05, E4.
package struct DistressEvent: Sendable, Equatable {
  /// When it was written down.
  package var at: Instant
  /// The reference of the participant.
  package var who: String
  package var what: String
  /// What was offered; empty until then.
  package var followUp: String
  package var followedUpOn: Day?

  package init(at: Instant, who: String, what: String, followUp: String = "", followedUpOn: Day? = nil) {
    self.at = at
    self.who = who
    self.what = what
    self.followUp = followUp
    self.followedUpOn = followedUpOn
  }
}

extension DistressEvent: FieldValue {
  package init?(json: JSON) {
    guard let at = json["at"].flatMap(Instant.init(json:)), let who = json["who"]?.string,
      let what = json["what"]?.string
    else { return nil }
    self.init(
      at: at, who: who, what: what, followUp: json["followUp"]?.string ?? "",
      followedUpOn: json["followedUpOn"].flatMap(Day.init(json:)))
  }

  package var json: JSON {
    var members: [String: JSON] = ["at": at.json, "who": .string(who), "what": .string(what)]
    if !followUp.isEmpty { members["followUp"] = .string(followUp) }
    members["followedUpOn"] = followedUpOn?.json
    return .object(members)
  }
}
