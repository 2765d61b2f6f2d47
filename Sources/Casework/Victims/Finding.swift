/// What focus groups tell the police: an owed answer that names nobody.
///
/// Source: requirements VF-06, E6.
package enum Finding {
  /// To whom findings go. Source: requirements VF-06.
  package static let executive = "Police Executive"

  /// A finding that was made or changed must not hold the pseudonym of any participant.
  ///
  /// A pseudonym that somebody was given later does not stop the answer to an old finding.
  static func requireNoPseudonym(in record: Record, _ facts: Facts) throws(RuleRefusal) {
    guard record[OwedAnswer.type] == .finding, record[Head.circle] == .victims else { return }
    let before = facts.register.record(record.reference)
    for field in [Head.title, OwedAnswer.text, OwedAnswer.asked] {
      guard let text = record[field], text != before?[field] else { continue }
      try requireNoPseudonym(in: text, facts)
    }
  }

  /// The answer to a finding is printed beside it, and names nobody either.
  static func requireNoPseudonym(in text: String, _ facts: Facts) throws(RuleRefusal) {
    for person in facts.register.records(of: .participant, stage: nil) {
      guard let pseudonym = person[Head.title], Pseudonym.stands(pseudonym, in: text) else { continue }
      throw .findingNamesSomebody(pseudonym)
    }
  }
}

extension RuleRefusal {
  fileprivate static func findingNamesSomebody(_ pseudonym: String) -> RuleRefusal {
    .rule("finding-names-somebody", "A finding names nobody: say it without '\(pseudonym)'.")
  }
}
