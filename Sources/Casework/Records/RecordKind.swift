/// One kind of record, described once: its fields, its stages and what must hold before each.
///
/// The form on screen, `casebook set`, export and validation come from this description.
package struct RecordKind: Sendable {
  package let name: KindName
  /// What references begin with: `COR`.
  package let prefix: String
  package let label: Message
  /// Those of the kind itself; ``Head/descriptions`` come before them.
  package let ownFields: [FieldDescription]
  package let stages: [Stage]
  /// The names of the fields that say how a record ended.
  let clearedOnReopening: [String]
  /// What follows from a record's values, after every act on it.
  let derive: @Sendable (inout Record) -> Void
  /// The day on which the clock ends that runs on a record; nil when none runs.
  let due: @Sendable (Record, WorkingCalendar) -> Day?

  /// All fields in the order of a form.
  package var fields: [FieldDescription] { Head.descriptions + ownFields }

  package func field(named name: String) -> FieldDescription? {
    fields.first { $0.name == name }
  }

  package func stage(named name: String) -> Stage? {
    stages.first { $0.name == name }
  }

  /// Every kind of record there is.
  package static let all = KindName.allCases.map(named)

  package static func named(_ name: KindName) -> RecordKind {
    switch name {
    case .caseFile: CaseFile.kind
    }
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
  package let refusal: @Sendable (Record) -> RuleRefusal?
}
