/// What can be done to every record to say who may read it. They are acts like those of a kind, and are logged, undone
/// and merged as such.
package enum AccessActs {
  package static let account = Field<String>("account", "Who", .account, isRequired: true)

  package static let admit = "admit-reader"
  package static let dismiss = "dismiss-reader"
  package static let wall = "wall"
  package static let unwall = "unwall"

  package static let all = [
    Act(
      admit, "let read", "let somebody by name read this restricted record", done: "may be read by one more",
      inputs: [account.description], isAdding: true, isOffered: \.isRestricted,
      perform: { decision, said, facts throws(RuleRefusal) in
        let name = try decision.person(said, facts)
        try decision.record.requireMayRestrict(facts.actor)
        guard decision.record.isRestricted else { throw .notRestricted(decision.record.reference) }
        guard !(decision.record[Head.walled] ?? []).contains(name) else {
          throw .rule(
            "walled",
            "\(name) is walled off from \(decision.record.reference): take the wall down first.")
        }
        decision.record.name(name, in: Head.readers)
      }),
    Act(
      dismiss, "no longer read", "take somebody off those who are named to read this record",
      done: "may be read by one less", inputs: [account.description], isAdding: true,
      isOffered: { $0[Head.readers]?.isEmpty == false },
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.record.requireMayRestrict(facts.actor)
        decision.record.unname(said[account] ?? "", in: Head.readers)
      }),
    Act(
      wall, "wall off", "keep this record from a named person, without a trace", done: "walled off",
      inputs: [account.description], isAdding: true, isOffered: { _ in true },
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.record.requireMayWall(facts.actor)
        let name = try decision.person(said, facts)
        let reference = decision.record.reference
        guard decision.record[Head.owner] != name else {
          throw .rule(
            "owner-not-walled",
            "\(name) owns \(reference) and cannot be walled off from it: give it to somebody else first.")
        }
        guard !facts.actor.persons.contains(name) else {
          throw .rule("not-oneself", "You cannot wall yourself off from \(reference): ask a colleague to.")
        }
        try facts.requireReason(for: "the wall around \(reference)")
        decision.record.name(name, in: Head.walled)
        decision.record.unname(name, in: Head.readers)
      }),
    Act(
      unwall, "take the wall down", "let a named person see this record again", done: "wall taken down",
      inputs: [account.description], isAdding: true, isOffered: { $0[Head.walled]?.isEmpty == false },
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.record.requireMayWall(facts.actor)
        try facts.requireReason(for: "taking the wall around \(decision.record.reference) down")
        decision.record.unname(said[account] ?? "", in: Head.walled)
      }),
  ]

  /// Those that make sense on a record for this actor, for a menu.
  package static func offered(on record: Record, to actor: Actor) -> [Act] {
    let isLeader = !actor.roles.isDisjoint(with: [.supervisor, .administrator])
    return all.filter { act in
      let isOfWalls = act.name == wall || act.name == unwall
      guard isLeader || !isOfWalls && record[Head.owner] == actor.name else { return false }
      return act.isOffered(record)
    }
  }
}

extension Decision {
  /// The account that was named.
  fileprivate func person(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) -> String {
    let name = said[AccessActs.account] ?? ""
    guard facts.register.fullName(of: name) != nil else { throw .nameUnknown(name) }
    return name
  }
}

extension Facts {
  /// Throws a refusal that yields to a reason when none was given.
  fileprivate func requireReason(for what: Message) throws(RuleRefusal) {
    guard reason?.isBlank != false else { return }
    throw .rule(
      "reason-needed", "A reason is needed for \(what): it stands in the log.", yieldsToReason: true)
  }
}

extension RuleRefusal {
  fileprivate static func notRestricted(_ reference: String) -> RuleRefusal {
    .rule(
      "not-restricted",
      "\(reference) is not restricted, or is read by a closed circle: mark it restricted before naming readers."
    )
  }
}
