internal import Crypto

/// What a person can do to one record. Every key, form and command ends in one of these.
package enum RecordAction: Sendable, Equatable {
  /// New values by field name; null takes the value away.
  case set([String: JSON])
  case move(to: String)
  case note(String)
  /// One of the acts of the record's kind, with what was said for it, by the names of the act's inputs.
  case act(String, [String: JSON])
}

extension RecordAction {
  /// What the log calls it.
  package var logged: AuditAction {
    switch self {
    case .set: .change
    case .move: .move
    case .note: .note
    case .act(let name, _): AuditAction(rawValue: name)
    }
  }
}

extension RecordAction {
  /// Whether it says who may read the record, and nothing else.
  var isOfAccess: Bool {
    guard case .act(let name, _) = self else { return false }
    return AccessActs.all.contains { $0.name == name }
  }
}

/// What a rule may know besides the record and the action. Handed in, so that a rule asks no clock and no store.
package struct Facts {
  package let actor: Actor
  package let now: Instant
  package let rulebook: Rulebook
  /// Why, in the actor's words; opens gates that yield to a reason.
  package let reason: String?
  /// What stands beside the record.
  package let register: any RegisterLookup
  /// Identifiers for what the decision makes, in order of time.
  package let newUID: () -> String

  package init(
    actor: Actor, now: Instant, rulebook: Rulebook, reason: String? = nil,
    register: any RegisterLookup = NoRegister(), newUID: @escaping () -> String
  ) {
    self.actor = actor
    self.now = now
    self.rulebook = rulebook
    self.reason = reason
    self.register = register
    self.newUID = newUID
  }

  /// The day in London.
  package var today: Day { now.londonDay }
}

/// What a rule may look up. The store answers from inside the transaction.
package protocol RegisterLookup {
  /// Nil when there is no such record.
  func record(_ reference: String) -> Record?
  /// All records of a kind that stand in a stage (nil: in any), oldest first, also those that the actor may not see.
  func records(of kind: KindName, stage: String?) -> [Record]
  /// The records of a kind that belong to this one, oldest first.
  func children(of reference: String, _ kind: KindName) -> [Record]
  /// Whether there is a record with this reference, also one that the actor may not see.
  func isTaken(_ reference: String) -> Bool
  /// A reference for a new record: the next number of its kind.
  func newReference(_ kind: KindName) -> String
  /// What the office has under a kind of list, to find what a person typed: places, themes.
  func titles(of kind: SettingKind) -> [TitledName]
  /// The closed complaints that a query finds, each with the value of a field: the population of a dip sample.
  /// Throws a refusal when the query cannot be understood.
  func frame(query: String, by field: SampleField?) throws(RuleRefusal) -> [SampleMember]
  /// Bytes that the store keeps under this SHA-256 (hexadecimal); nil when it keeps none.
  func bytes(digest: String) -> [UInt8]?
  /// The full name of an account's holder; nil when there is no such account.
  func fullName(of account: String) -> String?
  /// The office's schedule of how long records are kept.
  var retention: RetentionRules { get }
}

extension RegisterLookup {
  package func titles(of kind: SettingKind) -> [TitledName] { [] }
  package func frame(query: String, by field: SampleField?) throws(RuleRefusal) -> [SampleMember] { [] }
  package func bytes(digest: String) -> [UInt8]? { nil }
  package func fullName(of account: String) -> String? { nil }
}

/// A register with nothing in it: for rules that look nothing up.
package struct NoRegister: RegisterLookup {
  package init() {}
  package func record(_ reference: String) -> Record? { nil }
  package func children(of reference: String, _ kind: KindName) -> [Record] { [] }
  package func isTaken(_ reference: String) -> Bool { false }
  package func newReference(_ kind: KindName) -> String { "" }
}

extension RegisterLookup {
  package func records(of kind: KindName, stage: String?) -> [Record] { [] }
}

