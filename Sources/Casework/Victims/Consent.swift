/// How things stand with one person, one purpose, on one day.
package enum ConsentState: String, Sendable, CaseIterable {
  /// Nobody asked. This is no refusal, and is counted apart from it. Source: requirements VF-01.
  case notAsked = "not-asked"
  case given, refused, withdrawn, expired

  package var label: Message {
    switch self {
    case .notAsked: "Not asked"
    case .given: "Given"
    case .refused: "Refused"
    case .withdrawn: "Withdrawn"
    case .expired: "Expired"
    }
  }
}

/// All that one person ever answered about consent, in the order in which it was written down.
///
/// Consent is of one person, not of a group (requirements E1); nothing is rewritten, so that it can be shown later
/// who agreed to which words and when.
package struct ConsentLedger: Sendable, Equatable {
  package let entries: [ConsentEntry]

  package init(_ entries: [ConsentEntry] = []) {
    self.entries = entries
  }

  /// How `purpose` stood at the end of `day`. What the person said last counts; of two answers of one day, the one
  /// written down later.
  package func state(of purpose: ConsentPurpose, on day: Day) -> ConsentState {
    guard let last = last(for: purpose, on: day) else { return .notAsked }
    switch last.answer {
    case .refused: return .refused
    case .withdrawn: return .withdrawn
    case .given: return last.expires.map { $0 < day } ?? false ? .expired : .given
    }
  }

  /// Whether the person may be asked or quoted for `purpose` on `day`. Source: requirements VF-01, VF-04.
  package func isLive(for purpose: ConsentPurpose, on day: Day) -> Bool {
    state(of: purpose, on: day) == .given
  }

  /// The entry that decides how `purpose` stands on `day`; nil when nobody had asked.
  package func last(for purpose: ConsentPurpose, on day: Day) -> ConsentEntry? {
    // An answer may be written down after a later one; its own day decides.
    entries.reduce(nil) { latest, entry in
      guard entry.purpose == purpose, entry.day <= day else { return latest }
      return latest.map { $0.day > entry.day } ?? false ? latest : entry
    }
  }
}

// MARK: - Appending

extension ConsentLedger {
  /// The ledger with one more line.
  ///
  /// Throws: ``RuleRefusal/consent(_:)`` when the line cannot be true: see ``ConsentRefusal``.
  package func appending(_ entry: ConsentEntry, today: Day) throws(RuleRefusal) -> ConsentLedger {
    if let refusal = refusal(of: entry, today: today) { throw .consent(refusal) }
    return ConsentLedger(entries + [entry])
  }

  /// The ledger after the person took a consent back.
  ///
  /// A consent that has run out can still be withdrawn: the person wants no more of it, and must not be asked to
  /// renew it. Throws: ``RuleRefusal/consent(_:)``.
  package func withdrawing(
    _ purpose: ConsentPurpose, on day: Day, takenBy: String, today: Day
  ) throws(RuleRefusal) -> ConsentLedger {
    try appending(ConsentEntry(purpose, .withdrawn, on: day, takenBy: takenBy), today: today)
  }

  private func refusal(of entry: ConsentEntry, today: Day) -> ConsentRefusal? {
    guard entry.day <= today else { return .inFuture(entry.day, today: today) }
    switch entry.answer {
    case .refused: return nil
    case .withdrawn:
      let state = state(of: entry.purpose, on: entry.day)
      return state == .given || state == .expired ? nil : .nothingToWithdraw(entry.purpose, state: state)
    case .given:
      if entry.wording.isBlank { return .noWording(entry.purpose) }
      if entry.takenBy.isBlank { return .noTaker(entry.purpose) }
      if let expires = entry.expires, expires < entry.day {
        return .expiresBeforeGiven(expires, given: entry.day)
      }
      return nil
    }
  }
}

/// Why a line cannot be added to a consent ledger.
package enum ConsentRefusal: Error, Equatable, Sendable {
  case nothingToWithdraw(ConsentPurpose, state: ConsentState)
  case noWording(ConsentPurpose)
  case noTaker(ConsentPurpose)
  case inFuture(Day, today: Day)
  case expiresBeforeGiven(Day, given: Day)

  package var message: Message {
    switch self {
    case .nothingToWithdraw(let purpose, let state):
      "The consent '\(purpose.label)' stands at '\(state.label)' on that day: there is nothing to withdraw."
    case .noWording(let purpose):
      "The consent '\(purpose.label)' names no wording: give the version of the words the person agreed to."
    case .noTaker(let purpose):
      "The consent '\(purpose.label)' does not say who took it: give the account."
    case .inFuture(let day, let today):
      "An answer cannot be dated \(day), for today is \(today): give the day on which the person said so."
    case .expiresBeforeGiven(let expires, let given):
      "A consent given on \(given) cannot end on \(expires): give a later day, or none."
    }
  }
}

// MARK: - Counting

/// How many people stand where, for one purpose on one day.
///
/// "Not asked" is counted apart from "refused", or a service that never asks looks like one whose users refuse.
/// Source: requirements VF-01.
package struct ConsentCounts: Sendable, Equatable {
  private let counts: [ConsentState: Int]

  package init(_ ledgers: some Sequence<ConsentLedger>, purpose: ConsentPurpose, on day: Day) {
    counts = ledgers.reduce(into: [:]) { $0[$1.state(of: purpose, on: day), default: 0] += 1 }
  }

  /// People in this state.
  package subscript(state: ConsentState) -> Int { counts[state] ?? 0 }
  package var total: Int { counts.values.reduce(0, +) }
  /// People who were ever asked, whatever they answered.
  package var asked: Int { total - self[.notAsked] }

  /// "3 of 5 asked; 1 given, 1 refused, 1 withdrawn, 0 expired".
  package var summary: Message {
    "\(asked) of \(total) asked; \(self[.given]) given, \(self[.refused]) refused, \(self[.withdrawn]) withdrawn, \(self[.expired]) expired"
  }
}
