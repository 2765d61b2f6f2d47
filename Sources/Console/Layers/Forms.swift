internal import Canvas
internal import Casework

/// Forms made from the descriptions of kinds and acts, with the office's lists as options.
enum Forms {
  /// A form for a new record; nil is never: a kind always has a title.
  static func create(_ kind: KindName, parent: String?, today: Day, lists: OfficeLists) -> RecordForm {
    let description = RecordKind.named(kind)
    var start: [String: JSON] = [Head.received.name: today.json]
    if let parent, !description.parents.isEmpty { start[Head.parent.name] = .string(parent) }
    return RecordForm(
      .create(kind), title: "New: \(description.label)",
      lines: lines(fields(of: description), start, lists: lists))
  }

  /// The fields of a kind in the order of its forms: what must be given comes first.
  private static func fields(of kind: RecordKind) -> [FieldDescription] {
    let fields = kind.fields.filter { $0.name != Head.parent.name || !kind.parents.isEmpty }
    return fields.filter(\.isRequired) + fields.filter { !$0.isRequired }
  }

  /// A form for the fields of a record that a person may change.
  static func edit(_ record: Record, lists: OfficeLists) -> RecordForm {
    let description = RecordKind.named(record.kind)
    return RecordForm(
      .edit(before: record.values), title: "Edit \(record.reference)",
      lines: lines(fields(of: description), record.values, lists: lists))
  }

  /// A form for fields that many records of a kind shall have alike: what stays empty is left as each has it.
  static func edit(many name: String, of kind: KindName, lists: OfficeLists) -> RecordForm {
    let fields = fields(of: RecordKind.named(kind)).filter { !$0.isRequired }
    return RecordForm(
      .edit(before: [:]), title: "Edit \(name): what stays empty is left as it is",
      lines: lines(fields, [:], lists: lists))
  }

  /// A form for what an act asks; nil when it asks nothing.
  ///
  /// - Parameter name: a reference, or how many records.
  /// - Parameter offered: what the record itself lets an input of this name choose from.
  static func act(
    _ act: Act, on name: String, lists: OfficeLists, offered: [String: [RecordForm.Option]] = [:]
  ) -> RecordForm? {
    guard !act.inputs.isEmpty else { return nil }
    return RecordForm(
      .act(act.name), title: "\(act.label): \(name)",
      lines: lines(act.inputs, [:], lists: lists, offered: offered))
  }

  private static func lines(
    _ fields: [FieldDescription], _ values: [String: JSON], lists: OfficeLists,
    offered: [String: [RecordForm.Option]] = [:]
  ) -> [RecordForm.Line] {
    fields.filter { !$0.isDerived && $0.type != .list && $0.type != .instant }.map { field in
      RecordForm.Line(
        field: field,
        entry: TextEntry(typed(values[field.name], field), isMultiline: field.type == .longText),
        options: offered[field.name] ?? options(field.type, lists))
    }
  }

  /// A value as a person would type it.
  private static func typed(_ value: JSON?, _ field: FieldDescription) -> String {
    guard let value, value != .null else { return "" }
    if let isSo = Bool(json: value) { return isSo ? "yes" : "no" }
    if let names = value.array { return names.compactMap(\.string).joined(separator: ",") }
    return value.string ?? value.text
  }

  /// The value that an option stands for.
  static func value(_ option: RecordForm.Option, _ field: FieldDescription) -> JSON {
    switch field.type {
    case .themes, .places: .array([.string(option.name)])
    case .flag: .bool(option.name == "yes")
    default: .string(option.name)
    }
  }

  /// What may stand in a field of this type; empty when anything may.
  static func options(_ type: FieldType, _ lists: OfficeLists) -> [RecordForm.Option] {
    switch type {
    case .choice(let choices): choices.map { RecordForm.Option(name: $0.name, title: $0.label.text()) }
    case .flag:
      [
        RecordForm.Option(name: "yes", title: Message("yes").text()),
        RecordForm.Option(name: "no", title: Message("no").text()),
      ]
    case .account: lists.accounts.map { RecordForm.Option(name: $0.name, title: $0.fullName) }
    case .team: lists.teams.map { RecordForm.Option(name: $0.name, title: $0.title) }
    case .place, .places:
      lists.places.map { RecordForm.Option(name: $0.name, title: lists.title(ofPlace: $0.name)) }
    case .themes: lists.themes.map { RecordForm.Option(name: $0.name, title: $0.title) }
    case .text, .longText, .day, .instant, .number, .record, .list: []
    }
  }
}

extension FieldType {
  /// Whether its values are chosen from a list and not typed.
  var isChosen: Bool {
    switch self {
    case .choice, .flag, .account, .team, .place, .places, .themes: true
    case .text, .longText, .day, .instant, .number, .record, .list: false
    }
  }
}
