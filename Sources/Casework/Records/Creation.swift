// Making records. A record is made by the same rules whether a person, an act or an import makes it.

extension RecordKind {
  /// A new record of this kind with these values, and what is written on it.
  ///
  /// - Parameters:
  ///   - values: as a person typed them, by field name.
  ///   - text: the words with which the matter came; empty when there are none.
  /// - Returns: a decision on a record with revision 0.
  /// - Throws: ``RuleRefusal`` when a value, the record that it belongs to or the actor's role does not fit.
  package func newRecord(
    values: [String: JSON], text: String = "", facts: Facts
  ) throws(RuleRefusal) -> Decision {
    var record = try emptyRecord(facts: facts, reference: "")
    try record.assign(values)
    for field in fields where field.isRequired && record.values[field.name] == nil {
      throw .fieldRequired(field.name)
    }
    try requireParent(of: record, facts)
    record.inheritAccess(facts)
    if record[Head.circle] != nil, values[Head.marking.name] == nil { record[Head.marking] = .restricted }
    record.settle(facts.rulebook)
    let reference = hooks.reference.map { $0(record) ?? "" } ?? facts.register.newReference(name)
    guard !facts.register.isTaken(reference) else { throw .referenceTaken(reference) }
    record = Record(
      uid: record.uid, kind: name, reference: reference, revision: 0, values: record.values)
    try hooks.check(record, facts)
    record.keepReadable(by: facts.actor, before: nil)
    try record.requireOwnerNotWalled()
    var decision = Decision(record: record)
    if !text.isBlank { decision.contacts = [record.firstContact(text, facts: facts)] }
    return decision
  }

  /// A record with what every new one of its kind has.
  package func emptyRecord(facts: Facts, reference: String) throws(RuleRefusal) -> Record {
    var record = Record(uid: facts.newUID(), kind: name, reference: reference, revision: 0, values: [:])
    try record.requireWritable(by: facts.actor)
    record[Head.stage] = stages.first?.name
    record[Head.received] = facts.today
    record[Head.marking] = circle == nil ? .official : .restricted
    record[Head.circle] = circle
    return record
  }

  /// Throws: ``RuleRefusal`` when the record that it belongs to is not there, or of a kind to which it cannot belong.
  func requireParent(of record: Record, _ facts: Facts) throws(RuleRefusal) {
    guard let reference = record[Head.parent] else {
      guard !needsParent else { throw .fieldRequired(Head.parent.name) }
      return
    }
    guard let parent = facts.register.record(reference), parent.isVisible(to: facts.actor) else {
      throw .noSuchRecord(reference)
    }
    guard parents.contains(parent.kind) else { throw .cannotBelong(name, to: parent.kind) }
  }
}

extension Record {
  /// What belongs to a record is read by nobody who may not read that.
  mutating func inheritCircle(_ facts: Facts) {
    guard self[Head.circle] == nil, let parent = self[Head.parent].flatMap(facts.register.record) else {
      return
    }
    self[Head.circle] = parent[Head.circle]
  }

  /// The words with which the matter came.
  fileprivate func firstContact(_ text: String, facts: Facts) -> Contact {
    let hooks = RecordKind.named(kind).hooks
    var contact = Contact(
      uid: facts.newUID(), kind: .received,
      channel: hooks.channel(self).flatMap(Channel.init(rawValue:)) ?? .letter, at: facts.now,
      text: text.storable)
    let people = hooks.people(self)
    contact.sender = MailAddress(name: people.first ?? "", address: people.dropFirst().first ?? "")
    contact.subject = self[Head.title] ?? ""
    return contact
  }

  /// A note for colleagues.
  func noteContact(_ text: String, facts: Facts) throws(RuleRefusal) -> Contact {
    guard !text.isBlank else { throw .textEmpty }
    return contact(.note, text: text, facts: facts)
  }

  /// Something written on this record now, by the actor.
  func contact(_ kind: ContactKind, text: String, channel: Channel = .email, facts: Facts) -> Contact {
    var contact = Contact(
      uid: facts.newUID(), kind: kind, channel: channel, at: facts.now, text: text.storable)
    contact.sender = MailAddress(name: facts.actor.name)
    return contact
  }
}
