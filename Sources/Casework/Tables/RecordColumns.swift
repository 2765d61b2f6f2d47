/// The columns of a table of records of one kind: `reference`, then every field by its name.
package struct RecordColumns: Sendable {
  private let fields: [FieldDescription]

  package init(_ kind: RecordKind) {
    fields = kind.fields
  }

  package var names: [String] { ["reference"] + fields.map(\.name) }

  /// The values of a record in the order of ``names``; empty where there is none.
  ///
  /// Lists stand in one field: names with commas between them, values of a shape of their own with semicolons.
  package func values(of record: Record) -> [String] {
    [record.reference]
      + fields.map { field in record.values[field.name].map { Self.text($0, of: field) } ?? "" }
  }

  private static func text(_ value: JSON, of field: FieldDescription) -> String {
    switch field.type {
    case .themes, .places:
      (value.array ?? []).compactMap(\.string).joined(separator: ",")
    default: flat(value)
    }
  }

  private static func flat(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .bool(let flag): flag ? "yes" : "no"
    case .integer(let number): String(number)
    case .string(let text): text
    case .array(let elements): elements.map(flat).joined(separator: "; ")
    case .object(let members):
      members.sorted { $0.key < $1.key }.map { "\($0.key): \(flat($0.value))" }.joined(separator: ", ")
    }
  }
}
