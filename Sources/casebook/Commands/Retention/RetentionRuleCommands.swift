import ArgumentParser
import CaseStore
import Casework
import Glibc

// The schedule itself: what the office keeps how long.
extension RetentionCommand {
  /// `casebook retention rules [--ship]`
  struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the rules of the schedule, with those that stood before.")
    @ParentCommand var retention: RetentionCommand
    @Flag(help: "One JSON object a line.") var json = false
    @Flag(help: "Take over the rules that ship, where the office has none of that name.") var ship = false

    func run() throws {
      let workplace = try Workplace(storePath: retention.casebook.store)
      let (store, actor) = try workplace.enter()
      try failing {
        if ship {
          let known = Set(try store.settings(RetentionRule.self).map(\.rule))
          let new = StoreSetup.shippedSchedule(workplace).filter { !known.contains($0.rule) }
          if !new.isEmpty { try store.save(new, by: actor, at: Workplace.now) }
        }
        for rule in try store.settings(RetentionRule.self) {
          guard !json else {
            var members = rule.json.object ?? [:]
            members["name"] = .string(rule.name)
            Output.line(.object(members))
            continue
          }
          Output.line("\(rule.name)  \(rule.subject)  \(rule.action.rawValue)  \(rule.span)")
          Output.line("    \(rule.sentence)")
          Output.line("    \(rule.source)")
        }
      }
    }
  }

  /// `casebook retention set NAME --kind K --start S --years N ...`
  struct SetRule: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Add a rule, or a version of one that stands from a day on.",
      discussion: """
        Withdrawn letters go sooner: casebook retention set withdrawn --kind case --when outcome=withdrawn --start closed \
        --years 2 --sentence "Withdrawn letters go after two years." --source "Schedule of 2026, line 14" --from 2026-04-01
        """)
    @ParentCommand var retention: RetentionCommand
    @Argument(help: "The rule's name: small letters, digits and hyphens.") var name: String
    @Option(help: "The kind of record: case, complaint, event …; mail for machines' mail without a case.")
    var kind: String
    @Option(help: "What it must have besides, such as outcome=withdrawn.") var when: [String] = []
    @Option(help: "Counted from: closed, received, held or consent-withdrawn.") var start: String
    @Option(help: "Whole years.") var years: Int
    @Option(help: "From the end of the year of that day: calendar, financial or none.") var yearEnd = "none"
    @Option(help: "What becomes of it then: dispose, review or keep.") var action = "dispose"
    @Option(help: "The rule in plain words.") var sentence: String
    @Option(help: "Where it stands: a statute, or the office's schedule.") var source: String
    @Option(help: "The first day on which it stands; else today.") var from: String?

    func run() throws {
      let (store, actor) = try retention.enter()
      let day =
        try from.map { try TypedValues.day($0, option: "--from", days: Workplace.days(store)) }
        ?? Workplace.now.londonDay
      let conditions: [String: JSON] = Dictionary(
        try when.map { typed in
          guard let sign = typed.firstIndex(of: "=") else {
            throw Failure(
              "'\(typed)' is no field=value: write it so, such as outcome=withdrawn.", status: EX_USAGE)
          }
          return (String(typed[..<sign]), .string(String(typed[typed.index(after: sign)...])))
        }
      ) { _, last in last }
      let members: [String: JSON] = [
        "rule": .string(name), "kind": .string(kind), "when": .object(conditions), "start": .string(start),
        "years": .integer(years), "yearEnd": .string(yearEnd), "action": .string(action),
        "sentence": .string(sentence), "source": .string(source), "from": day.json,
      ]
      guard let rule = RetentionRule(json: .object(members)) else {
        let fields = RetentionCondition.fields.map(\.rawValue).joined(separator: ", ")
        throw Failure(
          "That is no rule: check its name, the kind, the start, the years (0 to 200), the action, and that --when asks for one of \(fields); of mail only what is received can go or be kept.",
          status: EX_USAGE)
      }
      try failing { try store.save([rule], by: actor, at: Workplace.now) }
      Output.line("The rule '\(rule.rule)' stands from \(rule.from): \(rule.span).")
    }
  }

  /// `casebook retention drop NAME@DAY`
  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a version of a rule away; the log keeps what it was.")
    @ParentCommand var retention: RetentionCommand
    @Argument(help: "The version, such as case@1900-01-01; 'casebook retention rules' has them.") var name:
      String

    func run() throws {
      let (store, actor) = try retention.enter()
      try failing { try store.drop(rule: name, by: actor, at: Workplace.now) }
      Output.line("The rule '\(name)' is taken away.")
    }
  }

  /// `casebook retention dispose [--dry-run] [--rule NAME] --reason TEXT --yes`
  struct Dispose: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Erase what the schedule says is to go: shown first, done with --yes.",
      discussion: """
        Without --yes nothing is written. Machines' mail without a case goes with it. What somebody holds, and what a \
        person has to decide about, stays and is named. \
        With --yes the number of what goes is asked for again at the terminal.
        """)
    @ParentCommand var retention: RetentionCommand
    @Flag(help: "Show it and do nothing: what happens without --yes, said out loud.") var dryRun = false
    @Flag(help: "Do it.") var yes = false
    @Option(help: "Of this rule alone.") var rule: String?
    @Option(help: "Stays in the log for good: no names.") var reason = "The schedule of retention."
    @Option(help: "The number of what goes typed again, where there is no terminal to ask at.") var again:
      Int?
    @Flag(help: "One JSON object a record.") var json = false

    func run() throws {
      guard !(dryRun && yes) else {
        throw Failure("--dry-run and --yes do not go together: leave one of them out.", status: EX_USAGE)
      }
      let (store, actor) = try retention.enter()
      try failing {
        if !actor.roles.contains(.victimsLead) { try actor.require(.dispose) }
        let due = try store.due(on: Workplace.now.londonDay, for: actor)
          .filter { rule == nil || $0.verdict.rule?.rule == rule }
        let going = due.filter { $0.verdict.rule?.action == .dispose && $0.verdict.hold == nil }
        tellOfStaying(due)
        let disposing = Disposing(store: store, actor: actor, reason: reason)
        let outcome = try disposing.preview(going.map(\.record.reference), again: Erasing.all)
        let mail = try actor.may(.dispose) ? disposeMail(disposing, isPreview: true) : []
        var total = show(outcome, going)
        for gone in mail {
          total += gone.counts
          json ? Output.line(Disposing.json(gone)) : Disposing.print(gone)
        }
        outcome.leftOut.forEach { Output.complain("casebook: \(Output.safe($0.sentence))") }
        let count = outcome.changed.count + mail.count
        guard yes, count > 0 else {
          return conclude("\(count) would be erased: \(total.sentence). --yes does it.")
        }
        try requireAgain(count)
        let records = outcome.changed.isEmpty ? 0 : try dispose(outcome, disposing)
        let messages = mail.isEmpty ? 0 : try disposeMail(disposing, isPreview: false).count
        conclude("\(records + messages) erased; 'casebook retention certificate' says so.")
        try disposing.tellOfFile()
      }
    }

    /// What is due and does not go of itself, with the reason.
    private func tellOfStaying(_ due: [DueRecord]) {
      for due in due {
        let reference = due.record.reference
        if let hold = due.verdict.hold {
          Output.complain("casebook: \(Output.safe(hold.sentence(of: reference).text()))")
        } else if due.verdict.rule?.action == .review {
          let what: Message =
            "\(reference) waits for a person to decide: look at it, then 'casebook erase' it or hold it."
          Output.complain("casebook: \(Output.safe(what.text()))")
        }
      }
    }

    private func show(_ outcome: BulkOutcome, _ going: [DueRecord]) -> Erasure.Counts {
      let titles = Dictionary(going.map { ($0.record.reference, $0.record[Head.title] ?? "") }) { one, _ in
        one
      }
      var total = Erasure.Counts()
      for line in outcome.changed {
        if let counts = Erasure.Counts(line.detail) { total += counts }
        guard json else {
          Disposing.print(line, title: titles[line.reference])
          continue
        }
        Output.line([
          "reference": .string(line.reference), "kind": .string(line.kind.rawValue),
          "rule": line.detail.fields["rule"]?.after ?? .null,
          "went": Erasure.Counts(line.detail)?.json ?? .null,
        ])
      }
      return total
    }

    private func requireAgain(_ count: Int) throws {
      let typed =
        try again ?? Int(Keyboard().ask("This is for good. Type \(count), the number of what goes:"))
      guard typed == count else {
        throw Failure("That is not \(count), and nothing was erased.", status: EX_DATAERR)
      }
    }

    private func disposeMail(_ disposing: Disposing, isPreview: Bool) throws -> [DisposedMail] {
      try disposing.store.disposeMail(
        rule: rule, reason: reason, isPreview: isPreview, by: disposing.actor, at: Workplace.now)
    }

    private func dispose(_ outcome: BulkOutcome, _ disposing: Disposing) throws -> Int {
      let said = Disposing.said(reason, again: Erasing.all, rule: nil)
      let targets = outcome.changed.map { BulkTarget($0.reference, seen: $0.revision) }
      let change = Change(.bulk(.each(.act(Erasing.act, said)), on: targets))
      let receipt = try disposing.store.perform(change, by: disposing.actor, at: Workplace.now)
      receipt.leftOut.forEach { Output.complain("casebook: \(Output.safe($0.sentence))") }
      return Set(receipt.touched).count
    }

    private func conclude(_ message: Message) {
      if json { return Output.complain("casebook: \(message.text())") }
      Output.line(message)
    }
  }
}
