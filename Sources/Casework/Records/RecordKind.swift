/// One kind of record, described once: its fields, its stages and what must hold before each, its acts.
///
/// The form on screen, `casebook set`, import, export and validation come from this description.
package struct RecordKind: Sendable {
  package let name: KindName
  /// What references begin with: `COR`.
  package let prefix: String
  package let label: Message
  package let plural: Message
  /// Those of the head that a form of this kind shows, in its order, some under a name of the kind's own.
  package let headFields: [FieldDescription]
  /// Those of the kind itself.
  package let ownFields: [FieldDescription]
  package let stages: [Stage]
  /// What can be done to a record besides what every record knows; ``AccessActs`` are for all kinds.
  package let acts: [Act]
  /// The kinds of record that one of this kind may belong to; empty when it stands alone.
  package let parents: [KindName]
  /// Whether a record of this kind must belong to one of ``parents``.
  package let needsParent: Bool
  /// Whether a person makes one by hand; others are made by acts and imports.
  package let isMadeByHand: Bool
  /// The roles that may change records of this kind; nil for all that may work.
  package let writers: Set<OfficeRole>?
  /// Who alone may read a new record of this kind; nil for everybody.
  let circle: Circle?
  /// The names of the fields that say how a record ended.
  let clearedOnReopening: [String]
  /// The names of the fields of which a person must have seen the newest value before moving or acting.
  package let guarded: [String]
  package let hooks: Hooks

  /// What a kind says of its records' values. Each is asked after every act, inside the transaction too.
  package struct Hooks: Sendable {
    /// What follows from a record's values.
    var derive: @Sendable (inout Record, Rulebook) -> Void = { _, _ in }
    /// What must hold of the values, whatever was done.
    package var check: @Sendable (Record, Facts) throws(RuleRefusal) -> Void = { (_, _) throws(RuleRefusal) in
    }
    /// What follows for other records when the values of this one have changed.
    var follow: @Sendable (inout Decision, Facts) -> Void = { _, _ in }
    /// Why a record that stands as it is for good is not changed by the act of this name; nil when it may be.
    var frozen: (@Sendable (Record, Edit) -> RuleRefusal?)?
    /// What must hold of a record whatever led to it; asked when something was taken back.
    package var holds: @Sendable (Record, Facts) throws(RuleRefusal) -> Void = { (_, _) throws(RuleRefusal) in
    }
    /// The clocks that run, stand or have ended on a record. Where there are clocks, they alone say what is due.
    var clocks: (@Sendable (Record, Rulebook) -> [RunningClock])?
    /// Whether a clock stands still.
    var isPaused: @Sendable (Record) -> Bool = { _ in false }
    /// Since when somebody owes the office an answer; nil when nobody does.
    var awaitedSince: @Sendable (Record) -> Day? = { _ in nil }
    /// Who it is from, or about whom: a column of lists.
    var party: @Sendable (Record) -> String? = { _ in nil }
    /// How it reached the office: a column of lists.
    var channel: @Sendable (Record) -> String? = { _ in nil }
    /// Places besides the one of the head.
    var morePlaces: @Sendable (Record) -> [String] = { _ in [] }
    /// Names and addresses to be found by `from:`.
    var people: @Sendable (Record) -> [String] = { _ in [] }
    /// Other words to be found.
    var words: @Sendable (Record) -> [String] = { _ in [] }
    /// What a move to another stage leaves on the record besides the stage.
    var moved: @Sendable (inout Record, Facts) -> Void = { _, _ in }
    /// References of other records whose values its text or its forms need, besides their heads.
    package var mentions: @Sendable (Record) -> [String] = { _ in [] }
    /// The kinds of what belongs to it whose values its text needs, and not their heads alone.
    package var needed: [KindName] = []
    /// The reference, where somebody else gives it.
    var reference: (@Sendable (Record) -> String?)?
  }

  init(
    name: KindName, prefix: String, label: Message, plural: Message,
    head: [FieldDescription] = Head.descriptions,
    ownFields: [FieldDescription], stages: [Stage], acts: [Act] = [], parents: [KindName] = [],
    needsParent: Bool = false, isMadeByHand: Bool = true, writers: Set<OfficeRole>? = nil,
    circle: Circle? = nil, clearedOnReopening: [String] = [],
    guarded: [String] = [], hooks: Hooks = Hooks()
  ) {
    self.name = name
    self.prefix = prefix
    self.label = label
    self.plural = plural
    self.headFields = head
    self.ownFields = ownFields
    self.stages = stages
    self.acts = acts + HoldActs.all + Erasing.acts
    self.parents = parents
    self.needsParent = needsParent
    self.isMadeByHand = isMadeByHand
    self.writers = writers
    self.circle = circle
    self.clearedOnReopening = clearedOnReopening
    self.guarded = [Head.stage.name] + guarded
    self.hooks = hooks
  }

  /// All fields in the order of a form.
  package var fields: [FieldDescription] { headFields + ownFields }

  package func field(named name: String) -> FieldDescription? {
    fields.first { $0.name == name }
  }

  package func stage(named name: String) -> Stage? {
    stages.first { $0.name == name }
  }

  package func act(named name: String) -> Act? {
    acts.first { $0.name == name } ?? AccessActs.all.first { $0.name == name }
  }
}

