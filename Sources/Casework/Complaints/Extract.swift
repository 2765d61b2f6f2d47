/// A file of complaints that the force sent, as it came, with what became of its rows.
package enum Extract {
  package static let kind = RecordKind(
    name: .extract, prefix: "EXT", label: "Extract", plural: "Extracts", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)],
    isMadeByHand: false)
}
