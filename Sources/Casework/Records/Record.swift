/// Anything that the office keeps in its register: a case, a complaint, a meeting, a walkabout.
///
/// A record is a name (kind, reference, uid), a revision and its values by field name. Everything that works
/// on all kinds alike (audit, undo, merging of edits, forms, export) works on the values.
package struct Record: Sendable, Equatable {
  /// UUIDv7 in its usual text form, made once and never changed.
  package let uid: String
  package let kind: KindName
  /// What people call it: `COR-26-0042`.
  package let reference: String
  /// 1 when created, one more at each change.
  package var revision: Int
  /// By field name. A field without a value is absent, never null.
  package var values: [String: JSON]

  package init(uid: String, kind: KindName, reference: String, revision: Int, values: [String: JSON]) {
    self.uid = uid
    self.kind = kind
    self.reference = reference
    self.revision = revision
    self.values = values
  }

  /// The value of a field; nil when it has none, or one of another shape.
  package subscript<Value: FieldValue>(field: Field<Value>) -> Value? {
    get { values[field.name].flatMap(Value.init(json:)) }
    set { values[field.name] = newValue?.json }
  }
}

// MARK: - Fields that every kind has

/// The head of a record: what lists show, whatever the kind.
package enum Head {
  package static let title = Field<String>("title", "Subject", .text, isRequired: true)
  package static let stage = Field<String>("stage", "Stage", .text, isDerived: true)
  package static let owner = Field<String>("owner", "Owner", .account)
  /// The neighbourhood team or partner that has it in hand, or was asked.
  package static let team = Field<String>("team", "Team", .team)
  package static let place = Field<String>("place", "Place", .place)
  package static let themes = Field<[String]>("themes", "Themes", .themes)
  package static let marking = Field<Marking>("marking", "Marking", .choice(Marking.choices))
  /// The record that it belongs to: the meeting of an action, the walkabout of an issue.
  package static let parent = Field<String>("parent", "Belongs to", .record)
  /// Who alone may read it; absent when everybody may.
  package static let circle = Field<Circle>("circle", "Read by", .text, isDerived: true)
  /// The day on which it reached the office, or took place, London time.
  package static let received = Field<Day>("received", "Received", .day, isRequired: true)
  /// The day on which the soonest running clock ends.
  package static let due = Field<Day>("due", "Due", .day)
  package static let closed = Field<Day>("closed", "Closed", .day, isDerived: true)
  /// Something arrived and nobody has acted on the record since.
  package static let isUnread = Field<Bool>("unread", "Unread", .flag, isDerived: true)

  /// In the order of a form.
  package static let descriptions = [
    title.description, stage.description, owner.description, team.description, place.description,
    themes.description, marking.description, parent.description, circle.description,
    received.description, due.description, closed.description, isUnread.description,
  ]

  /// Those that rules set for every kind.
  package static let derived = [
    stage.description, circle.description, closed.description, isUnread.description,
  ]
}

/// Who may see a record.
package enum Marking: String, FieldValue, CaseIterable {
  case official, restricted

  package static let choices = [
    Choice(Marking.official.rawValue, "Official"), Choice(Marking.restricted.rawValue, "Restricted"),
  ]
}
