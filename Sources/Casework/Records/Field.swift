/// A field of a record: its name in the store, on the command line and in the audit log, and the type of its value.
///
/// Reading and writing through a `Field` is the typed way into a record's values:
/// `record[CaseFile.outcome]`.
///
/// That the value is a ``FieldValue`` is asked where one is made and used, and not of the type: Swift would look that up
/// again for each type of value, among all that there is, at every start.
package struct Field<Value>: Sendable {
  package let description: FieldDescription

  /// - Parameters:
  ///   - name: lowerCamelCase; never changes once released, for the audit log knows it.
  ///   - label: what the form and the printed record call it.
  ///   - help: a sentence for whoever fills it in; nil where the label and the type say all.
  package init(
    _ name: String, _ label: Message, _ type: FieldType, isRequired: Bool = false, isDerived: Bool = false,
    help: Message? = nil
  ) where Value: FieldValue {
    self.description = FieldDescription(
      name: name, label: label, type: type, isRequired: isRequired, isDerived: isDerived, help: help)
  }

  package var name: String { description.name }

  /// See ``FieldDescription/called(_:isRequired:isDerived:)``.
  package func called(
    _ label: Message? = nil, isRequired: Bool? = nil, isDerived: Bool? = nil
  ) -> FieldDescription {
    description.called(label, isRequired: isRequired, isDerived: isDerived)
  }
}

/// What a form, the command line, an export and the validation need to know of a field.
package struct FieldDescription: Sendable, Hashable {
  package let name: String
  package let label: Message
  package let type: FieldType
  package let isRequired: Bool
  /// Set by a rule, never typed by a person.
  package let isDerived: Bool
  /// A sentence for whoever fills it in; nil where the label and the type say all.
  package let help: Message?

  /// The same field under the name that one kind has for it, or required there. What is called otherwise means
  /// something else: the sentence of help does not go with it.
  package func called(
    _ label: Message? = nil, isRequired: Bool? = nil, isDerived: Bool? = nil
  ) -> FieldDescription {
    FieldDescription(
      name: name, label: label ?? self.label, type: type, isRequired: isRequired ?? self.isRequired,
      isDerived: isDerived ?? self.isDerived, help: label == nil ? help : nil)
  }
}

/// What a field can hold.
package enum FieldType: Sendable, Hashable {
  /// One line.
  case text
  /// Many lines.
  case longText
  case day
  case instant
  case flag
  /// A whole number, not negative.
  case number
  case choice([Choice])
  /// The name of an account of the office.
  case account
  /// The name of a neighbourhood team or partner.
  case team
  case place
  /// A list of the names of places.
  case places
  /// The reference of a record.
  case record
  /// A list of theme names.
  case themes
  /// A list of values with a shape of their own, changed only by actions.
  case list
}

extension FieldType {
  /// Whether a value typed for the field has its shape.
  func accepts(_ value: JSON) -> Bool {
    switch self {
    case .text: value.string.map { !$0.contains(where: \.isNewline) } ?? false
    case .longText, .account, .team, .place, .record: value.string != nil
    case .day: Day(json: value) != nil
    case .instant: Instant(json: value) != nil
    case .flag: Bool(json: value) != nil
    case .number: (value.integer ?? -1) >= 0
    case .choice(let choices): choices.contains { JSON.string($0.name) == value }
    case .themes, .places: [String](json: value) != nil
    case .list: value.array != nil
    }
  }

  /// What to give instead of a value that does not fit.
  var expectation: Message {
    switch self {
    case .text: "one line of text"
    case .longText: "text"
    case .day: "a day such as 2026-11-20"
    case .instant: "a moment such as 2026-11-20T14:05:00Z"
    case .flag: "true or false"
    case .number: "a whole number"
    case .choice(let choices): "one of \(choices.map(\.name).joined(separator: ", "))"
    case .account: "the name of an account"
    case .team: "the name of a team"
    case .place: "the name of a place"
    case .places: "the names of places"
    case .record: "the reference of a record"
    case .themes: "a list of themes"
    case .list: "a list"
    }
  }
}

extension JSON {
  /// This value with every text in it as a store can keep it.
  var storable: JSON {
    switch self {
    case .string(let text): .string(text.storable)
    case .array(let elements): .array(elements.map(\.storable))
    default: self
    }
  }
}

/// One of the values that a field may take.
package struct Choice: Sendable, Hashable {
  /// As stored.
  package let name: String
  /// As shown.
  package let label: Message

  package init(_ name: String, _ label: Message) {
    self.name = name
    self.label = label
  }
}

/// A type whose values a record can hold.
package protocol FieldValue: Sendable, Equatable {
  /// Nil when `json` has another shape.
  init?(json: JSON)
  var json: JSON { get }
}

extension String: FieldValue {
  package init?(json: JSON) {
    guard case .string(let text) = json else { return nil }
    self = text
  }
  package var json: JSON { .string(self) }
}

extension Bool: FieldValue {
  package init?(json: JSON) {
    guard case .bool(let value) = json else { return nil }
    self = value
  }
  package var json: JSON { .bool(self) }
}

extension Int: FieldValue {
  package init?(json: JSON) {
    guard let number = json.integer else { return nil }
    self = number
  }
  package var json: JSON { .integer(self) }
}

extension Day: FieldValue {
  package init?(json: JSON) {
    guard let text = json.string else { return nil }
    self.init(text)
  }
  package var json: JSON { .string(description) }
}

extension Instant: FieldValue {
  package init?(json: JSON) {
    guard let text = json.string else { return nil }
    self.init(text)
  }
  package var json: JSON { .string(description) }
}

extension Array: FieldValue where Element: FieldValue {
  package init?(json: JSON) {
    guard let elements = json.array else { return nil }
    self = elements.compactMap(Element.init(json:))
    guard count == elements.count else { return nil }
  }
  package var json: JSON { .array(map(\.json)) }
}

extension FieldValue where Self: RawRepresentable, RawValue == String {
  package init?(json: JSON) {
    guard let text = json.string else { return nil }
    self.init(rawValue: text)
  }
  package var json: JSON { .string(rawValue) }
}
