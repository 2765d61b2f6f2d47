import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook hold REF --reason TEXT`, `casebook hold REF --lift --reason TEXT`
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Keep a record from being erased, or let it go again.",
    discussion: "Whoever works may hold a record; supervisors and administrators lift a hold.")
  @ParentCommand var casebook: CasebookCommand
  @Option(help: "Why: a court, a request, an inquiry.") var reason: String
  @Flag(help: "Lift the hold.") var lift = false
  @Flag(help: "Print the record as one JSON object.") var json = false
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let act = lift ? HoldActs.lift : HoldActs.hold
    try failing {
      let action = RecordAction.act(act, [HoldActs.reason.name: .string(reason)])
      let change = Change(.act(action, on: reference, seen: nil), reason: lift ? reason : nil)
      _ = try store.perform(change, by: actor, at: Workplace.now)
      guard let record = try store.record(reference, for: actor) else { return }
      guard !json else { return Output.line(.object(RecordOutput.json(record))) }
      Output.line(
        record[DisposalHold.field]?.sentence(of: record.reference)
          ?? "\(record.reference) is held no longer, and goes as the schedule says.")
    }
  }
}

/// `casebook erase REF --reason TEXT [--rule NAME]`
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Take every word of a record out of the register, the log and the file, for good.",
    discussion: """
      Its letters, attachments, notes, drafts and sealed texts go, and so do the details of its entries in the log. \
      What stays is one entry: when, by whom, under which rule, and how much went. Copies that were made before still \
      hold the words.
      """)
  @ParentCommand var casebook: CasebookCommand
  @Option(help: "Why. It stays in the log for good: no names, nothing about the person.") var reason: String
  @Option(help: "The rule of the schedule; else the one by which its time has come, or none.") var rule:
    String?
  @Option(help: "The reference typed again, where there is no terminal to ask at.") var again: String?
  @Flag(help: "Print what was erased as one JSON object.") var json = false
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    try failing {
      guard let record = try store.record(reference, for: actor) else {
        throw try store.missing(reference, for: actor)
      }
      let erasing = Disposing(store: store, actor: actor, reason: reason)
      let shown = try erasing.preview([record.reference], again: record.reference, rule: rule)
      if let left = shown.leftOut.first { throw Failure(left.why, status: EX_DATAERR) }
      for line in shown.changed where !json { Disposing.print(line, title: record[Head.title]) }
      let typed = try again ?? Keyboard().ask("This is for good. Type the reference again:")
      let said = Disposing.said(reason, again: typed, rule: rule)
      let change = Change(.act(.act(Erasing.act, said), on: record.reference, seen: record.revision))
      _ = try store.perform(change, by: actor, at: Workplace.now)
      guard let erasure = try store.erasure(of: record.reference, for: actor) else { return }
      json ? Output.line(erasure.json) : Output.line(erasure.sentence)
      try erasing.tellOfFile()
    }
  }
}

/// What erasing one record and erasing many have in common.
struct Disposing {
  let store: CaseStore
  let actor: Actor
  let reason: String

  static func said(_ reason: String, again: String, rule: String?) -> [String: JSON] {
    var said: [String: JSON] = [
      Erasing.again.name: .string(again), Erasing.reason.name: .string(reason),
    ]
    if let rule { said[Erasing.rule.name] = .string(rule) }
    return said
  }

  /// What would go, record by record; the same code runs and is taken back.
  func preview(_ references: [String], again: String, rule: String? = nil) throws -> BulkOutcome {
    try store.preview(
      .each(.act(Erasing.act, Self.said(reason, again: again, rule: rule))),
      on: references.map { BulkTarget($0, seen: nil) }, reason: nil, by: actor, at: Workplace.now)
  }

  /// `COR-19-0004  Noise at night: 3 letters and notes, 1 attachment, 20481 bytes; rule 'case'`
  static func print(_ line: BulkOutcome.Line, title: String?) {
    let went = Erasure.Counts(line.detail)?.sentence ?? ""
    let rule = line.detail.fields["rule"]?.after.string
    let under: Message = rule.map { "rule '\($0)'" } ?? "no rule, on request"
    Output.line("\(line.reference)  \(title ?? ""): \(went); \(under)")
  }

  /// `mail  auto-reply of 2021-03-04, Out of office: 1 letter or note, 0 attachments, 812 bytes; rule 'machine-mail'`
  static func print(_ gone: DisposedMail) {
    let mail = gone.mail
    Output.line(
      "\(Contact.unfiledKind)  \(mail.nature.rawValue) of \(mail.received), \(mail.subject): \(gone.counts.sentence); rule '\(mail.rule.rule)'"
    )
  }

  static func json(_ gone: DisposedMail) -> JSON {
    [
      "uid": .string(gone.mail.uid), "kind": .string(Contact.unfiledKind),
      "rule": .string(gone.mail.rule.rule), "went": gone.counts.json,
    ]
  }

  /// Says what is still owed, when the file could not be written anew just now.
  func tellOfFile() throws {
    guard try store.owesScouring() else { return }
    Output.complain(
      Message(
        "casebook: Unused parts of the file may hold the words still, for others were using it: 'casebook doctor' finishes that."
      ).text())
  }
}

extension DueMail {
  /// `mail  2022-03-04  machine-mail  dispose  auto-reply  Out of office`
  var line: String {
    [
      Contact.unfiledKind, end.description, rule.rule, rule.action.rawValue, nature.rawValue, subject,
    ].joined(separator: "  ")
  }
}
