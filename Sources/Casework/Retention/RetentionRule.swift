/// One version of a rule of how long records of a kind are kept, and what becomes of them then.
///
/// Dated like policy: the version that stands on the day on which somebody asks is the one that counts, for a schedule
/// speaks of what is kept now. Source: requirements G4.
package struct RetentionRule: Setting {
  package static let kind = SettingKind.retention

  /// What the versions of one rule have in common: `case`.
  package let rule: String
  /// Of which records it speaks; nil for machines' mail that answers no record.
  package let records: KindName?
  /// What the records must have; empty for all of the kind.
  package let conditions: [RetentionCondition]
  package let start: RetentionStart
  /// Whole years from the start; 0 to 200.
  package let years: Int
  package let yearEnd: YearEnd
  package let action: Action
  /// The rule in plain words.
  package let sentence: String
  /// Statute, guidance or whose schedule it is.
  package let source: String
  /// The first day on which this version stands.
  package let from: Day

  package enum Action: String, Sendable, CaseIterable {
    /// The record is erased.
    case dispose
    /// A person decides, record by record.
    case review
    /// Kept for good.
    case keep
  }

  /// To which end of a year a start is moved before years are counted.
  package enum YearEnd: String, Sendable, CaseIterable {
    case none, calendar
    /// 31 March. Source: requirements G4, "whole years from the end of the financial year".
    case financial
  }

  package init(
    _ rule: String, _ records: KindName?, conditions: [RetentionCondition] = [], start: RetentionStart,
    years: Int, yearEnd: YearEnd = .none, action: Action = .dispose, sentence: String = "",
    source: String = "", from: Day
  ) {
    self.rule = rule
    self.records = records
    self.conditions = conditions
    self.start = start
    self.years = years
    self.yearEnd = yearEnd
    self.action = action
    self.sentence = sentence
    self.source = source
    self.from = from
  }

  /// Of what it speaks, as it is typed: the name of a kind, or `mail`.
  package var subject: String { records?.rawValue ?? Contact.unfiledKind }

  /// Each version is kept by itself: `case@2026-04-01`.
  package var name: String { "\(rule)@\(from)" }
}

/// What a record must have for a rule to speak of it: the value of one field, as it is stored.
package struct RetentionCondition: Sendable, Hashable {
  package let field: QueryField
  package let value: String

  /// Nil for fields that a rule cannot ask for.
  package init?(_ field: QueryField, _ value: String) {
    guard Self.fields.contains(field) else { return nil }
    self.field = field
    self.value = value
  }

  /// Those that stand in the values of records under their own name.
  package static let fields: [QueryField] = [
    .stage, .outcome, .nature, .type, .area, .track, .category, .result, .support,
  ]

  func holds(of record: Record) -> Bool { record.values[field.rawValue]?.string == value }

  /// The same for a query.
  var query: Query { .field(field, .equals(value)) }

  /// That it does not hold; what has no value at all does not either.
  var contrary: Query { .or([.not(query), .field(field, .none)]) }
}

/// What must have happened before years are counted.
package enum RetentionStart: String, Sendable, CaseIterable {
  case closed, received
  /// The day on which an event, a meeting or a session took place.
  case held
  /// The last consent was taken back, and none was given after that.
  case consentWithdrawn = "consent-withdrawn"

  package var label: Message {
    switch self {
    case .closed: "closed"
    case .received: "received"
    case .held: "held"
    case .consentWithdrawn: "consent withdrawn"
    }
  }

  /// The day on which it happened to a record; nil while it has not.
  package func day(of record: Record) -> Day? {
    switch self {
    case .closed: record[Head.closed]
    case .received, .held: record[Head.received]
    case .consentWithdrawn: record.consentWithdrawn
    }
  }

  var field: QueryField {
    switch self {
    case .closed: .closed
    case .received, .held: .received
    case .consentWithdrawn: .withdrawn
    }
  }
}

extension Record {
  /// The day on which the last consent was taken back; nil where one was given after that.
  package var consentWithdrawn: Day? {
    let entries = consentLedger.entries
    guard let withdrawn = entries.filter({ $0.answer == .withdrawn }).map(\.day).max() else { return nil }
    let given = entries.filter { $0.answer == .given }.map(\.day).max()
    return given.map { $0 > withdrawn } ?? false ? nil : withdrawn
  }
}

