/// One reviewer's reading of one sampled file.
package enum FileReview {
  package static let kind = RecordKind(
    name: .review, prefix: "REV", label: "File review", plural: "File reviews", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)],
    parents: [.round], needsParent: true, isMadeByHand: false)
}
