import CaseDemo
import CasebookResources
import Casework
import TestOffice

/// Plays a year through the rules as the register would: opens a case for each new letter, joins answers by
/// their Message-IDs, and asks the rules about every act.
struct DemoReplay {
  private(set) var records: [String: Record] = [:]
  /// The first letter of the case to which each letter belongs.
  private(set) var firstLetters: [String: String] = [:]
  private(set) var refusals: [String] = []
  /// What is no letter's case: the other panes' records, which need a register to be played.
  private var beside: Set<String> = []
  private let accounts: [Account]

  init(_ year: DemoYear) {
    self.accounts = year.accounts
    for event in year.events { play(event) }
  }

  func count(inStage stage: String) -> Int {
    records.values.count { $0[Head.stage] == stage }
  }

  private mutating func play(_ event: DemoEvent) {
    switch event.what {
    case .mail(let bytes): receive(DemoMessage(bytes), at: event.at)
    case .new(.caseFile, let marker, let values, let text): open(marker, values, text, at: event.at)
    case .new(_, let marker, _, _): beside.insert(marker)
    case .act(let name, let action, let reason, let makes):
      if let makes { beside.insert(makes) }
      if !beside.contains(name) { act(action, on: name, reason: reason, event) }
    case .complaints, .read: break
    }
  }

  private mutating func receive(_ mail: DemoMessage, at: Instant) {
    let letter = contact(mail.text, at: at)
    if let first = mail.references.compactMap({ firstLetters[$0] }).first {
      firstLetters[mail.messageID] = first
      if !mail.isAutomatic { records[first]?.receive(letter, shippedRules) }
    } else {
      firstLetters[mail.messageID] = mail.messageID
      var record = newRecord(mail.messageID, at: at)
      record[CaseFile.channel] = .email
      record.receive(letter, shippedRules)
      records[mail.messageID] = record
    }
  }

  private mutating func open(_ marker: String, _ values: [String: JSON], _ text: String, at: Instant) {
    var record = newRecord(marker, at: at)
    do {
      try record.assign(values)
    } catch {
      refusals.append("\(marker): \(error)")
    }
    if record[Head.title] == nil || record[CaseFile.channel] == nil || text.isBlank {
      refusals.append("\(marker): not complete")
    }
    record.settle(shippedRules)
    records[marker] = record
  }

  private mutating func act(_ action: RecordAction, on name: String, reason: String?, _ event: DemoEvent) {
    guard let record = records[name], let account = accounts.first(where: { $0.name == event.actor }) else {
      return refusals.append("\(name): no such case or account")
    }
    let actor = Actor(name: account.name, roles: account.roles, host: "test")
    let facts = Facts(actor: actor, now: event.at, rulebook: shippedRules, reason: reason, newUID: { "" })
    do {
      records[name] = try record.decision(on: action, facts: facts).record
    } catch {
      refusals.append("\(name) \(action): \(error)")
    }
  }

  private func newRecord(_ name: String, at: Instant) -> Record {
    var record = Record(uid: name, kind: .caseFile, reference: name, revision: 1, values: [:])
    record[Head.stage] = "untriaged"
    record[Head.received] = at.londonDay
    return record
  }

  private func contact(_ text: String, at: Instant) -> Contact {
    Contact(uid: "", kind: .received, channel: .email, at: at, text: text)
  }
}
