internal import Casework

// What the forms of a group and of its meetings offer, so that names and numbers are chosen and not typed.
extension RecordView {
  /// What may stand in the inputs of an act of a group or of a meeting, by the inputs' names.
  func groupOptions(for act: String, today: Day) -> [String: [RecordForm.Option]] {
    switch record.kind {
    case .meeting: meetingOptions(for: act, today: today)
    case .group: ownOptions(for: act)
    default: [:]
    }
  }

  // MARK: - A meeting

  private func meetingOptions(for act: String, today: Day) -> [String: [RecordForm.Option]] {
    let group = related.first { $0.reference == record[Head.parent] }
    let people = record.attendees(of: group, today: today)
    let seats = record.requiredSeats(of: group, today: today)
    return [
      MeetingActs.who.name: people.map { RecordForm.Option(name: $0.name, title: $0.title) },
      MeetingActs.owner.name: people.map { RecordForm.Option(name: $0.name, title: $0.name) },
      MeetingActs.seat.name: seats.map { RecordForm.Option(name: $0.name, title: $0.title) },
      MeetingActs.number.name: act == "answer-item" ? carriedOver : items,
    ]
  }

  /// What is open from earlier meetings, by the labels of the agenda.
  private var carriedOver: [RecordForm.Option] {
    agenda.filter { $0.reference != nil }.map {
      RecordForm.Option(name: $0.label, title: "\($0.label)  \($0.text)")
    }
  }

  private var items: [RecordForm.Option] {
    (record[Meeting.items] ?? []).map {
      RecordForm.Option(name: $0.number, title: "\($0.number)  \($0.text)")
    }
  }

  // MARK: - A group

  private func ownOptions(for act: String) -> [String: [RecordForm.Option]] {
    let members = (record[AdvisoryGroup.members] ?? []).filter { $0.to == nil }
      .map { RecordForm.Option(name: $0.name, title: "\($0.name), \($0.side.label.text())") }
    let seats = (record[AdvisoryGroup.seats] ?? []).filter { $0.to == nil }
      .map { RecordForm.Option(name: $0.name, title: $0.title) }
    switch act {
    case "leave", "naming": return [GroupActs.name.name: members]
    case "unseat": return [GroupActs.name.name: seats]
    case "appoint": return [GroupActs.holder.name: members, GroupActs.meeting.name: annualMeetings]
    default: return [:]
    }
  }

  private var annualMeetings: [RecordForm.Option] {
    children.filter { $0.kind == .meeting && $0.channel == MeetingType.agm.rawValue }.reversed().map {
      RecordForm.Option(name: $0.reference, title: "\($0.reference)  \($0.title)")
    }
  }
}

extension Attendee {
  /// `Grace Okafor, Community, Chair: present`.
  fileprivate var title: String {
    let place = seat == name ? Message("seat").text() : seat
    let words = [name, side?.label.text(), place].compactMap { $0 }.joined(separator: ", ")
    return presence.map { "\(words): \($0.label.text())" } ?? words
  }
}

extension RequiredSeat {
  fileprivate var title: String { holder.map { "\(name), \($0)" } ?? name }
}
