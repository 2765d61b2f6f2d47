// What a meeting consists of: values that stand in lists of its record and are changed only by acts.

/// Whether somebody was at a meeting.
package enum Presence: String, FieldValue, CaseIterable {
  case present, apologies, absent

  package var label: Message {
    switch self {
    case .present: "present"
    case .apologies: "apologies"
    case .absent: "absent"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// One line of the attendance. Source: requirements IA-04, D5.
package struct Attendance: Sendable, Equatable {
  /// A name, or that of a seat.
  package var who: String
  package var presence: Presence
  /// The required seat that they take; nil when they take none.
  package var seat: String?
  package var side: GroupSide?

  package init(_ who: String, _ presence: Presence, seat: String? = nil, side: GroupSide? = nil) {
    self.who = who
    self.presence = presence
    self.seat = seat
    self.side = side
  }
}

extension Attendance: FieldValue {
  package init?(json: JSON) {
    guard let who = json["who"]?.string, let presence = json["presence"].flatMap(Presence.init(json:))
    else { return nil }
    self.init(
      who, presence, seat: json["seat"]?.string, side: json["side"].flatMap(GroupSide.init(json:)))
  }

  package var json: JSON {
    .members(["who": who.json, "presence": presence.json, "seat": seat?.json, "side": side?.json])
  }
}

/// What a line of the minutes is.
package enum MinuteMark: String, FieldValue, CaseIterable {
  case item, advice, answer, decision, action

  package var label: Message {
    switch self {
    case .item: "item"
    case .advice: "advice"
    case .answer: "answer"
    case .decision: "decision"
    case .action: "action"
    }
  }

  /// By the leading sign of a typed line.
  init(sign: Character?) {
    self =
      switch sign {
      case "!": .action
      case "?": .advice
      case ">": .answer
      case "=": .decision
      default: .item
      }
  }
}

/// One line of the minutes. It says all that the minutes say: what becomes of the action later stands elsewhere.
package struct MinuteItem: Sendable, Equatable {
  /// `3`; of the second action under it `3.A2`.
  package var number: String
  package var mark: MinuteMark
  package var text: String
  /// The advice or action that it made or answers.
  package var reference: String?
  /// What an answer answers, as these minutes name it: `C1 Publish the reasons`; nil of all else.
  package var answers: String?
  /// Who has the action, as the minutes name them.
  package var owner: String?
  package var due: Day?
  package var level: AdviceLevel?
  /// In the closed part of the minutes. Source: requirements D3.
  package var isRestricted: Bool

  package init(
    _ number: String, _ mark: MinuteMark, _ text: String, reference: String? = nil, answers: String? = nil,
    owner: String? = nil, due: Day? = nil, level: AdviceLevel? = nil, isRestricted: Bool = false
  ) {
    self.number = number
    self.mark = mark
    self.text = text
    self.reference = reference
    self.answers = answers
    self.owner = owner
    self.due = due
    self.level = level
    self.isRestricted = isRestricted
  }

  /// What stands before the text: what the line is, and of an answer what it answers; nil of a plain item.
  package var heading: Message? {
    guard mark != .item else { return nil }
    return answers.map { "answer to \($0)" } ?? mark.label
  }

  /// The number of the item itself: 3 of `3.A2`; 0 of an action before all items.
  var main: Int {
    number.split(separator: ".").first.flatMap { Int(digits: $0.utf8) } ?? 0
  }

  /// The number of the next line: items are counted, and actions within their item.
  static func nextNumber(for mark: MinuteMark, after items: [MinuteItem]) -> String {
    let last = items.map(\.main).max() ?? 0
    guard mark == .action else { return String(last + 1) }
    let prefix = last == 0 ? "A" : "\(last).A"
    let used = items.filter { $0.mark == .action && $0.number.hasPrefix(prefix) }
      .compactMap { Int(digits: $0.number.dropFirst(prefix.count).utf8) }
    return prefix + String((used.max() ?? 0) + 1)
  }
}

extension MinuteItem: FieldValue {
  package init?(json: JSON) {
    guard let number = json["number"]?.string, let mark = json["mark"].flatMap(MinuteMark.init(json:)),
      let text = json["text"]?.string
    else { return nil }
    self.init(
      number, mark, text, reference: json["reference"]?.string, answers: json["answers"]?.string,
      owner: json["owner"]?.string,
      due: json["due"].flatMap(Day.init(json:)), level: json["level"].flatMap(AdviceLevel.init(json:)),
      isRestricted: json["restricted"] == true)
  }

  package var json: JSON {
    .members([
      "number": number.json, "mark": mark.json, "text": text.json, "reference": reference?.json,
      "answers": answers?.json, "owner": owner?.json, "due": due?.json, "level": level?.json,
      "restricted": isRestricted.json,
    ])
  }
}

/// A correction of agreed minutes. Source: requirements IA-09, "a correction is a new dated amendment".
package struct Amendment: Sendable, Equatable {
  package var on: Day
  /// The account that recorded it.
  package var by: String
  /// The number of the item that it corrects; nil when it is of the whole.
  package var item: String?
  package var text: String
  package var isRestricted: Bool

  package init(on: Day, by: String, item: String? = nil, text: String, isRestricted: Bool = false) {
    self.on = on
    self.by = by
    self.item = item
    self.text = text
    self.isRestricted = isRestricted
  }
}

extension Amendment: FieldValue {
  package init?(json: JSON) {
    guard let on = json["on"].flatMap(Day.init(json:)), let by = json["by"]?.string,
      let text = json["text"]?.string
    else { return nil }
    self.init(
      on: on, by: by, item: json["item"]?.string, text: text, isRestricted: json["restricted"] == true)
  }

  package var json: JSON {
    .members([
      "on": on.json, "by": by.json, "item": item?.json, "text": text.json, "restricted": isRestricted.json,
    ])
  }
}