// MARK: - Days

extension RetentionRule {
  /// The first day on which the time of a record that started on `start` has come.
  package func end(from start: Day) -> Day {
    let first =
      switch yearEnd {
      case .none: start
      case .calendar: Day(year: start.year + 1, month: 1, day: 1) ?? start
      case .financial: Day(year: start.month > 3 ? start.year + 1 : start.year, month: 4, day: 1) ?? start
      }
    return first.adding(months: 12 * years)
  }

  /// The last start whose time has come on `today`.
  package func lastStart(on today: Day) -> Day {
    // The end never falls when the start rises.
    var (sure, beyond) = (today - 366 * (years + 2), today + 1)
    while beyond - sure > 1 {
      let middle = sure + (beyond - sure) / 2
      if end(from: middle) <= today { sure = middle } else { beyond = middle }
    }
    return sure
  }

  /// `6 years after closed, from the end of the financial year`.
  package var span: Message {
    let years: Message = .counted(years, one: "1 year", other: "\(years) years")
    return switch yearEnd {
    case .none: "\(years) after: \(start.label)"
    case .calendar: "\(years) after the end of the year of: \(start.label)"
    case .financial: "\(years) after the end of the financial year of: \(start.label)"
    }
  }
}

// MARK: - As a setting

extension RetentionRule {
  /// Reads one version; nil when a member is missing or has another shape.
  ///
  /// Shape: `rule`, `kind`, `start`, `years`, `action`, `sentence`, `source`, `from`, and where there are any
  /// `when` (`{"outcome":"withdrawn"}`) and `yearEnd`. The kind `mail` has no fields, is counted from when it was
  /// received, and nobody decides about each message.
  package init?(json: JSON) {
    guard let rule = json["rule"]?.string, Self.isName(rule),
      let subject = json["kind"]?.string,
      let start = json["start"]?.string.flatMap(RetentionStart.init(rawValue:)),
      let years = json["years"]?.integer, (0...200).contains(years),
      let yearEnd = YearEnd(rawValue: json["yearEnd"]?.string ?? YearEnd.none.rawValue),
      let action = json["action"]?.string.flatMap(Action.init(rawValue:)),
      let sentence = json["sentence"]?.string, let source = json["source"]?.string,
      let from = json["from"].flatMap(Day.init(json:))
    else { return nil }
    let when = (json["when"]?.object ?? [:]).sorted { $0.key < $1.key }
    let conditions = when.compactMap { name, value in
      QueryField(rawValue: name).flatMap { RetentionCondition($0, value.string ?? "") }
    }
    guard conditions.count == when.count else { return nil }
    let records = KindName(rawValue: subject)
    guard
      records != nil
        || subject == Contact.unfiledKind && conditions.isEmpty && start == .received && action != .review
    else { return nil }
    self.init(
      rule, records, conditions: conditions, start: start, years: years, yearEnd: yearEnd, action: action,
      sentence: sentence, source: source, from: from)
  }

  package init?(name: String, json: JSON) {
    self.init(json: json)
    guard self.name == name else { return nil }
  }

  package var json: JSON {
    var members: [String: JSON] = [
      "rule": .string(rule), "kind": .string(subject), "start": .string(start.rawValue),
      "years": .integer(years), "action": .string(action.rawValue), "sentence": .string(sentence),
      "source": .string(source), "from": from.json, "title": .string(sentence),
    ]
    if yearEnd != .none { members["yearEnd"] = .string(yearEnd.rawValue) }
    if !conditions.isEmpty {
      members["when"] = .object(
        Dictionary(conditions.map { ($0.field.rawValue, .string($0.value)) }) { _, last in last })
    }
    return .object(members)
  }

  /// Small letters, digits and hyphens.
  package static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 40
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// Reads a list of versions; nil when one of them is not understood, so that no rule is lost unseen.
  package static func list(_ json: JSON) -> [RetentionRule]? {
    guard let elements = json.array else { return nil }
    let rules = elements.compactMap(RetentionRule.init(json:))
    return rules.count == elements.count ? rules : nil
  }
}
