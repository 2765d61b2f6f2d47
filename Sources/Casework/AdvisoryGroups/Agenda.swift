/// One line of an agenda: what stands on each, or what is carried over from earlier meetings.
package struct AgendaEntry: Sendable, Equatable {
  /// What people call it: `1`; of what is carried over `C2`.
  package var label: String
  package var text: String
  /// The advice or action that is carried over; nil of what stands on every agenda.
  package var reference: String?
  package var type: OwedAnswerType?
  /// Where it comes from: `MTG-26-0003 3.A1`.
  package var source: String?
  package var owner: String?
  package var due: Day?
  package var isRestricted: Bool

  package init(
    _ label: String, _ text: String, reference: String? = nil, type: OwedAnswerType? = nil,
    source: String? = nil, owner: String? = nil, due: Day? = nil, isRestricted: Bool = false
  ) {
    self.label = label
    self.text = text
    self.reference = reference
    self.type = type
    self.source = source
    self.owner = owner
    self.due = due
    self.isRestricted = isRestricted
  }
}

extension AgendaEntry: FieldValue {
  package init?(json: JSON) {
    guard let label = json["label"]?.string, let text = json["text"]?.string else { return nil }
    self.init(
      label, text, reference: json["reference"]?.string,
      type: json["type"].flatMap(OwedAnswerType.init(json:)), source: json["source"]?.string,
      owner: json["owner"]?.string, due: json["due"].flatMap(Day.init(json:)),
      isRestricted: json["restricted"] == true)
  }

  package var json: JSON {
    .members([
      "label": label.json, "text": text.json, "reference": reference?.json, "type": type?.json,
      "source": source?.json, "owner": owner?.json, "due": due?.json, "restricted": isRestricted.json,
    ])
  }
}

/// The agenda of a meeting, which builds itself.
///
/// Source: requirements IA-02, "advice without a response is carried onto the next agenda by itself"; D5, minutes of
/// the last meeting with corrections by item number, matters arising.
package enum Agenda {
  /// What stands on the agenda of a meeting: as it was kept with its minutes, or else as it is now.
  package static func entries(of meeting: Record, _ register: any RegisterLookup) -> [AgendaEntry] {
    if let kept = meeting[Meeting.agenda] { return kept }
    let group = meeting[Head.parent] ?? ""
    let earlier = register.children(of: group, .meeting).filter { $0.isBefore(meeting) }
    let owed = (earlier.map(\.reference) + [group]).flatMap { register.children(of: $0, .action) }
    return entries(earlier: earlier, owed: owed)
  }

  /// - Parameters:
  ///   - earlier: the meetings of the group before this one.
  ///   - owed: what they and the group ask of anybody, whether done or not.
  static func entries(earlier: [Record], owed: [Record]) -> [AgendaEntry] {
    let carried = owed.filter(\.isCarriedOver).enumerated().map {
      AgendaEntry(carrying: $1, as: "C\($0 + 1)")
    }
    let last = earlier.max { $1.isAfter($0) }
    let standing: [Message] = [
      "Welcome and apologies", last.map(minutes) ?? "Minutes of the last meeting: there was none before this",
      carried.isEmpty ? "Matters arising: nothing is open" : "Matters arising",
    ]
    let lines = standing.enumerated().map { AgendaEntry("\($0 + 1)", $1.text(in: .english)) }
    return lines + carried + [
      AgendaEntry("\(standing.count + 1)", Message("Any other business").text(in: .english))
    ]
  }

  /// The line about the minutes of the last meeting.
  private static func minutes(of meeting: Record) -> Message {
    let name = "\(meeting.reference), \(meeting[Head.received]?.inWords ?? "")"
    let corrected = (meeting[Meeting.amendments] ?? []).map { $0.item ?? "the whole" }
    guard corrected.isEmpty else {
      return "Minutes of the last meeting (\(name)), corrections: \(corrected.joined(separator: ", "))"
    }
    return meeting.isClosed
      ? "Minutes of the last meeting (\(name)), agreed"
      : "Minutes of the last meeting (\(name)), to be agreed"
  }
}

extension AgendaEntry {
  fileprivate init(carrying owed: Record, as label: String) {
    let source = [owed[Head.parent], owed[OwedAnswer.number]].compactMap { $0 }.joined(separator: " ")
    self.init(
      label, owed.carriedText, reference: owed.reference, type: owed[OwedAnswer.type], source: source,
      owner: owed[OwedAnswer.asked], due: owed[Head.due], isRestricted: owed[Head.marking] == .restricted)
  }
}

extension Record {
  /// Advice is carried until it is answered, an action until it is done.
  fileprivate var isCarriedOver: Bool {
    guard !isClosed, let type = self[OwedAnswer.type] else { return false }
    return !type.wantsAnswer || self[OwedAnswer.answered] == nil
  }

  /// The title; of what was answered and is still to be done, also since when.
  fileprivate var carriedText: String {
    let title = self[Head.title] ?? ""
    guard let day = self[OwedAnswer.answered] else { return title }
    return Message("\(title) (answered \(day.inWords), not done)").text(in: .english)
  }

  /// Whether a meeting was before another. Two on one day stand in the order in which they were made.
  fileprivate func isBefore(_ other: Record) -> Bool { other.uid != uid && other.isAfter(self) }

  fileprivate func isAfter(_ other: Record) -> Bool {
    guard let mine = self[Head.received], let its = other[Head.received], mine != its else {
      return uid > other.uid
    }
    return mine > its
  }
}

extension Day {
  /// `18 November 2026`, for what is printed.
  package var inWords: String {
    let (year, month, day) = parts
    let name = Month.names[month - 1]
    return "\(day) \(name.prefix(1).uppercased())\(name.dropFirst()) \(year)"
  }
}
