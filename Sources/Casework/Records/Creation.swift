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
    try record.joinParent(facts)
    if record[Head.circle] != nil, values[Head.marking.name] == nil { record[Head.marking] = .restricted }
    record.settle(facts.rulebook)
    let reference = hooks.reference.map { $0(record) ?? "" } ?? facts.register.newReference(name)
    guard !facts.register.isTaken(reference) else { throw .referenceTaken(reference) }
    record = Record(
      uid: record.uid, kind: name, reference: reference, revision: 0, values: record.values)
    try hooks.check(record, facts)
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
}

extension Record {
  /// Belongs to what it names, and is read by nobody who may not read that.
  ///
  /// Throws: ``RuleRefusal`` when the actor cannot see it, or a record of this kind cannot belong to it.
  mutating func joinParent(_ facts: Facts) throws(RuleRefusal) {
    let description = RecordKind.named(kind)
    guard let reference = self[Head.parent] else {
      guard !description.needsParent else { throw .fieldRequired(Head.parent.name) }
      return
    }
    guard let parent = facts.register.record(reference), parent.isVisible(to: facts.actor) else {
      throw .noSuchRecord(reference)
    }
    guard description.parents.contains(parent.kind) else { throw .cannotBelong(kind, to: parent.kind) }
    self[Head.circle] = self[Head.circle] ?? parent[Head.circle]
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
