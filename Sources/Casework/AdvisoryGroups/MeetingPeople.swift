/// Somebody, or a seat, of whom the attendance of a meeting can say something.
package struct Attendee: Sendable, Equatable {
  /// A name, or that of a seat.
  package let name: String
  package let side: GroupSide?
  /// The required seat that they take on the day of the meeting.
  package let seat: String?
  /// What is recorded; nil while nothing is.
  package let presence: Presence?
}

extension Record {
  /// Whom the attendance of this meeting asks about, those first of whom nothing is recorded: the members and the
  /// seats of its group on its day, and the guests who came.
  ///
  /// - Parameter group: what the meeting belongs to; nil when it is not known.
  package func attendees(of group: Record?, today: Day) -> [Attendee] {
    let day = self[Head.received] ?? today
    let recorded = self[Meeting.attendance] ?? []
    // An office is named by who holds it, unless it has a seat of its own.
    let seats = requiredSeats(of: group, today: today).map(\.name)
    let offices = (group?[AdvisoryGroup.offices] ?? []).map(\.office)
    let people = peopleKnown(in: group, on: day).map(\.title).filter { name in
      !offices.contains(where: name.isSameName) || seats.contains(where: name.isSameName)
    }
    let attendees = people.map { name in
      let line = recorded.first { $0.who.isSameName(as: name) }
      return Attendee(
        name: name, side: line?.side ?? group?.member(name)?.side,
        seat: line?.seat ?? group?.seat(of: name, on: day), presence: line?.presence)
    }
    return attendees.filter { $0.presence == nil } + attendees.filter { $0.presence != nil }
  }

  /// The seats that have to be taken at this meeting.
  package func requiredSeats(of group: Record?, today: Day) -> [RequiredSeat] {
    let day = self[Head.received] ?? today
    return (group?[AdvisoryGroup.seats] ?? []).filter { $0.isRequired(on: day) }
  }
}
