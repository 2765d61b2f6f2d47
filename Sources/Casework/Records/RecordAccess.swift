// Who may read a record beyond its circle: what is restricted, who is named, and who is walled off.
//
// All of it is values of the record, so that the log, undo and replay know it like every other change; the table
// `record_reader` and the index are written from these values.

extension Head {
  /// The accounts that are named to read a restricted record besides those that read it by rule. Set by acts alone.
  package static let readers = Field<[String]>("readers", "Also read by", .list, isDerived: true)
  /// The accounts for which the record is not there. Set by acts alone.
  package static let walled = Field<[String]>("walled", "Walled off", .list, isDerived: true)

  /// Those that stand on records of every kind and in no form.
  package static let ofAccess = [readers.description, walled.description]
}

extension Record {
  /// Whether it was marked restricted and is not of a closed circle, which has its own readers.
  package var isRestricted: Bool { self[Head.marking] == .restricted && self[Head.circle] == nil }

  /// Whether this actor may see the record at all.
  package func isVisible(to actor: Actor) -> Bool {
    (self[Head.circle].map(actor.circles.contains) ?? true) && !isHidden(from: actor)
  }

  /// Whether it is kept from this actor by a wall, or by being restricted to others.
  ///
  /// A wall follows the person: it holds for the administrator who acts on behalf of somebody else too.
  package func isHidden(from actor: Actor) -> Bool {
    guard actor.persons.isDisjoint(with: self[Head.walled] ?? []) else { return true }
    return isRestricted && !isReadWhenRestricted(by: actor)
  }

  /// By rule the supervisors and the owner read it, by name whoever was named.
  func isReadWhenRestricted(by actor: Actor) -> Bool {
    actor.readsRestricted || self[Head.owner] == actor.name
      || (self[Head.readers] ?? []).contains(actor.name)
  }

  /// Its head without the words that stand on it: what is shown of a restricted record before it was opened.
  package var unopened: Record {
    var record = self
    let names = Set((Head.descriptions + Head.ofAccess).map(\.name))
    record.values = values.filter { names.contains($0.key) }
    return record
  }
}

extension Actor {
  /// Whether restricted records are read by role. Source: design, section 6: "by role and by name".
  package var readsRestricted: Bool { roles.contains(.supervisor) }

  /// Everybody who sits at the keyboard in this actor's name.
  package var persons: Set<String> { administrator.map { [name, $0] } ?? [name] }
}

// MARK: - Rules

extension Record {
  /// Marking a record restricted, or no longer so, and naming its readers.
  func requireMayRestrict(_ actor: Actor) throws(RuleRefusal) {
    guard self[Head.owner] != actor.name,
      actor.roles.isDisjoint(with: [.supervisor, .administrator])
    else { return }
    throw .notYours(
      "Only the owner of \(reference), a supervisor or an administrator says who may read it: ask one of them."
    )
  }

  /// Building a wall, and taking it down.
  func requireMayWall(_ actor: Actor) throws(RuleRefusal) {
    guard actor.roles.isDisjoint(with: [.supervisor, .administrator]) else { return }
    throw .notYours("Only a supervisor or an administrator walls somebody off: ask one of them.")
  }

  /// Nobody owns what is not there for them.
  func requireOwnerNotWalled() throws(RuleRefusal) {
    guard let owner = self[Head.owner], (self[Head.walled] ?? []).contains(owner) else { return }
    throw .rule(
      "owner-walled", "\(owner) is walled off from \(reference): choose another owner, or take the wall down."
    )
  }

  /// Whoever restricts a record goes on reading it.
  package mutating func keepReadable(by actor: Actor, before: Record?) {
    guard isRestricted, before?.isRestricted != true, !isReadWhenRestricted(by: actor) else { return }
    name(actor.name, in: Head.readers)
  }

  mutating func name(_ account: String, in field: Field<[String]>) {
    let names = self[field] ?? []
    if !names.contains(account) { self[field] = names + [account] }
  }

  mutating func unname(_ account: String, in field: Field<[String]>) {
    let names = (self[field] ?? []).filter { $0 != account }
    self[field] = names.isEmpty ? nil : names
  }

  /// What belongs to a record is kept from everybody from whom that is kept.
  mutating func inheritAccess(_ facts: Facts) {
    inheritCircle(facts)
    if let parent = self[Head.parent].flatMap(facts.register.record) { inheritAccess(from: parent) }
  }

  /// What belongs to a record is kept from everybody from whom that is kept.
  package mutating func inheritAccess(from parent: Record) {
    for account in parent[Head.walled] ?? [] { name(account, in: Head.walled) }
    guard parent.isRestricted, self[Head.circle] == nil, !isRestricted else { return }
    self[Head.marking] = .restricted
    self[Head.readers] = parent.allReaders
  }

  /// The people who read it besides the supervisors.
  private var allReaders: [String] {
    var names = self[Head.readers] ?? []
    if let owner = self[Head.owner], !names.contains(owner) { names.append(owner) }
    return names
  }
}

extension Decision {
  /// What belongs to the record follows it when its readers or its walls change, as part of the same change.
  mutating func spreadAccess(from before: Record, _ facts: Facts) throws(RuleRefusal) {
    let (walls, wallsBefore) = (record[Head.walled] ?? [], before[Head.walled] ?? [])
    let marks = record.isRestricted != before.isRestricted && record[Head.circle] == nil
    let readers = record[Head.readers] ?? []
    guard walls != wallsBefore || marks || readers != before[Head.readers] ?? [] else { return }
    for var child in facts.register.descendants(of: record.reference) {
      if let planned = further.firstIndex(where: { $0.uid == child.uid }) {
        child = further.remove(at: planned)
      }
      for account in wallsBefore where !walls.contains(account) { child.unname(account, in: Head.walled) }
      for account in walls where !wallsBefore.contains(account) {
        child.name(account, in: Head.walled)
        child.unname(account, in: Head.readers)
      }
      try child.requireOwnerNotWalled()
      if child[Head.circle] == nil {
        if marks { child[Head.marking] = record[Head.marking] ?? .official }
        child[Head.readers] = record.isRestricted ? record.followedReaders : nil
      }
      further.append(child)
    }
  }
}

extension Record {
  fileprivate var followedReaders: [String]? {
    let names = allReaders
    return names.isEmpty ? nil : names
  }
}

extension RegisterLookup {
  /// Everything that belongs to a record, and to that, and so on. What belongs to itself by mistake ends it.
  func descendants(of reference: String) -> [Record] {
    var found: [Record] = []
    var seen: Set<String> = [reference]
    var open = [reference]
    while let parent = open.popLast() {
      for kind in KindName.allCases {
        for child in children(of: parent, kind) where seen.insert(child.reference).inserted {
          found.append(child)
          open.append(child.reference)
        }
      }
    }
    return found
  }
}

extension RuleRefusal {
  /// Acting on behalf of somebody else.
  package static let onlyForAdministrators = RuleRefusal.notYours(
    "Only an administrator acts on behalf of somebody else: leave --as away.")
}

extension RuleRefusal {
  /// Reading what stands on a restricted record.
  package static func openedForAReason(_ reference: String) -> RuleRefusal {
    .notYours("\(reference) is restricted: say with --reason why you open it; the reason stands in the log.")
  }
}
