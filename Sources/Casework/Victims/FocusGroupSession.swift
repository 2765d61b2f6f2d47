/// A meeting of consenting victims with a support worker.
package enum FocusGroupSession {
  package static let kind = RecordKind(
    name: .session, prefix: "VFG", label: "Focus-group session", plural: "Focus-group sessions",
    ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)],
    writers: [.victimsLead], circle: .victims)
}
