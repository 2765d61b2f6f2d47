/// The office's schedule of retention: every version of every rule. Source: requirements G4.
package struct RetentionRules: Sendable, Equatable {
  private let versions: [RetentionRule]

  package init(_ versions: [RetentionRule] = []) {
    self.versions = versions
  }

  package var isEmpty: Bool { versions.isEmpty }

  /// The rules that stand on a day, each in its newest version that has begun; the most particular of a kind first.
  package func inForce(on day: Day) -> [RetentionRule] {
    var newest: [String: RetentionRule] = [:]
    for version in versions where version.from <= day {
      if let known = newest[version.rule], known.from >= version.from { continue }
      newest[version.rule] = version
    }
    return newest.values.sorted { one, other in
      if one.records != other.records { return one.subject < other.subject }
      if one.particularity != other.particularity { return one.particularity > other.particularity }
      // Nothing goes sooner than one of two equal rules wants it kept.
      return one.years != other.years ? one.years > other.years : one.rule < other.rule
    }
  }

  package func named(_ name: String, on day: Day) -> RetentionRule? {
    inForce(on: day).first { $0.rule == name }
  }

  /// How it stands with one record: the first rule that fits it says so, and no other.
  package func verdict(on record: Record, today: Day) -> RetentionVerdict {
    let rule = inForce(on: today).first { $0.fits(record) }
    guard let rule else { return RetentionVerdict(state: .noRule, rule: nil, record) }
    guard rule.action != .keep else { return RetentionVerdict(state: .kept, rule: rule, record) }
    guard let start = rule.start.day(of: record) else {
      return RetentionVerdict(state: .notBegun, rule: rule, record)
    }
    let end = rule.end(from: start)
    return RetentionVerdict(
      state: end <= today ? .due(start: start, end: end) : .running(start: start, end: end), rule: rule,
      record)
  }

  /// Everything whose time has come on `today`, for `is:disposable`; what is held is not among it unless asked for.
  package func due(on today: Day, includingHeld: Bool = false) -> Query {
    var alternatives: [Query] = []
    var seen: [KindName: [RetentionRule]] = [:]
    for rule in inForce(on: today) {
      guard let records = rule.records else { continue }
      let before = seen[records, default: []]
      seen[records, default: []].append(rule)
      // A rule for all of a kind leaves nothing to those that come after it.
      guard rule.action != .keep, !before.contains(where: { $0.particularity == 0 }) else { continue }
      alternatives.append(
        .and(
          [.field(.kind, .equals(records.rawValue))] + rule.conditions.map(\.query)
            + before.map(\.contrary)
            + [.field(rule.start.field, .days(from: nil, to: rule.lastStart(on: today)))]))
    }
    guard !alternatives.isEmpty else { return .field(.kind, .equals("")) }
    guard !includingHeld else { return .or(alternatives) }
    return .and([.or(alternatives), .not(.field(.is, .equals(QueryState.held.rawValue)))])
  }
}

extension RetentionRule {
  /// How narrow it is: one with conditions comes before one for all of its kind.
  fileprivate var particularity: Int { conditions.count + (start == .consentWithdrawn ? 1 : 0) }

  fileprivate func fits(_ record: Record) -> Bool {
    guard record.kind == records, conditions.allSatisfy({ $0.holds(of: record) }) else { return false }
    return start != .consentWithdrawn || record.consentWithdrawn != nil
  }

  /// That it does not fit.
  fileprivate var contrary: Query {
    let started: [Query] = start == .consentWithdrawn ? [.field(.withdrawn, .none)] : []
    let ways = conditions.map(\.contrary) + started
    return ways.count == 1 ? ways[0] : .or(ways)
  }
}

/// How long one record is kept, and why.
package struct RetentionVerdict: Sendable, Equatable {
  package enum State: Sendable, Equatable {
    /// No rule of the office speaks of it.
    case noRule
    /// Kept for good.
    case kept
    /// What the rule counts from has not happened.
    case notBegun
    /// - Parameter end: the first day on which its time has come.
    case running(start: Day, end: Day)
    case due(start: Day, end: Day)
  }

  package let state: State
  package let rule: RetentionRule?
  package let hold: DisposalHold?
  package let reference: String

  fileprivate init(state: State, rule: RetentionRule?, _ record: Record) {
    self.state = state
    self.rule = rule
    hold = record[DisposalHold.field]
    reference = record.reference
  }

  package var isDue: Bool {
    if case .due = state { return true }
    return false
  }

  /// The day on which the time comes or came.
  package var end: Day? {
    switch state {
    case .running(_, let end), .due(_, let end): end
    case .noRule, .kept, .notBegun: nil
    }
  }

  /// Why, in sentences: the rule, its source, the count, and what stops it.
  package var lines: [Message] {
    var lines: [Message] = []
    if let rule {
      lines.append("Rule '\(rule.rule)' (stands from \(rule.from)): \(rule.sentence)")
      lines.append("Source: \(rule.source)")
    }
    switch state {
    case .noRule: lines.append("No rule of the office speaks of \(reference): it is kept until one does.")
    case .kept: lines.append("\(reference) is kept for good.")
    case .notBegun:
      if let rule { lines.append("Nothing is counted yet: '\(rule.start.label)' has not happened.") }
    case .running(let start, let end):
      if let rule { lines.append("\(rule.start.label) on \(start); \(rule.span).") }
      lines.append("Its time comes on \(end).")
    case .due(let start, let end):
      if let rule { lines.append("\(rule.start.label) on \(start); \(rule.span).") }
      lines.append(
        rule?.action == .review
          ? "Its time came on \(end): a person decides what becomes of it."
          : "Its time came on \(end): it is to be erased.")
    }
    if let hold { lines.append(hold.sentence(of: reference)) }
    return lines
  }

  package var json: JSON {
    let name =
      switch state {
      case .noRule: "no-rule"
      case .kept: "kept"
      case .notBegun: "not-begun"
      case .running: "running"
      case .due: "due"
      }
    return [
      "reference": .string(reference), "state": .string(name), "end": end.map(\.json) ?? .null,
      "rule": rule.map { .string($0.rule) } ?? .null, "source": rule.map { .string($0.source) } ?? .null,
      "action": rule.map { .string($0.action.rawValue) } ?? .null, "held": hold.map(\.json) ?? .null,
    ]
  }
}

extension Query {
  /// Whether it asks for what the office's schedule says.
  package var asksForRetention: Bool {
    switch self {
    case .field(.is, .equals(QueryState.disposable.rawValue)): true
    case .not(let part): part.asksForRetention
    case .and(let parts), .or(let parts): parts.contains(where: \.asksForRetention)
    case .all, .word, .prefix, .phrase, .field: false
    }
  }

  /// The same query with `is:disposable` as the schedule means it on a day.
  package func applying(_ rules: RetentionRules, on today: Day) -> Query {
    switch self {
    case .field(.is, .equals(QueryState.disposable.rawValue)): rules.due(on: today)
    case .not(let part): .not(part.applying(rules, on: today))
    case .and(let parts): .and(parts.map { $0.applying(rules, on: today) })
    case .or(let parts): .or(parts.map { $0.applying(rules, on: today) })
    case .all, .word, .prefix, .phrase, .field: self
    }
  }
}
