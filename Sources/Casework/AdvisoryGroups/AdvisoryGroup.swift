/// A standing group that advises and challenges, with members, seats and terms.
package enum AdvisoryGroup {
  package static let kind = RecordKind(
    name: .group, prefix: "IAG", label: "Advisory group", plural: "Advisory groups", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)])
}
