/// A sitting of an advisory group, with agenda, minutes and attendance.
package enum Meeting {
  package static let kind = RecordKind(
    name: .meeting, prefix: "MTG", label: "Meeting", plural: "Meetings", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)],
    parents: [.group], needsParent: true)
}
