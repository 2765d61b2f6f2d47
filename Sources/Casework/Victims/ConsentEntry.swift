/// What a person may agree to, each apart from the others.
///
/// Source: requirements VF-01, VF-04, E2.
package enum ConsentPurpose: String, Sendable, CaseIterable, FieldValue {
  case surveyCall = "survey-call"
  case focusGroup = "focus-group"
  /// The use of a person's own words, without the name.
  case quotation
  case contactLater = "contact-later"

  package var label: Message {
    switch self {
    case .surveyCall: "Survey call"
    case .focusGroup: "Focus group"
    case .quotation: "Use of words"
    case .contactLater: "Contact later"
    }
  }
}

/// What a person answered, or did later.
package enum ConsentAnswer: String, Sendable, CaseIterable, FieldValue {
  case given, refused, withdrawn
}

/// One line of a person's consent ledger. It never changes: what a person decides later is another line.
///
/// Source: requirements VF-01 (answer, scope, date, who took it, wording version, withdrawn date).
package struct ConsentEntry: Sendable, Equatable {
  package var purpose: ConsentPurpose
  package var answer: ConsentAnswer
  /// The day on which the person said so; for a withdrawal, the withdrawn date.
  package var day: Day
  /// The account that took it; empty when not known.
  package var takenBy: String
  /// The version of the words that were read out or shown; empty when not known.
  package var wording: String
  /// The last day on which a consent holds; nil when it holds until withdrawn.
  package var expires: Day?
  /// The last day on which the person's words can still be taken out of a group's note, as was agreed; nil when
  /// nothing was agreed. Source: requirements E2.
  package var removableUntil: Day?

  package init(
    _ purpose: ConsentPurpose, _ answer: ConsentAnswer, on day: Day, takenBy: String = "",
    wording: String = "",
    expires: Day? = nil, removableUntil: Day? = nil
  ) {
    self.purpose = purpose
    self.answer = answer
    self.day = day
    self.takenBy = takenBy
    self.wording = wording
    self.expires = expires
    self.removableUntil = removableUntil
  }
}

extension ConsentEntry: FieldValue {
  package init?(json: JSON) {
    guard let purpose = json["purpose"].flatMap(ConsentPurpose.init(json:)),
      let answer = json["answer"].flatMap(ConsentAnswer.init(json:)),
      let day = json["day"].flatMap(Day.init(json:))
    else { return nil }
    self.init(
      purpose, answer, on: day, takenBy: json["takenBy"]?.string ?? "",
      wording: json["wording"]?.string ?? "",
      expires: json["expires"].flatMap(Day.init(json:)),
      removableUntil: json["removableUntil"].flatMap(Day.init(json:)))
    // A consent whose end cannot be read must not become one without an end.
    guard json["expires"] == nil || expires != nil, json["removableUntil"] == nil || removableUntil != nil
    else {
      return nil
    }
  }

  package var json: JSON {
    var members: [String: JSON] = ["purpose": purpose.json, "answer": answer.json, "day": day.json]
    if !takenBy.isEmpty { members["takenBy"] = .string(takenBy) }
    if !wording.isEmpty { members["wording"] = .string(wording) }
    members["expires"] = expires?.json
    members["removableUntil"] = removableUntil?.json
    return .object(members)
  }
}
