/// A victim who may take part in a focus group, known by a pseudonym.
package enum Participant {
  package static let kind = RecordKind(
    name: .participant, prefix: "VIC", label: "Participant", plural: "Participants", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)],
    writers: [.victimsLead], circle: .participants)
}
