internal import Casework

extension ChangeDetail {
  /// What a change wrote on a record besides its fields, and which entry of the log it takes back.
  mutating func add(added: [Contact], removed: [Contact], undoes: Int? = nil) {
    if !added.isEmpty || !removed.isEmpty {
      add(
        "contacts", before: removed.isEmpty ? .null : .array(removed.map(\.logged)),
        after: added.isEmpty ? .null : .array(added.map(\.logged)))
    }
    if let undoes { add("undoes", after: .integer(undoes)) }
  }
}
