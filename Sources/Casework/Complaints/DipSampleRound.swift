/// One draw from a fixed population of closed complaint files.
package enum DipSampleRound {
  package static let kind = RecordKind(
    name: .round, prefix: "DSR", label: "Dip-sample round", plural: "Dip-sample rounds", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)])
}
