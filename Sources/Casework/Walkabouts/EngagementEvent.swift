/// A walkabout, surgery, talk, roadshow or ward meeting.
package enum EngagementEvent {
  package static let kind = RecordKind(
    name: .event, prefix: "WLK", label: "Engagement event", plural: "Engagement events", ownFields: [],
    stages: [Stage("open", "Open", next: ["done"]), Stage("done", "Done", next: ["open"], isFinal: true)])
}
