/// A matter passed to a neighbourhood team, the force or a partner, with the answer that is awaited.
///
/// Source: requirements CO-01, K1.
package struct Referral: Sendable, Equatable {
  /// The name of the team or partner.
  package var team: String
  package var asked: Instant
  /// The account that asked.
  package var by: String
  /// When the answer was recorded; nil while it is awaited.
  package var answered: Instant?
  /// When it was asked again, the first time first. Source: requirements WE-03.
  package var chased: [Instant] = []

  package init(team: String, asked: Instant, by: String, answered: Instant? = nil) {
    self.team = team
    self.asked = asked
    self.by = by
    self.answered = answered
  }
}

extension Referral: FieldValue {
  package init?(json: JSON) {
    guard let team = json["team"]?.string, let asked = json["asked"].flatMap(Instant.init(json:)),
      let by = json["by"]?.string
    else { return nil }
    self.init(team: team, asked: asked, by: by, answered: json["answered"].flatMap(Instant.init(json:)))
    chased = json["chased"].flatMap([Instant].init(json:)) ?? []
  }

  package var json: JSON {
    var members: [String: JSON] = ["team": .string(team), "asked": asked.json, "by": .string(by)]
    members["answered"] = answered?.json
    if !chased.isEmpty { members["chased"] = chased.json }
    return .object(members)
  }
}
