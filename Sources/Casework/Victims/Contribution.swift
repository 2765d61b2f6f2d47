/// What was said in a focus group, in one line.
package enum Contribution {
  package static let kind = RecordKind(
    name: .contribution, prefix: "VCN", label: "Contribution", plural: "Contributions", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)],
    parents: [.session], needsParent: true, isMadeByHand: false, writers: [.victimsLead], circle: .victims)
}
