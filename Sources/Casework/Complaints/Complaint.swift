/// An expression of dissatisfaction with a police force, as the force's extract has it.
package enum Complaint {
  package static let kind = RecordKind(
    name: .complaint, prefix: "CMP", label: "Complaint", plural: "Complaints", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)],
    isMadeByHand: false)
}