/// Where a record stands on its way, and where it may go from there.
package struct Stage: Sendable {
  /// As stored and typed.
  package let name: String
  package let label: Message
  /// The names of the stages that may follow.
  package let next: [String]
  /// What must hold before a record may enter this stage.
  package let gates: [Gate]
  /// Nothing is owed by the office in this stage: no clock runs.
  package let isSettled: Bool
  /// The record is done with: lists of open work leave it out.
  package let isFinal: Bool

  package init(
    _ name: String, _ label: Message, next: [String], gates: [Gate] = [], isSettled: Bool = false,
    isFinal: Bool = false
  ) {
    self.name = name
    self.label = label
    self.next = next
    self.gates = gates
    self.isSettled = isSettled || isFinal
    self.isFinal = isFinal
  }
}

/// Something that must hold before a stage, with the refusal when it does not.
package struct Gate: Sendable {
  /// Whether a typed reason opens the gate all the same; the reason goes into the audit log.
  package let yieldsToReason: Bool
  /// The refusal, or nil when the gate is open for this record.
  package let refusal: @Sendable (Record, Facts) -> RuleRefusal?

  package init(yieldsToReason: Bool, refusal: @escaping @Sendable (Record, Facts) -> RuleRefusal?) {
    self.yieldsToReason = yieldsToReason
    self.refusal = refusal
  }
}

/// Something that a person can do to a record of one kind, with what has to be said for it.
///
/// The form on screen and `casebook act` ask for the inputs; the rule sees them in ``ActInput``.
package struct Act: Sendable {
  /// As typed and as the audit log has it.
  package let name: String
  /// One or two words for a foot or a menu.
  package let label: Message
  /// What it does, in a sentence without a full stop.
  package let sentence: Message
  /// What was done, once it is: `reply recorded`.
  package let done: Message
  package let inputs: [FieldDescription]
  /// Whether it only adds, so that two colleagues may do it at once.
  package let isAdding: Bool
  /// Whether it makes sense now, as far as can be told before anything is said; a foot offers it then.
  package let isOffered: @Sendable (Record) -> Bool
  let perform: @Sendable (inout Decision, ActInput, Facts) throws(RuleRefusal) -> Void

  init(
    _ name: String, _ label: Message, _ sentence: Message, done: Message? = nil,
    inputs: [FieldDescription] = [], isAdding: Bool = false,
    isOffered: @escaping @Sendable (Record) -> Bool = { !$0.isClosed },
    perform: @escaping @Sendable (inout Decision, ActInput, Facts) throws(RuleRefusal) -> Void
  ) {
    self.name = name
    self.label = label
    self.sentence = sentence
    self.done = done ?? Message("done: \(label)")
    self.inputs = inputs
    self.isAdding = isAdding
    self.isOffered = isOffered
    self.perform = perform
  }

  package func input(named name: String) -> FieldDescription? {
    inputs.first { $0.name == name }
  }
}

/// What was said for an act, by the names of its inputs.
package struct ActInput: Sendable {
  let values: [String: JSON]

  /// Nil when nothing was said.
  subscript<Value: FieldValue>(field: Field<Value>) -> Value? {
    values[field.name].flatMap(Value.init(json:))
  }
}
