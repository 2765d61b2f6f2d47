/// What stops the disposal of one record: somebody needs it for a court, a request or an inquiry.
///
/// It stands on the record like any other value, so that it is logged, undone and replayed like one.
/// Source: requirements G4, "a hold stops disposal while litigation or FOI is live".
package struct DisposalHold: FieldValue {
  /// The account that holds it.
  package let by: String
  package let since: Day
  package let reason: String

  /// Where it stands; absent when nobody holds the record.
  package static let field = Field<DisposalHold>("hold", "Held", .list, isDerived: true)

  package init(by: String, since: Day, reason: String) {
    self.by = by
    self.since = since
    self.reason = reason
  }

  package init?(json: JSON) {
    guard let by = json["by"]?.string, let since = json["since"].flatMap(Day.init(json:)),
      let reason = json["reason"]?.string
    else { return nil }
    self.init(by: by, since: since, reason: reason)
  }

  package var json: JSON { ["by": .string(by), "since": since.json, "reason": .string(reason)] }

  /// Who holds it and why.
  package func sentence(of reference: String) -> Message {
    "\(reference) is held by \(by) since \(since) and is not erased: \(reason)"
  }
}

/// Holding a record and letting go of it: acts that every kind has.
package enum HoldActs {
  package static let hold = "hold"
  package static let lift = "lift"
  package static let reason = Field<String>("reason", "Why", .text, isRequired: true)

  static let all = [
    Act(
      hold, "hold", "keep the record from being erased, whatever the schedule says",
      done: "held, and not erased", inputs: [reason.description],
      isOffered: { $0[DisposalHold.field] == nil },
      perform: { decision, said, facts throws(RuleRefusal) in
        if let hold = decision.record[DisposalHold.field] {
          throw .heldAlready(hold, reference: decision.record.reference)
        }
        decision.record[DisposalHold.field] = DisposalHold(
          by: facts.actor.name, since: facts.today, reason: said[reason] ?? "")
      }),
    Act(
      lift, "lift hold", "let the record go again as the schedule says", done: "no longer held",
      inputs: [reason.description], isOffered: { $0[DisposalHold.field] != nil },
      perform: { decision, _, facts throws(RuleRefusal) in
        try decision.record.requireDisposable(by: facts.actor)
        guard decision.record[DisposalHold.field] != nil else {
          throw .notHeld(reference: decision.record.reference)
        }
        decision.record[DisposalHold.field] = nil
      }),
  ]
}

extension RuleRefusal {
  static func held(_ hold: DisposalHold, reference: String) -> RuleRefusal {
    .rule("held", hold.sentence(of: reference))
  }

  static func heldAlready(_ hold: DisposalHold, reference: String) -> RuleRefusal {
    .rule(
      "held-already",
      "\(reference) is held already by \(hold.by), for: \(hold.reason); lift that, then hold it for both reasons."
    )
  }

  static func notHeld(reference: String) -> RuleRefusal {
    .rule("not-held", "Nobody holds \(reference): nothing was changed.")
  }
}
