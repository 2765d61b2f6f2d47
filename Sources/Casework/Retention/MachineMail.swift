extension Contact {
  /// What the log and the schedule call a machine's message that answers no record.
  package static let unfiledKind = "mail"
}

/// A machine's message that answers no record and whose time has come.
///
/// Nobody holds one by itself: it has no reference. Whoever needs them keeps them all, by a rule that says so.
package struct DueMail: Sendable, Equatable {
  package let uid: String
  package let nature: MailNature
  package let sender: MailAddress
  package let subject: String
  package let received: Day
  package let rule: RetentionRule
  /// The first day on which its time has come.
  package let end: Day

  /// What becomes of it, when somebody who may dispose says why.
  ///
  /// Throws: ``RuleRefusal`` when the reason names the sender, for it stays in the log for good.
  package func erasure(reason: String) throws(RuleRefusal) -> ErasureOrder {
    let names = [sender.name, sender.address].filter { $0.count > 3 }
    let typed = reason.lowercased()
    if let name = names.first(where: { typed.contains($0.lowercased()) }) { throw .reasonHoldsWords(name) }
    return ErasureOrder(reason: reason, rule: rule, end: end)
  }

  package var json: JSON {
    [
      "uid": .string(uid), "kind": .string(Contact.unfiledKind), "nature": .string(nature.rawValue),
      "state": "due", "end": end.json, "rule": .string(rule.rule), "source": .string(rule.source),
      "action": .string(rule.action.rawValue), "title": .string(subject), "received": received.json,
    ]
  }
}

extension RetentionRules {
  /// The rule by which a machine's message goes whose time has come on `today`; nil while it stays.
  package func due(_ mail: Contact, on today: Day) -> DueMail? {
    guard let rule = inForce(on: today).first(where: { $0.records == nil }), rule.action == .dispose else {
      return nil
    }
    let received = mail.at.londonDay
    let end = rule.end(from: received)
    guard end <= today else { return nil }
    return DueMail(
      uid: mail.uid, nature: mail.mailNature, sender: mail.sender, subject: mail.subject,
      received: received, rule: rule, end: end)
  }
}