/// Something that would change a record, by what the audit log calls it.
package enum Edit: Sendable, Equatable {
  case act(String)
  /// - Parameter isSlip: it is the last thing that happened to the record, and happened today.
  case undoing(String, isSlip: Bool)

  /// Whether it says who may read the record, and nothing else.
  var isOfAccess: Bool {
    let name =
      switch self {
      case .act(let name), .undoing(let name, _): name
      }
    return AccessActs.all.contains { $0.name == name }
  }
}

/// What a rule decided: the record as it shall be, what is written on it, and what follows for others.
package struct Decision: Sendable, Equatable {
  package var record: Record
  package var contacts: [Contact] = []
  /// Other records, as they shall be; one with revision 0 is new. All of it is one change, undone as one.
  package var further: [Record] = []
  /// What is written on those others, by their uid.
  package var furtherContacts: [String: [Contact]] = [:]
  /// Bytes that stand on the record, each kept with its digest.
  package var files: [KeptFile] = []
  /// Nothing of the record shall stay: what is above says nothing then.
  package var erasure: ErasureOrder?

  package init(record: Record, contacts: [Contact] = []) {
    self.record = record
    self.contacts = contacts
  }
}

/// Bytes that stand on a record: a contact that tells of them, with the digest under which the store keeps them.
package struct KeptFile: Sendable, Equatable {
  package let contact: Contact
  package let bytes: [UInt8]
  /// SHA-256 in hexadecimal.
  package let digest: String

  package init(_ contact: Contact, bytes: [UInt8]) {
    digest = SHA256.hexadecimal(of: bytes)
    var contact = contact
    contact.rawDigest = digest
    self.contact = contact
    self.bytes = bytes
  }
}

extension Record {
  /// What `action` makes of this record, or why it may not be.
  ///
  /// The console asks this before a key is offered, and the store asks it again inside the transaction.
  package func decision(on action: RecordAction, facts: Facts) throws(RuleRefusal) -> Decision {
    // Who may read it is no part of what it says: it is for others to say, and of an agreed record too.
    try action.isOfAccess ? facts.actor.require(.work) : requireWritable(by: facts.actor)
    if let refusal = frozen(against: .act(action.logged.rawValue)) { throw refusal }
    var decision = Decision(record: self)
    switch action {
    case .set(let values):
      try decision.record.assign(values)
      if self[Head.circle] == nil, decision.record[Head.marking] != self[Head.marking] {
        try requireMayRestrict(facts.actor)
        if !decision.record.isRestricted { decision.record[Head.readers] = nil }
      }
      if values[Head.parent.name] != nil {
        try RecordKind.named(kind).requireParent(of: decision.record, facts)
      }
    case .move(let stage): try decision.record.move(to: stage, facts: facts)
    case .note(let text): decision.contacts = [try noteContact(text, facts: facts)]
    case .act(let name, let values): try decision.perform(name, values, facts: facts)
    }
    // What is not there any more needs no rules.
    guard decision.erasure == nil else { return decision }
    if !action.isOfAccess { decision.record[Head.isUnread] = nil }
    decision.record.settle(facts.rulebook)
    if case .set = action { decision.record.inheritAccess(facts) }
    try RecordKind.named(kind).hooks.check(decision.record, facts)
    if decision.record != self { RecordKind.named(kind).hooks.follow(&decision, facts) }
    decision.record.keepReadable(by: facts.actor, before: self)
    try decision.record.requireOwnerNotWalled()
    try decision.spreadAccess(from: self, facts)
    guard
      decision.record != self || !decision.contacts.isEmpty || !decision.further.isEmpty
        || !decision.files.isEmpty
    else {
      throw .nothingChanges(reference: reference)
    }
    return decision
  }

  /// Why nothing but some acts may change this record any more: agreed minutes stand as they are.
  ///
  /// A note for colleagues is no edit, and neither is what becomes of the record as a whole.
  package func frozen(against edit: Edit) -> RuleRefusal? {
    if edit.isOfAccess { return nil }
    guard case .act(let name) = edit, Self.neverFrozen.contains(name) else {
      return RecordKind.named(kind).hooks.frozen?(self, edit)
    }
    return nil
  }

  private static let neverFrozen = [
    AuditAction.note.rawValue, HoldActs.hold, HoldActs.lift, Erasing.act,
  ]

