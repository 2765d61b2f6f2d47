/// One version of a named target: how long something may take, and by whose calendar.
///
/// Dated like policy: a record keeps the version of the day on which its clock started, so that a changed target
/// never rewrites an old case. Source: requirements A13, CP-05.
package struct ClockRule: Sendable, Equatable {
  /// As on the command line and in the store: `reply`.
  package let name: String
  package let label: Message
  package let span: TimeSpan
  package let calendar: CalendarName
  package let dayOne: DayOne
  /// Whether a due date that is no working day moves to the next one.
  package let movesToWorkingDay: Bool
  /// The most by which the clock may be extended, and then only before it has run out; nil where no rule says so.
  package let longestExtension: TimeSpan?
  /// The rule in plain words.
  package let sentence: Message
  /// Statute, guidance or whose target it is, for a person who asks why.
  package let source: String
  /// The first day on which a clock that starts runs by this version.
  package let from: Day

  /// Which day is counted as the first. A rule in months knows no day one: it ends on the same date.
  package enum DayOne: String, Sendable {
    /// The day of the event is day 0.
    case dayAfter = "day-after"
    /// A period "beginning when" something happened has that day as its first.
    case eventDay = "event-day"
  }

  package init(
    name: String, label: Message, span: TimeSpan, calendar: CalendarName, dayOne: DayOne = .dayAfter,
    movesToWorkingDay: Bool = false, longestExtension: TimeSpan? = nil, sentence: Message = "",
    source: String = "", from: Day
  ) {
    self.name = name
    self.label = label
    self.span = span
    self.calendar = calendar
    self.dayOne = dayOne
    self.movesToWorkingDay = movesToWorkingDay
    self.longestExtension = longestExtension
    self.sentence = sentence
    self.source = source
    self.from = from
  }
}

extension ClockRule {
  /// Reads one version; nil when a member is missing or has another shape.
  ///
  /// Shape: `name`, `label`, `count`, `unit`, `calendar`, `sentence`, `source`, `from`; and, where they differ from
  /// the usual, `dayOne`, `movesToWorkingDay` and `longestExtension` with `count` and `unit`.
  package init?(json: JSON) {
    guard let name = json["name"]?.string, let label = json["label"]?.string,
      let span = TimeSpan(members: json),
      let calendar = json["calendar"]?.string.flatMap(CalendarName.init(rawValue:)),
      let dayOne = DayOne(rawValue: json["dayOne", default: "day-after"].string ?? ""),
      let moves = Bool(json: json["movesToWorkingDay", default: false]),
      let sentence = json["sentence"]?.string, let source = json["source"]?.string,
      let from = json["from"].flatMap(Day.init(json:))
    else { return nil }
    let longest = json["longestExtension"].map(TimeSpan.init(members:))
    if case .some(.none) = longest { return nil }
    self.init(
      name: name, label: Message(stringLiteral: label), span: span, calendar: calendar, dayOne: dayOne,
      movesToWorkingDay: moves, longestExtension: longest ?? nil, sentence: Message(stringLiteral: sentence),
      source: source, from: from)
  }
}

extension JSON {
  fileprivate subscript(name: String, default value: JSON) -> JSON { self[name] ?? value }
}

/// Every target of law and of the office, in all its versions.
///
/// Those shipped stand in `rules/clocks.json`, each with the statute or guidance it rests on.
/// Source: requirements A1, A2, A8, A9, A12, B7, B8, B10, WE-03.
package struct ClockRules: Sendable, Equatable {
  /// In the order of the file.
  package let names: [String]
  /// By name, the oldest version first.
  private let versions: [String: [ClockRule]]

  package init(_ rules: [ClockRule]) {
    var names: [String] = []
    for rule in rules where !names.contains(rule.name) { names.append(rule.name) }
    self.names = names
    self.versions = Dictionary(grouping: rules, by: \.name).mapValues { $0.sorted { $0.from < $1.from } }
  }

  /// Reads a list of versions; nil when one of them is not understood, so that no target is lost unseen.
  package init?(json: JSON) {
    guard let elements = json.array else { return nil }
    let rules = elements.compactMap(ClockRule.init(json:))
    guard rules.count == elements.count else { return nil }
    self.init(rules)
  }

  /// The version in force for a clock that starts on `day`: the newest that had begun; nil when none had.
  package func rule(_ name: String, on day: Day) -> ClockRule? {
    versions[name]?.last { $0.from <= day }
  }

  /// The first day for which there is any version of the rule.
  package func firstDay(of name: String) -> Day? { versions[name]?.first?.from }

  /// These rules and another version, such as an office's own target.
  package func adding(_ rule: ClockRule) -> ClockRules {
    ClockRules(names.flatMap { versions[$0] ?? [] } + [rule])
  }
}
