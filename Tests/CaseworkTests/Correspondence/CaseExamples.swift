import Casework
import TestOffice
import Testing

/// Friday 20 November 2026, a quarter past two in the afternoon.
let now = Instant(day: day("2026-11-20"), secondsUTC: 51_300)

func day(_ text: String) -> Day {
  Day(text) ?? Day(number: 0)
}

let caseworker = Actor(name: "sam", roles: [.caseworker], host: "desk4")

func facts(by actor: Actor = caseworker, reason: String? = nil) -> Facts {
  Facts(
    actor: actor, now: now, rulebook: shippedRules, reason: reason,
    newUID: { "01890a5d-ac96-774b-bcce-b302099a8057" })
}

/// A case as it came in by e-mail that morning.
func newCase(_ change: (inout Record) -> Void = { _ in }) -> Record {
  var record = Record(
    uid: "01890a5d-ac96-774b-bcce-b302099a8057", kind: .caseFile, reference: "COR-26-0042", revision: 1,
    values: [:])
  record[Head.title] = "Quad bikes on the Môn path"
  record[Head.stage] = "untriaged"
  record[Head.received] = day("2026-11-20")
  record[CaseFile.channel] = .email
  record[CaseFile.lastReceived] = now
  record.settle(shippedRules)
  change(&record)
  return record
}

extension Record {
  /// What several actions make of a record, one after the other.
  func after(_ actions: RecordAction..., reason: String? = nil) throws -> Record {
    try actions.reduce(self) { try $0.decision(on: $1, facts: facts(reason: reason)).record }
  }

  func refusal(of action: RecordAction, by actor: Actor = caseworker, reason: String? = nil) -> RuleRefusal? {
    do throws(RuleRefusal) {
      _ = try decision(on: action, facts: facts(by: actor, reason: reason))
      return nil
    } catch {
      return error
    }
  }

  var stage: String { self[Head.stage] ?? "" }
}