  func requireWritable(by actor: Actor) throws(RuleRefusal) {
    try actor.require(.work)
    guard let writers = RecordKind.named(kind).writers else { return }
    guard !actor.roles.isDisjoint(with: writers) else { throw .notOfYourRole(kind: kind) }
  }

  /// Takes typed values over, field by field.
  package mutating func assign(_ newValues: [String: JSON]) throws(RuleRefusal) {
    for (name, value) in newValues {
      guard let field = RecordKind.named(kind).field(named: name) else {
        throw .fieldUnknown(name, kind: kind)
      }
      guard !field.isDerived else { throw .fieldIsDerived(name) }
      guard value != .null, value.string?.isBlank != true else {
        guard !field.isRequired else { throw .fieldRequired(name) }
        values[name] = nil
        continue
      }
      try field.require(value)
      values[name] = value.storable
    }
  }

  /// Moves to a stage if its gates are open.
  mutating func move(to name: String, facts: Facts) throws(RuleRefusal) {
    let kind = RecordKind.named(self.kind)
    guard let target = kind.stage(named: name) else { throw .stageUnknown(name, kind: self.kind) }
    let current = self[Head.stage] ?? ""
    guard name != current else { throw .nothingChanges(reference: reference) }
    if let stage = kind.stage(named: current), !stage.next.contains(name) {
      throw .stageCannotFollow(name, after: current)
    }
    for gate in target.gates {
      guard let refusal = gate.refusal(self, facts) else { continue }
      guard gate.yieldsToReason, facts.reason?.isBlank == false else { throw refusal }
    }
    self[Head.stage] = name
    kind.hooks.moved(&self, facts)
    if target.isFinal { self[Head.closed] = facts.today }
  }

  /// Brings what follows from the values up to date: the kind's own, and the day that is due.
  package mutating func settle(_ rulebook: Rulebook) {
    let kind = RecordKind.named(kind)
    if !isClosed, self[Head.closed] != nil {
      self[Head.closed] = nil
      for name in kind.clearedOnReopening { values[name] = nil }
    }
    kind.hooks.derive(&self, rulebook)
    guard let clocks = kind.hooks.clocks else { return }
    self[Head.due] = isSettled ? nil : clocks(self, rulebook).compactMap(\.runsOut).min()
  }

  /// The clocks of this record, running, standing or ended.
  package func clocks(_ rulebook: Rulebook) -> [RunningClock] {
    RecordKind.named(kind).hooks.clocks?(self, rulebook) ?? []
  }

  /// The description of the stage in which the record stands.
  package var currentStage: Stage? {
    RecordKind.named(kind).stage(named: self[Head.stage] ?? "")
  }

  package var isClosed: Bool { currentStage?.isFinal ?? false }

  /// Whether the office owes nothing on it now.
  package var isSettled: Bool { currentStage?.isSettled ?? false }
}

extension Decision {
  mutating func perform(_ name: String, _ values: [String: JSON], facts: Facts) throws(RuleRefusal) {
    guard let act = RecordKind.named(record.kind).act(named: name) else {
      throw .actUnknown(name, kind: record.kind)
    }
    for (input, value) in values {
      guard let field = act.input(named: input) else {
        throw .inputUnknown(input, act: name, known: act.inputs.map(\.name))
      }
      if value != .null { try field.require(value) }
    }
    let said = values.filter { $0.value != .null && $0.value.string?.isBlank != true }
    for field in act.inputs where field.isRequired && said[field.name] == nil {
      guard field.type != .longText else { throw .textEmpty }
      throw .fieldRequired(field.name)
    }
    try act.perform(&self, ActInput(values: said.mapValues(\.storable)), facts)
  }
}

extension FieldDescription {
  /// Throws: ``RuleRefusal/valueNotUnderstood(_:field:expected:)`` when the value has not this field's shape.
  func require(_ value: JSON) throws(RuleRefusal) {
    guard type.accepts(value) else {
      throw .valueNotUnderstood(value.string ?? value.text, field: name, expected: type.expectation)
    }
  }
}

extension String {
  /// Nothing but white space.
  package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
